"""Paths of posts: whole addresses that an author gives a post, and those at which it was before.

They are read and carried; which address a post gets is decided elsewhere.
"""

from functools import partial

from blog.post import Post
from publisher.fields import Fields, is_empty
from publisher.permalink import expand, is_pattern
from publisher.problem import Problem
from publisher.public_path import checked, free_path
from publisher.value import as_line

NAMES = ("permalink", "url", "path", "save_as")
ALIASES = ("aliases", "alias", "redirect_from", "redirects_from", "redirects")
MOST_ALIASES = 13
_SWITCHES = frozenset({"true", "false"})  # `permalink: false` of Eleventy


def read_path(fields: Fields, post: Post, key: str) -> str:
    """From `permalink`, `url` or `path`, if it has slashes or is a pattern; empty if there is none."""
    return fields.read(NAMES, partial(_path, post=post, key=key), "", skip=_is_none, lenient=True)


def last_of_path(fields: Fields) -> str:
    """What the post's own address ends with, without `.html`: all of it if it has no slash; empty for a pattern."""
    field = fields.find(NAMES, _is_none)
    try:
        text = as_line(field.value) if field else ""
        path = "" if is_pattern(text) else free_path(text) if _is_address(text) else text
    except ValueError:  # told by read_path
        return ""
    name = path.rstrip("/").rpartition("/")[2]
    return name.removesuffix(".html").removesuffix(".htm")


def read_aliases(fields: Fields, path: str) -> tuple[str, ...]:
    """Other addresses, each once and without the post's own `path`; doubtful ones become warnings."""
    found: dict[str, None] = {}
    for field in filter(None, [fields.find((name,)) for name in ALIASES]):
        for text in _texts(field.value):
            try:
                found[_alias(text)] = None
            except ValueError as error:
                fields.warnings.append(field.problem(str(error)))
    found.pop(path, None)
    if len(found) > MOST_ALIASES:
        message = f"Of {len(found)} addresses the first {MOST_ALIASES} were kept."
        fields.warnings.append(Problem(message, field=ALIASES[0]))
    return tuple(found)[:MOST_ALIASES]


def _is_none(value: object) -> bool:
    return is_empty(value) or str(value).strip().lower() in _SWITCHES


def _path(value: object, *, post: Post, key: str) -> str:
    text = as_line(value)
    if is_pattern(text):
        return checked(expand(text, post, key))
    return free_path(text) if _is_address(text) else ""


def _alias(text: object) -> str:
    address = as_line(text)
    if not _is_address(address):
        raise ValueError(f"“{address}” is not an address, so nothing leads from there; write a path such as /tea/.")
    return free_path(address)


def _is_address(text: str) -> bool:
    return "/" in text or text.lower().endswith((".html", ".htm"))


def _texts(value: object) -> list[object]:
    items = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else [value]
    return [item for item in items if not is_empty(item)]
