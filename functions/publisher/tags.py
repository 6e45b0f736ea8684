"""Tags and categories: from the many ways of writing them to names, each once."""

import re

from blog.post import MOST_TERMS, Tag
from publisher.fields import Field, Fields, is_empty
from publisher.value import as_line

TAGS = ("tags", "tag", "keywords")
CATEGORIES = ("categories", "category")
LONGEST = 60
_SEPARATOR = re.compile("[,;，、]")


def read_tags(fields: Fields, dialect: str, key: str) -> tuple[Tag, ...]:
    """The tags of `tags` and `keywords`, in order; doubtful ones become warnings."""
    return _read(fields, TAGS, dialect, key)


def read_categories(fields: Fields, dialect: str, key: str) -> tuple[str, ...]:
    """The categories, in order, each as text: one within another is "food/tea"."""
    return tuple(tag.name for tag in _read(fields, CATEGORIES, dialect, key))


def _read(fields: Fields, names: tuple[str, ...], dialect: str, key: str) -> tuple[Tag, ...]:
    tags: dict[str, Tag] = {}
    for name in names:
        field = fields.find((name,))
        if field is None:
            continue
        for text in _texts(fields, field, by_space=_is_jekyll(fields, dialect, key)):
            tag = Tag(text)
            if not tag.slug or len(text) > LONGEST:
                reason = f"is longer than {LONGEST} characters" if tag.slug else "has neither letters nor digits"
                fields.warnings.append(field.problem(f"“{text[: 2 * LONGEST]}” {reason} and was left out."))
            else:
                tags.setdefault(tag.slug, tag)
    if len(tags) > MOST_TERMS:
        fields.warnings.append(
            Field(names[0], None, 1).problem(f"Of {len(tags)} {names[0]} the first {MOST_TERMS} were kept.")
        )
    return tuple(tags.values())[:MOST_TERMS]


def _is_jekyll(fields: Fields, dialect: str, key: str) -> bool:
    # Only Jekyll separates by spaces; its posts have a date in the file name, and nearly always a layout.
    return dialect == "yaml" and "layout" in fields and bool(re.search(r"/\d{4}-\d\d?-\d\d?-[^/]*$", key))


def _texts(fields: Fields, field: Field, *, by_space: bool) -> list[str]:
    try:
        if isinstance(field.value, str) and not _SEPARATOR.search(field.value):
            by_space = by_space and field.name.lower() in ("tags", "categories")
            return _named(field.value.split() if by_space else [field.value])
        return _named(_SEPARATOR.split(as_line(field.value)) if isinstance(field.value, str) else _flat(field.value))
    except ValueError as error:
        fields.errors.append(field.problem(f"{error} Write a list of names: [tea, a history of tea]."))
        return []


def _flat(value: object) -> list[object]:
    if isinstance(value, list):
        return [item for part in value for item in _flat(part)]
    return [] if is_empty(value) else [value]


def _named(values: list[str] | list[object]) -> list[str]:
    texts = (re.sub(r"^#(?=\w)", "", as_line(value)) for value in values)
    return [text for text in texts if text]
