"""Credits: the person, site or text that a post comes from."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from blog.post import Credit
from publisher.fields import Fields, entry
from publisher.value import as_line, as_web_address, is_web_address

_MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\((\S+)\)")
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:\S*", re.ASCII)


def read_credit(fields: Fields) -> Credit | None:
    """From `credit`, `source` or `via`, each a name, an address, a Markdown link or a map, and `source_url`."""
    credit = fields.read(("credit", "source", "via"), _credit, None)
    url = fields.read(("source_url", "credit_url", "via_url", "source_link"), as_web_address, "")
    url = url or fields.read(("link", "original_url"), as_web_address, "", lenient=True)  # `link` in Nikola
    if not url:
        return credit
    return replace(credit, url=url) if credit else _credit(url)


def _credit(value: object) -> Credit:
    if isinstance(value, dict):
        url = entry(value, ("url", "link", "href"))
        address = as_web_address(url) if url else ""
        name = as_line(entry(value, ("name", "title")) or "") or _host(address)
        if not name:
            raise ValueError("A credit needs a name: {name: Ada Lovelace, url: https://…}.")
        return Credit(name, address)
    text = as_line(value)
    link = _MARKDOWN_LINK.fullmatch(text)
    if link:
        return Credit(link[1], as_web_address(link[2]))
    if is_web_address(text) or _SCHEME.fullmatch(text):
        address = as_web_address(text)
        return Credit(_host(address), address)
    if not text:
        raise ValueError("A credit needs a name or an address, and this has neither.")
    return Credit(text)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
