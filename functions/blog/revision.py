"""Revisions: what the writer of a comment may still do with it, wherever it is: change it, or take it back.

One that was on its page waits again, so no change is read before the owner has seen it. What
has become suspicious by a change is for whoever calls to say.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from blog import keys
from blog.comment import Comment, Draft
from blog.correspondent import leaving
from blog.held import Held, item_of
from blog.ruling import Found, find_out, leaving_of, setting_aside, standing_there, undoing
from blog.table import Action, Delete, Put, Table


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
    return replace(comment, name=draft.name, text=draft.text, website=draft.website, edited=now, amended=None)


def revise(table: Table, own: Found, after: Held, *more: Action) -> None:
    """Have the changed comment wait for the owner, with whatever else belongs to the change.

    Raises Conflict if somebody else changed it meanwhile; one that was put aside cannot be changed: ValueError.
    """
    after = _own_words(own, after)
    if own.decided:
        back = undoing(table, replace(own, held=after), replace(own.decided, before=""))
        return table.write([*back, *more])
    generation = own.held.generation
    row = item_of(replace(after, generation=generation + 1))
    # A row of an earlier release has none.
    return table.write([Put(keys.held(after.comment.id), row, generation or None, must_exist=True), *more])


def put_aside(table: Table, own: Found, after: Held, now: datetime, *more: Action) -> None:
    """Put the changed comment aside by the rules, and forget its address; undone, it waits. Raises as `revise` does."""
    digest = own.held.comment.correspondent
    letters = [leaving(digest, own.held.comment.id)] if digest else []
    table.write([*setting_aside(table, own, _own_words(own, after), now), *letters, *more])


def _own_words(own: Found, after: Held) -> Held:
    """The changed comment; what the owner had made of its words is no more."""
    if own.is_away:
        raise ValueError(f"comment {own.held.comment.id!r} was put aside")
    return replace(after, written=None, amendment=0)


def withdraw(table: Table, own: Found) -> None:
    """Take the comment back for good, with all that is kept of it; raises Conflict as `revise` does."""
    comment = own.held.comment
    decision = Delete(keys.decided(comment.id), generation=own.fence or None)
    likes = Delete(keys.likes(comment.post, comment.id))
    table.write([*leaving_of(own), decision, *_address_of(comment), likes])


def _address_of(comment: Comment) -> list[Action]:
    """What forgets the address that came with a comment, and that it came."""
    digest = comment.correspondent
    return [leaving(digest, comment.id), Delete(keys.written(digest, comment.id))] if digest else []
