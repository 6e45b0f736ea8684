"""Amendments: what the owner changes of a comment's words, and back. Readers are told that it was changed.

Its writer's words are kept beside it until they are wanted back, or gone with the comment.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from blog import keys
from blog.comment import Comment, Draft
from blog.held import Held
from blog.ruling import Found, amending, find_out, standing_there
from blog.table import Action, Table


def find_shown(table: Table, comment_id: str) -> Found | None:
    """A comment that waits or is on a page, however long it has been there."""
    found = find_out(table, comment_id)
    if found is None and (row := table.get(keys.talk(comment_id))):
        found = standing_there(table, row["post"], comment_id)
    return None if found is None or found.is_away else found


def words_of(comment: Comment) -> Draft:
    return Draft(comment.name, comment.text, comment.website, comment.parent)


def written_by(held: Held) -> Draft:
    """What its writer wrote."""
    return held.written or words_of(held.comment)


def amended(comment: Comment, draft: Draft, now: datetime | None) -> Comment:
    """The comment with other words; the very same if these are its words already."""
    if draft.is_of(comment):
        return comment
    return replace(comment, name=draft.name, text=draft.text, website=draft.website, amended=now)


def is_amended_last(found: Found) -> bool:
    """Whether nothing was decided since the owner changed it, or nothing that can still be undone."""
    held, last = found.held, found.decided
    return held.written is not None and (last is None or not last.can_be_undone or held.amendment == held.generation)


def unamending(table: Table, found: Found, now: datetime) -> Sequence[Action]:
    """What brings its writer's words back."""
    comment = replace(amended(found.held.comment, written_by(found.held), None), amended=None)
    return amending(table, found, comment, now, None)
