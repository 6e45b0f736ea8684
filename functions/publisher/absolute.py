"""Absolute links, for readers who see a text away from its page."""

import re
from html import unescape
from urllib.parse import urljoin

from markupsafe import Markup, escape

ATTRIBUTE = re.compile(r'(<[^<>]*?\s(?:href|src)=")([^"]*)(")')

SRCSET = re.compile(r'(<img[^<>]*?\ssrcset=")([^"]*)')
COPY = re.compile(r"/[^\s,]+(?= \d+w)")  # one of ours


def absolute_links(html: Markup, base: str) -> Markup:
    """The HTML with each `href`, `src` and `srcset` resolved against the address `base` (RFC 3986, section 5)."""
    text = ATTRIBUTE.sub(lambda found: _resolved(found, base), html)
    copies = SRCSET.sub(lambda found: found[1] + COPY.sub(lambda copy: urljoin(base, copy[0]), found[2]), text)
    return Markup(copies)  # noqa: S704  # it was safe before


def _resolved(found: re.Match[str], base: str) -> str:
    try:
        address = urljoin(base, unescape(found[2]))
    except ValueError:  # an author's address such as "http://[" stays what it is
        return found[0]
    return f"{found[1]}{escape(address)}{found[3]}"
