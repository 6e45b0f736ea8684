"""Web addresses that strangers write: which of them a page may link."""

import re
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https"})
_NEVER = re.compile(r"[\s\\<>\"]")


def is_web_address(untrusted: str) -> bool:
    """Whether it leads to another site by its own name: http or https, and no `user@` before a host."""
    try:
        parts = urlsplit(untrusted)
        is_whole = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    is_plain = not _NEVER.search(untrusted) and "@" not in parts.netloc
    return parts.scheme.lower() in SCHEMES and is_whole and is_plain
