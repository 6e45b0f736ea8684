"""Revisions: what the writer of a comment may still do with it, wherever it is: change it, or take it back.

One that was on its page waits again, so no change is read before the owner has seen it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from blog import keys
from blog.comment import Comment, Draft
from blog.conversation import leaving
from blog.item import Item, from_item, to_item
from blog.keys import Key
from blog.table import Action, Delete, Put, Table

OF_COMMENT = frozenset(field.name for field in fields(Comment))


@dataclass(frozen=True)
class Own:
    """A writer's own comment; `item` is its row as it was read, where it waits or on its page."""

    comment: Comment
    item: Item

    @property
    def waits(self) -> bool:
        return bool(self.item["PK"] == keys.HELD)

    @property
    def row(self) -> Key:
        return Key(self.item["PK"], self.item["SK"])


def find_own(table: Table, identities: Iterable[str], comment_id: str, untrusted_key: str) -> Own | None:
    """The comment of this id, in the queue or on the page of a post of these identities, if this key wrote it."""
    rows = [keys.held(comment_id), *(keys.comment(identity, comment_id) for identity in dict.fromkeys(identities))]
    items = [item for item in table.get_in_order(*rows) if item]
    found = next((Own(from_item(Comment, item), item) for item in items), None)
    return found if found and found.comment.post in identities and found.comment.is_by(untrusted_key) else None


def open_until(comment: Comment, minutes: int) -> datetime:
    """When the window closes in which its writer may change it."""
    return comment.at + timedelta(minutes=minutes)


def revised(comment: Comment, draft: Draft, now: datetime) -> Comment:
    """The comment as its writer wants it now; what it replies to stays."""
    return replace(comment, name=draft.name, text=draft.text, website=draft.website, edited=now)


def revise(table: Table, own: Own, after: Comment, title: str, url: str) -> None:
    """Have the changed comment wait for the owner; raises Conflict if somebody else changed it meanwhile."""
    generation = own.item.get("generation", 0)
    known = own.item if own.waits else {"title": title, "url": url}
    item = {**_besides(known), **to_item(after), "generation": generation + 1}
    waiting = Put(keys.held(after.id), item, generation if own.waits else 0)
    table.write([*(() if own.waits else _away(own)), waiting])


def withdraw(table: Table, own: Own) -> None:
    """Take the comment back for good, with all that is kept of it; raises Conflict as `revise` does."""
    waiting = Delete(own.row, must_exist=True, generation=own.item.get("generation"))
    table.write([waiting, Delete(keys.decided(own.comment.id))] if own.waits else _away(own))


def _away(own: Own) -> Sequence[Action]:
    return [*leaving(own.comment), Delete(keys.decided(own.comment.id))]


def _besides(item: Item) -> Item:
    """What the queue knows of a comment beside its own words."""
    return {name: value for name, value in item.items() if name not in OF_COMMENT | {"PK", "SK"}}
