"""Revisions: what the writer of a comment may still do with it, wherever it is: change it, or take it back.

One that was on its page waits again, so no change is read before the owner has seen it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from blog import keys
from blog.comment import Comment, Draft
from blog.correspondent import leaving
from blog.held import item_of
from blog.ruling import Found, find_out, leaving_of, standing_there, undoing
from blog.table import Delete, Put, Table


def find_own(table: Table, identities: Iterable[str], comment_id: str, untrusted_key: str) -> Found | None:
    """The comment of this id on a post of these identities, wherever it is, if this key wrote it."""
    posts = tuple(identities)
    found = find_out(table, comment_id)
    found = found or next(filter(None, (standing_there(table, post, comment_id) for post in posts)), None)
    if found is None or found.held.comment.post not in posts:
        return None
    return found if found.held.comment.is_by(untrusted_key) else None


def open_until(comment: Comment, minutes: int) -> datetime:
    """When the window closes in which its writer may change it."""
    return comment.at + timedelta(minutes=minutes)


def revised(comment: Comment, draft: Draft, now: datetime) -> Comment:
    """The comment as its writer wants it now; what it replies to stays."""
    return replace(comment, name=draft.name, text=draft.text, website=draft.website, edited=now)


def revise(table: Table, own: Found, after: Comment) -> None:
    """Have the changed comment wait for the owner; raises Conflict if somebody else changed it meanwhile.

    One that was put aside cannot be changed: ValueError.
    """
    if own.is_away:
        raise ValueError(f"comment {after.id!r} was put aside")
    changed = replace(own.held, comment=after)
    if own.decided:
        return table.write(undoing(table, replace(own, held=changed), replace(own.decided, before="")))
    generation = own.held.generation
    return table.write([Put(keys.held(after.id), item_of(replace(changed, generation=generation + 1)), generation)])


def withdraw(table: Table, own: Found) -> None:
    """Take the comment back for good, with all that is kept of it; raises Conflict as `revise` does."""
    comment = own.held.comment
    decision = Delete(keys.decided(comment.id), generation=own.fence or None)
    address = [leaving(comment.correspondent, comment.id)] if comment.correspondent else []
    table.write([*leaving_of(own), decision, *address])
