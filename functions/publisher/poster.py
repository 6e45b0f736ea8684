"""Posters: the pictures that other sites show of posts that have none of their own.

The path of one holds the hash of what it shows, so it never changes under one path.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from blog.post import Post
from blog.settings import Settings

DRAWING = 2  # to be raised when what is drawn changes
WIDTH, HEIGHT = 1200, 630
_PATH = re.compile(r"/assets/posters/(?P<id>[0-9a-f]{16})\.[0-9a-f]{10}\.png")


@dataclass(frozen=True)
class Poster:
    """What it shows; `language` is that of the title, `accent` a CSS colour (`#rrggbb`) or empty."""

    title: str
    site: str
    language: str
    accent: str

    def path(self, post_id: str) -> str:
        digest = sha256(repr((DRAWING, self)).encode(errors="replace")).hexdigest()[:10]
        return f"/assets/posters/{post_id}.{digest}.png"


def poster_of(post: Post, settings: Settings) -> Poster:
    return Poster(post.title, settings.title, post.language or settings.language, settings.accent)


def poster_at(path: str) -> str | None:
    """The id of the post whose poster may stand at a path."""
    match = _PATH.fullmatch(path)
    return match["id"] if match else None
