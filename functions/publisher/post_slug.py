"""Slugs of posts: which of an author's words become a post's part of the URL."""

from hashlib import sha256

from blog.paths import page_path
from blog.post import Kind
from blog.slug import slug
from publisher.fields import Fields
from publisher.file_name import name_of
from publisher.post_path import NAMES, last_of_path
from publisher.problem import Problem
from publisher.public_path import is_reserved
from publisher.value import as_line

LONGEST_BYTES = 200


def read_slug(fields: Fields, kind: Kind, key: str, title: str) -> str:
    """From `slug`, `permalink`, the file's name or the title; never empty, never a page's reserved name."""
    written = fields.read(("slug",), _slug, "", lenient=True)
    chosen = written or _short(slug(last_of_path(fields))) or _short(slug(name_of(key))) or _short(slug(title))
    if kind is Kind.PAGE and is_reserved(page_path(chosen)):
        field = fields.find(("slug", *NAMES))
        message = f"A page cannot be at /{chosen}/, which is the site's own; give it another slug."
        fields.errors.append(field.problem(message) if field else Problem(message, field="slug"))
    return chosen or f"post-{sha256(key.encode()).hexdigest()[:8]}"


def written_slug(fields: Fields) -> str:
    """The slug as the author wrote it, if it can be used; else empty."""
    field = fields.find(("slug",))
    text = "" if field is None or isinstance(field.value, list | dict) else as_line(field.value)
    return text if slug(text) and len(text.encode()) <= LONGEST_BYTES else ""


def _slug(value: object) -> str:
    text = _short(slug(as_line(value)))
    if not text:
        raise ValueError(f"“{value}” has neither letters nor digits, so the address was made from the file's name.")
    return text


def _short(text: str) -> str:
    """Cut between words, so that the key of the page stays within what file systems take."""
    while len(text.encode()) > LONGEST_BYTES:
        text = text.rpartition("-")[0] or text[: len(text) // 2]
    return text
