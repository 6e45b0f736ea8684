"""Absolute links, for readers who see a text away from its page."""

import re
from html import unescape
from urllib.parse import urljoin

from markupsafe import Markup, escape

ATTRIBUTE = re.compile(r'(<[^<>]*?\s(?:href|src)=")([^"]*)(")')


def absolute_links(html: Markup, base: str) -> Markup:
    """The HTML with each `href` and `src` resolved against the address `base` (RFC 3986, section 5)."""
    return Markup(ATTRIBUTE.sub(lambda found: _resolved(found, base), html))  # noqa: S704  # it was safe before


def _resolved(found: re.Match[str], base: str) -> str:
    try:
        address = urljoin(base, unescape(found[2]))
    except ValueError:  # an author's address such as "http://[" stays what it is
        return found[0]
    return found[1] + escape(address) + found[3]
