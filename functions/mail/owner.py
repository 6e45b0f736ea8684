"""The owner: who is written to about comments that wait, about each at once or once a day about all."""

from datetime import timedelta

from blog import keys
from blog.held import Held, held_of
from blog.item import Item
from blog.moderation import held
from blog.offer import offer_key
from mail.mailbox import Letters, Mailbox
from mail.owner_letter import digest, letter

REMEMBERED = timedelta(days=2)  # a stream keeps what it could not deliver for one


def tell_owner(mailbox: Mailbox, before: Item | None, after: Item) -> bool:
    """Write about a comment that has just begun to wait, or that its writer changed; whether a letter was sent.

    `before` and `after` are the row of the queue as the table's stream has it. One that is
    delivered again is no second letter, and what the owner did himself is none.
    """
    waiting = held_of(after)
    if not mailbox.writes_to_owner(Letters.EACH) or _is_owners_doing(before, waiting):
        return False
    note = keys.mailed(waiting.comment.id, waiting.edition)
    if not _still_waits(mailbox, waiting) or mailbox.table.get(note):
        return False
    written = letter(waiting, mailbox.site_url, offer_key(mailbox.table), mailbox.now())
    return mailbox.send_once(note, REMEMBERED, mailbox.owner, written)


def _is_owners_doing(before: Item | None, waiting: Held) -> bool:
    """An import, of perhaps hundreds, or an edit or a move of what waits."""
    return waiting.is_imported if before is None else held_of(before).comment.edited == waiting.comment.edited


def tell_owner_daily(mailbox: Mailbox) -> bool:
    """Write about all that waits, if anything does and this day's letter was not sent; whether it was now."""
    now = mailbox.now()
    note = keys.mailed("all", f"{now:%Y-%m-%d}")
    if not mailbox.writes_to_owner(Letters.DAILY) or mailbox.table.get(note):
        return False
    waiting = held(mailbox.table)
    if not waiting:
        return False
    written = digest(waiting, mailbox.site_url, offer_key(mailbox.table), now)
    return mailbox.send_once(note, REMEMBERED, mailbox.owner, written)


def _still_waits(mailbox: Mailbox, waiting: Held) -> bool:
    there = mailbox.table.get(keys.held(waiting.comment.id))
    return there is not None and held_of(there).edition == waiting.edition
