"""Titles: from front matter, from the text's own heading, or from the file's name."""

import unicodedata

from blog.slug import slug
from publisher.fields import Fields
from publisher.file_name import readable_name
from publisher.heading import first_heading, only_heading
from publisher.markdown_html import inline_text
from publisher.plain_text import shortened
from publisher.problem import Problem
from publisher.value import as_line

LONGEST = 300
UNTITLED = "Untitled"
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def read_title(fields: Fields, body: str, key: str) -> tuple[str, str]:
    """The title, and the body without a heading that says the same."""
    title = _seen(fields.read(("title",), as_line, ""))
    heading = first_heading(body) if title else first_heading(body) or only_heading(body)
    text = _seen(inline_text(heading.text[: 2 * LONGEST])) if heading else ""
    if not title and not text:
        title = _seen(readable_name(key)) or UNTITLED
        message = f"No title; the file's name became “{title}”. To set one, write “title: {title}” at the top."
        fields.warnings.append(Problem(message, field="title"))
    if heading and text and (not title or _is_same(title, text)):
        body = heading.without
    return _fitting(title or text, fields), body


def _seen(text: str) -> str:
    """The text, or nothing if no reader would see any of it."""
    return text if any(unicodedata.category(char) not in _UNSEEN for char in text) else ""


def _is_same(title: str, text: str) -> bool:
    return (slug(title) or title) == (slug(text) or text)


def _fitting(title: str, fields: Fields) -> str:
    if len(title) > LONGEST:
        message = f"The title is longer than {LONGEST} characters and was cut; the summary is the place for more."
        fields.warnings.append(Problem(message, field="title"))
    return shortened(title, LONGEST)
