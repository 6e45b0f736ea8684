"""Links: the hosts that a text of a stranger leads to."""

import re

# With a scheme, or as a browser's address field would take it: a host of two labels or more with a letter at its end.
# Each begins where no host can have begun before, so that a long text takes no long time.
_LINK = re.compile(
    r"(?:https?:)?//([^\s/<>\"'\[\]()]+)"
    r"|(?<![\w.-])((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?=[/:?#])"
    r"|(?<![\w.-])(www\.[\w.-]+)",
    re.IGNORECASE,
)


def hosts_of(untrusted_text: str) -> list[str]:
    """The host of each link in a text, in lower case, as often as it is linked; without `www.`, port and user."""
    return [_host(next(filter(None, found.groups()))) for found in _LINK.finditer(untrusted_text)]


def _host(untrusted: str) -> str:
    host = untrusted.rpartition("@")[2].partition(":")[0].strip(".").casefold()
    return host.removeprefix("www.")


def is_within(host: str, domain: str) -> bool:
    """Whether a host is a domain, or one below it."""
    return host == domain or host.endswith(f".{domain}")
