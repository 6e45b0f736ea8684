"""Likes: of a post or of a comment, one for each visitor and day, which can be taken back on that day.

After it nobody can be known again (`daily_key.py`), so what was not taken back stays a
number. The likes of a comment stand in an item of their own, so they are still there
when it comes back to its page; those of a post beside its views, on the same shards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from blog import keys
from blog.counting import LIKES, once
from blog.daily_key import expiry
from blog.keys import Key
from blog.table import Action, Add, Check, Delete, Put, Table
from blog.visitor import Visitor
from blog.words import Words


class NothingToLike(Exception):
    """The comment is on no page (any more)."""


@dataclass(frozen=True)
class Like:
    """What a visitor likes: the post of this identity, or the comment of this id among its comments."""

    visitor: Visitor
    post: str
    comment: str = ""

    @property
    def mark(self) -> Key:
        """A comment's is of the comment alone, which may be moved to another post on that day."""
        return keys.seen(self.visitor.mark("like", "" if self.comment else self.post, self.comment))


def like(table: Table, liked: Like) -> bool:
    """Count a like unless it is counted; whether it was counted now. Raises Crowded or NothingToLike."""
    return once(table, partial(_changing, table, liked, 1))


def take_back(table: Table, liked: Like) -> bool:
    """Count a like no more; whether it was counted, on this day. Raises Crowded or NothingToLike."""
    return once(table, partial(_changing, table, liked, -1))


def in_words(likes: int, words: Words) -> str:
    """What stands on the button; the template says the same."""
    if not likes:
        return words.gettext("Like")
    return words.ngettext("%(num)s like", "%(num)s likes", likes) % {"num": words.number(likes)}


def _changing(table: Table, liked: Like, step: int, shard: int) -> Sequence[Action]:
    if liked.comment and table.get(keys.comment(liked.post, liked.comment)) is None:
        raise NothingToLike
    if bool(table.get(liked.mark)) is (step > 0):
        return ()
    return _mark(liked, step), *_sum(liked, step, shard)


def counted(key: Key, number: int) -> Add:
    """What adds to the likes of a comment; the item's generation tells whoever moves it that it did."""
    return Add(key, {LIKES: number, "generation": 1})


def _mark(liked: Like, step: int) -> Action:
    if step < 0:
        return Delete(liked.mark, must_exist=True)
    return Put(liked.mark, {"expires": expiry(liked.visitor.day)}, generation=0)


def _sum(liked: Like, step: int, shard: int) -> tuple[Action, ...]:
    if liked.comment:
        there = Check(keys.comment(liked.post, liked.comment))  # it may leave this very moment
        return counted(keys.likes(liked.post, liked.comment), step), there
    return (Add(keys.views(liked.post, shard), {LIKES: step}),)
