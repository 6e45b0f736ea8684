"""Held: a comment on its way through moderation, with all that was found out about it, and the row it is kept in."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from json import dumps

from blog.comment import Comment, Draft
from blog.item import Item, from_item, to_item


class Decision(StrEnum):
    """What became of a comment: on its page, away, or away and a lesson about spam; or a comment never stood there."""

    APPROVED = "approved"
    REJECTED = "rejected"
    SPAM = "spam"


@dataclass(frozen=True)
class Held:
    """A comment that the owner decides about; `title` and `url` (relative) are the post's when it was written.

    `reasons` say in English why it was not published, or was; `score` is how much speaks for
    spam (`spam.py`); `browser` is the digest of the key that its browser sends with each comment, if it
    keeps one. `generation` grows with every decision and every edit, wherever the comment is.
    `written` are its writer's words if the owner has changed them, `amendment` the generation of that;
    an `is_imported` one waited elsewhere.
    """

    comment: Comment
    title: str
    url: str
    reasons: tuple[str, ...] = ()
    score: int = 0
    browser: str = ""
    generation: int = 1
    written: Draft | None = None
    amendment: int = 0
    is_imported: bool = False

    @property
    def edition(self) -> str:
        """16 hexadecimal digits of what is seen of it now: another after each decision and each edit."""
        seen = {**to_item(self.comment), "title": self.title, "generation": self.generation}
        return sha256(dumps(seen, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Decided:
    """A decision: `held` as it was decided about; `before` is the decision before this one, empty if it waited.

    `by_rule` says that nobody but the site's rules decided; `taught` that it was a lesson about words;
    `of_old` that it, or the one before it, is an approval from longer ago than decisions are kept.
    """

    held: Held
    decision: Decision
    at: datetime
    expires: int
    before: str = ""
    by_rule: bool = False
    taught: bool = False
    of_old: bool = False

    @property
    def can_be_undone(self) -> bool:
        """Not what no decision is kept of: an edit or the way back from a later decision left this row."""
        return bool(self.before) or not self.of_old


OF_COMMENT = frozenset(field.name for field in fields(Held)) - {"comment"}


def item_of(held: Held) -> Item:
    """The comment's own attributes, and beside them what the queue knows."""
    row: Item = to_item(held)
    return {**row.pop("comment"), **row}


def held_of(item: Item) -> Held:
    # A row of an earlier release has no generation.
    known = {name: item[name] for name in OF_COMMENT if name in item}
    return from_item(Held, {"generation": 0, **known, "comment": item})


def decided_item(decided: Decided) -> Item:
    row: Item = to_item(decided)
    return {**row, "generation": decided.held.generation}


def decided_of(item: Item) -> Decided:
    return from_item(Decided, item)
