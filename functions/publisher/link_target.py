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

from blog.name import MARKDOWN, called
from blog.slug import slug
from publisher.media import is_relative

SOURCE_FOLDERS = ("posts/", "pages/")
_PREFIX = re.compile(r"^(?:[{|](?:filename|link)[|}]|@(?=/))", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """A source that a text links to: `text` is its key, or another of its names (`blog/name.py`)."""

    kind: Literal["key", "name"]
    text: str

    @classmethod
    def named(cls, name: str) -> "Target":
        """The source that is called so, by its file or its title, in whatever folder."""
        return cls("name", _name(name))


def target_of(address: str, key: str) -> tuple[Target, str] | None:
    """What an address in the source `key` asks for, and the `?query#part` to put back; None if it names no source."""
    path, rest = _split(_PREFIX.sub("", address.strip(), count=1))
    if not path.lower().endswith(MARKDOWN) or not (path.startswith("/") or is_relative(path)):
        return None
    folder = "" if path.startswith("/") else posixpath.dirname(key)
    found = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    return (Target("key", found) if found.startswith(SOURCE_FOLDERS) else Target.named(found)), rest


def _split(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[" and the like
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    return unquote(parts.path), address[len(parts.path) :]


def _name(text: str) -> str:
    return slug(called(text)) or text.strip()
