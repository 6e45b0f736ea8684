"""Moderation: comments from arrival to the post's page, or away from it, and back again.

    arrives ──▶ waiting ──▶ approved ◀─▶ rejected, spam
                   ▲────────── undo ────────┘

A change is one transaction; the table's stream has the post's page made anew. A comment
is in one row only that counts: it waits (`HELD`), or stands on the page (`POST#…
COMMENT#…`), or is kept out of sight (`DECIDED`) for 30 days. The last decision is always
kept that long, and so can be undone.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from blog import keys
from blog.amendment import amended, find_shown, is_amended_last, unamending, written_by
from blog.comment import Comment, Draft
from blog.conversation import joining
from blog.held import Decided, Decision, Held, decided_item, decided_of, held_of, item_of
from blog.item import from_item
from blog.ruling import amending, expiry, find_out, standing_there, undoing, writes_of
from blog.standing import Word
from blog.table import Action, Conflict, Put, Table

ATTEMPTS = 5


class NoSuchComment(LookupError):
    """No comment of this id is where it was looked for; `id` says which.

    NoSuchComment
    ├── NotHeld      it does not wait: unknown, or decided already, and then `decision` says how
    ├── NotDecided   there is nothing to undo
    ├── Edited       it is not any more what the owner saw
    ├── NotShown     it neither waits nor is on a page
    └── NotApproved  it is not on the post's page
    """

    where = "known"

    def __init__(self, comment_id: str, decision: Decision | None = None) -> None:
        super().__init__(f"no comment {comment_id!r} is {self.where}")
        self.id = comment_id
        self.decision = decision


class NotHeld(NoSuchComment):
    where = "waiting for approval"


class NotDecided(NoSuchComment):
    where = "decided about not long ago"


class Edited(NoSuchComment):
    where = "still what it was"


class NotShown(NoSuchComment):
    where = "waiting or on a page"


class NotApproved(NoSuchComment):
    where = "on that post's page"


# ── Arriving ──────────────────────────────────────────────────────────────────────────────────────


def hold(table: Table, held: Held, *more: Action) -> None:
    """Keep a new comment until the owner decides, with whatever else belongs to it; raises Conflict for that."""
    _arrive(table, Put(keys.held(held.comment.id), item_of(held), 0), *more)


def settle(table: Table, held: Held, decision: Decision, now: datetime, *more: Action) -> None:
    """Keep a new comment about which the site's rules decide; raises Conflict as `hold` does."""
    decided = Decided(held, decision, now, expiry(now), by_rule=True)
    page = joining(held.comment) if decision is Decision.APPROVED else ()
    _arrive(table, Put(keys.decided(held.comment.id), decided_item(decided), 0), *page, *more)


def _arrive(table: Table, first: Put, *more: Action) -> None:
    try:
        table.write([first, *more])
    except Conflict:
        # Ids are made of chance, so what is there already is this very comment:
        # the client library sent it again because the first answer got lost.
        if table.get(first.key) is None:
            raise


# ── Deciding ──────────────────────────────────────────────────────────────────────────────────────


def decide(
    table: Table, comment_id: str, decision: Decision, now: datetime, *, edition: str = "", word: Word | None = None
) -> Comment:
    """Decide about a comment that waits, or otherwise about one that was decided about; at once or not at all.

    `edition` asks that it still waits and is what the owner saw; `word` is what the owner
    says of its browser. Raises NotHeld, also if it was decided so already, and Edited.
    """
    for _ in range(ATTEMPTS):
        found = find_out(table, comment_id)
        if found is None or (found.decided and (edition or found.decided.decision is decision)):
            raise NotHeld(comment_id, found.decided.decision if found and found.decided else None)
        if edition and found.held.edition != edition:
            raise Edited(comment_id)
        if _done(table, *writes_of(table, found, decision, now, word)):
            return found.held.comment
    raise Conflict(f"others are changing comment {comment_id!r}")


def undo(table: Table, comment_id: str, *, edition: str = "") -> Comment:
    """Take back the last decision, or the owner's edits if these came later; raises NotDecided and Edited.

    A comment that waited waits again, and an edited one says what its writer wrote. Said again it takes
    back what was before that, unless `edition` asks that the comment still is what the owner saw.
    """
    for _ in range(ATTEMPTS):
        found = find_out(table, comment_id)
        if found and edition and found.held.edition != edition:
            raise Edited(comment_id)
        if found and is_amended_last(found):
            actions = unamending(table, found, datetime.now(UTC))
        elif found and found.decided and found.decided.can_be_undone:
            actions = undoing(table, found, found.decided)
        else:
            raise NotDecided(comment_id)
        if _done(table, *actions):
            return found.held.comment
    raise Conflict(f"others are changing comment {comment_id!r}")


def amend(table: Table, comment_id: str, draft: Draft, now: datetime, *, edition: str = "") -> Comment:
    """Change the name, text and website of a comment that waits or is on a page; raises NotShown and Edited.

    `edition` asks that it still is what the owner saw. The draft has no errors; its parent is left alone.
    """
    for _ in range(ATTEMPTS):
        found = find_shown(table, comment_id)
        if found is None:
            raise NotShown(comment_id)
        if edition and found.held.edition != edition:
            raise Edited(comment_id)
        after = amended(found.held.comment, draft, now)
        if after == found.held.comment or _done(table, *amending(table, found, after, now, written_by(found.held))):
            return after
    raise Conflict(f"others are changing comment {comment_id!r}")


def approve(table: Table, comment_id: str, now: datetime | None = None) -> Comment:
    """Move a comment to its post's page; raises NotHeld."""
    return decide(table, comment_id, Decision.APPROVED, now or datetime.now(UTC))


def reject(table: Table, comment_id: str, now: datetime | None = None) -> Comment:
    """Keep a comment from its page; raises NotHeld."""
    return decide(table, comment_id, Decision.REJECTED, now or datetime.now(UTC))


def remove(table: Table, post_id: str, comment_id: str, now: datetime | None = None) -> None:
    """Take an approved comment away, however long it has stood there; raises NotApproved."""
    now = now or datetime.now(UTC)
    for _ in range(ATTEMPTS):
        found = find_out(table, comment_id) or standing_there(table, post_id, comment_id)
        if found is None or found.decided is None or found.is_away or found.held.comment.post != post_id:
            raise NotApproved(comment_id)
        if _done(table, *writes_of(table, found, Decision.REJECTED, now)):
            return
    raise Conflict(f"others are changing comment {comment_id!r}")


# ── Looking ───────────────────────────────────────────────────────────────────────────────────────


def held(table: Table) -> list[Held]:
    """All that wait, the oldest first."""
    return [held_of(item) for item in table.collection(keys.HELD)]


def decided(table: Table, now: datetime) -> Iterator[Decided]:
    """The decisions of the last 30 days, the oldest comment first: DynamoDB deletes what has expired days late."""
    return (each for each in map(decided_of, table.collection(keys.DECIDED)) if each.expires > now.timestamp())


def approved(table: Table, post_id: str) -> list[Comment]:
    """The comments on a post's page, the oldest first."""
    return [from_item(Comment, item) for item in table.collection(keys.post(post_id), keys.COMMENT)]


def find(table: Table, comment_id: str) -> Held | Decided | None:
    """A comment that waits, or the last decision about it."""
    found = find_out(table, comment_id)
    return (found.decided or found.held) if found else None


def _done(table: Table, *actions: Action) -> bool:
    # A conflict is either a condition that does not hold or two transactions
    # that met; a fresh look at the item tells which.
    try:
        table.write(actions)
    except Conflict:
        return False
    return True
