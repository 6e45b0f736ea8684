"""Factories: values with everything filled in, of which a test names what it is about."""

from datetime import UTC, datetime
from typing import Any

from blog.post import Kind, Post, Tag
from blog.record import Record, Status


def make_post(title: str = "Listening for rain", tags: tuple[str, ...] = (), **more: Any) -> Post:
    more.setdefault("date", datetime(2026, 3, 14, 9, tzinfo=UTC))
    more.setdefault("slug", "listening-for-rain")
    return Post(kind=more.pop("kind", Kind.POST), title=title, tags=tuple(map(Tag, tags)), **more)


def make_record(post: Post | None = None, **more: Any) -> Record:
    post = post or make_post()
    path = more.pop("path", f"/posts/{post.slug}/")
    values = {
        "id": "0123456789abcdef",
        "source": "posts/rain.md",
        "generation": 1,
        "status": Status.PUBLISHED,
        "first_seen": "2026-03-14T09:00:00+00:00",
        "version": "v1",
        "natural": path,
        "live": path,
    }
    return Record(post=post, path=path, **(values | more))
