"""Moderation: comments from arrival to approval or removal.

A change is one write to the table; its stream has the post's page made anew.
"""

from dataclasses import dataclass

from blog import keys
from blog.comment import Comment
from blog.conversation import joining
from blog.item import Item, from_item, to_item
from blog.keys import Key
from blog.table import Conflict, Delete, Put, Table

ATTEMPTS = 5


@dataclass(frozen=True)
class Held:
    """A comment that waits for the owner; `title` and `url` (relative) are the post's when it was written."""

    comment: Comment
    title: str
    url: str


class NoSuchComment(LookupError):
    """No comment of this id is where it was looked for; `id` says which.

    NoSuchComment
    ├── NotHeld      it does not wait: unknown, or decided already
    └── NotApproved  it is not on the post's page
    """

    where = "known"

    def __init__(self, comment_id: str) -> None:
        super().__init__(f"no comment {comment_id!r} is {self.where}")
        self.id = comment_id


class NotHeld(NoSuchComment):
    where = "waiting for approval"


class NotApproved(NoSuchComment):
    where = "on that post's page"


def hold(table: Table, held: Held) -> None:
    """Keep a new comment until the owner decides."""
    item = {**to_item(held.comment), "title": held.title, "url": held.url, "generation": 1}
    try:
        table.put(Put(keys.held(held.comment.id), item, 0))
    except Conflict:
        # Ids are made of chance, so what is there already is this very comment:
        # the client library sent it again because the first answer got lost.
        return


def held(table: Table) -> list[Held]:
    """All that wait, the oldest first."""
    return [_held(item) for item in table.collection(keys.HELD)]


def approve(table: Table, comment_id: str) -> Comment:
    """Move a comment to its post, at once or not at all; raises NotHeld."""
    for _ in range(ATTEMPTS):
        item = _waiting(table, comment_id)
        comment = from_item(Comment, item)
        if _done(table, Delete(keys.held(comment_id), True, item.get("generation")), *joining(comment)):
            return comment
    raise Conflict(f"others are changing comment {comment_id!r}")


def reject(table: Table, comment_id: str) -> None:
    """Forget a comment that waits; raises NotHeld."""
    if not _deleted(table, keys.held(comment_id)):
        raise NotHeld(comment_id)


def approved(table: Table, post_id: str) -> list[Comment]:
    """The comments on a post's page, the oldest first."""
    return [from_item(Comment, item) for item in table.collection(keys.post(post_id), keys.COMMENT)]


def remove(table: Table, post_id: str, comment_id: str) -> None:
    """Take an approved comment away; raises NotApproved."""
    if not _deleted(table, keys.comment(post_id, comment_id), Delete(keys.talk(comment_id))):
        raise NotApproved(comment_id)


def _held(item: Item) -> Held:
    return Held(from_item(Comment, item), item["title"], item["url"])


def _waiting(table: Table, comment_id: str) -> Item:
    item = table.get(keys.held(comment_id)) if comment_id else None
    if item is None:
        raise NotHeld(comment_id)
    return item


def _deleted(table: Table, key: Key, *more: Delete) -> bool:
    """Whether it was there; two who delete it at once are told apart."""
    for _ in range(ATTEMPTS):
        if table.get(key) is None:
            return False
        if _done(table, Delete(key, must_exist=True), *more):
            return True
    raise Conflict(f"others are changing {key}")


def _done(table: Table, *actions: Put | Delete) -> bool:
    # A conflict is either a condition that does not hold or two transactions
    # that met; a fresh look at the item tells which.
    try:
        table.write(actions)
    except Conflict:
        return False
    return True
