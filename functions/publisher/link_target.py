"""Link targets: what a link to another source asks for, in the words of each system that authors come from.

other.md, ../other.md#part          any Markdown
{filename}/blog/other.md, {tag}tea  Pelican
@/blog/other.md                     Zola
Target.named("Other post")          Obsidian's [[Other post]], Jekyll's post_url
"""

import posixpath
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from blog.slug import slug
from publisher.media import is_relative

SOURCES = ("posts/", "pages/")
_MARKDOWN = (".md", ".markdown")
_PREFIX = re.compile(r"[{|](?:filename|link)[|}]|@(?=/)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")


@dataclass(frozen=True)
class Target:
    """A source that a text links to: `text` is its key, or a name that `names_of` gives for it."""

    kind: Literal["key", "name"]
    text: str

    @classmethod
    def named(cls, name: str) -> "Target":
        """The source that is called so, by its file or its title, in whatever folder."""
        return cls("name", _name(name))


def names_of(key: str, title: str) -> frozenset[str]:
    """All names by which a source can be asked for: its file's, with and without the date, and its title."""
    file = _stem(key)
    return frozenset(filter(None, (slug(file), slug(_DATE.sub("", file)), slug(title))))


def target_of(address: str, key: str) -> tuple[Target, str] | None:
    """What an address in the source `key` asks for, and the `?query#part` to put back; None if it names no source."""
    path, rest = _split(_PREFIX.sub("", address, count=1))
    if not path.lower().endswith(_MARKDOWN) or not (path.startswith("/") or is_relative(path)):
        return None
    folder = "" if path.startswith("/") else posixpath.dirname(key)
    found = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    return (Target("key", found) if found.startswith(SOURCES) else Target.named(found)), rest


def _split(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[" and the like
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    return unquote(parts.path), address[len(parts.path) :]


def _name(text: str) -> str:
    return slug(_stem(text)) or text.strip()


def _stem(path: str) -> str:
    name = posixpath.basename(path.strip().rstrip("/"))
    return next((name[: -len(end)] for end in _MARKDOWN if name.lower().endswith(end)), name)
