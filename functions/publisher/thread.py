"""Threads: a post's comments as its page shows them, each below what it replies to. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from zlib import crc32

from markupsafe import Markup

from blog.comment import Comment
from blog.comment_html import comment_html
from blog.settings import Link

NOTHING: Mapping[str, int] = MappingProxyType({})
DEEPEST = 3  # levels; what goes deeper stands flat on the last, or a telephone had no room for its words
HUES = 24  # that the style sheet knows, 15 degrees apart


@dataclass(frozen=True)
class Thread:
    """A comment, and the `replies` that stand below it, the oldest first.

    `text` is safe; `website` is empty or the absolute address of another site, and an
    `edited` one was changed by its writer, an `amended` one by the owner. `hue` colours the
    avatar, in degrees. `to` leads to what it replies to, if it does not stand right below
    that; an `is_orphan` replies to what is not shown. `likes` is the count when the page was built.
    """

    id: str
    name: str
    text: Markup
    at: datetime
    website: str = ""
    edited: datetime | None = None
    amended: datetime | None = None
    hue: int = 0
    to: Link | None = None
    is_orphan: bool = False
    likes: int = 0
    replies: tuple["Thread", ...] = ()

    @property
    def changed(self) -> datetime:
        """When it was changed last, by whomever, or written."""
        return max(filter(None, (self.at, self.edited, self.amended)))


@dataclass
class _Place:
    comment: Comment
    level: int
    below: "list[_Place]"
    to: Comment | None = None
    replies: "list[_Place]" = field(default_factory=list)


def threads(comments: Iterable[Comment], liked: Mapping[str, int] = NOTHING) -> tuple[Thread, ...]:
    """Of comments in the order of their ids, which is that of time; what replies to nothing that is here begins one.

    `liked` tells how often each was, by its id.
    """
    top: list[_Place] = []
    placed: dict[str, _Place] = {}
    for comment in comments:
        place = _place(comment, placed.get(comment.parent), top)
        place.below.append(place)
        placed[comment.id] = place
    return tuple(_thread(place, liked) for place in top)


def _place(comment: Comment, parent: _Place | None, top: list[_Place]) -> _Place:
    if parent is None:
        return _Place(comment, 1, top)
    if parent.level < DEEPEST:
        return _Place(comment, parent.level + 1, parent.replies)
    return _Place(comment, DEEPEST, parent.below, parent.comment)


def _thread(place: _Place, liked: Mapping[str, int]) -> Thread:
    return replace(
        alone(place.comment),
        to=Link(place.to.name, f"#comment-{place.to.id}") if place.to else None,
        is_orphan=bool(place.comment.parent) and place.level == 1,
        likes=liked.get(place.comment.id, 0),
        replies=tuple(_thread(each, liked) for each in place.replies),
    )


def alone(comment: Comment) -> Thread:
    """A comment as it is shown away from what it replies to, and from the replies to it."""
    return Thread(
        id=comment.id,
        name=comment.name,
        text=Markup(comment_html(comment.text)),  # noqa: S704  # that makes it safe
        at=comment.at,
        website=comment.website,
        edited=comment.edited,
        amended=comment.amended,
        hue=hue_of(comment.name),
    )


def hue_of(name: str) -> int:
    """The same for the same name, everywhere; nobody else is asked for a picture."""
    return crc32(name.casefold().encode()) % HUES * (360 // HUES)
