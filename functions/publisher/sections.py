"""Sections: the headings of a text that is HTML already, as links to them."""

import re

from markupsafe import Markup

from blog.settings import Link

_HEADING = re.compile(r'<h2 id="(?P<id>[^"]+)"[^>]*>(?P<title>.+?)</h2>', re.DOTALL)
_CONTENTS = re.compile(r'<div class="toc">')


def sections(body: Markup) -> tuple[Link, ...]:
    """The headings of the second level; none where the author has a table of contents in the text."""
    if _CONTENTS.search(body):
        return ()
    return tuple(Link(_text(each["title"]), f"#{_text(each['id'])}") for each in _HEADING.finditer(body))


def _text(html: str) -> str:
    return Markup(html).striptags()  # noqa: S704  # a piece of what is Markup already
