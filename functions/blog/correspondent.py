"""Correspondents: who asked with a comment to be told of replies to it, and where to write.

The comment itself knows no more than a keyed digest of the address, so nothing that is made
of comments can show it. The address lies in the table that forgets, which has neither a
stream nor a backup, and is kept for a while only: until the writer has been asked and did not
confirm, or for a year after that. Whoever confirms does so for a browser: for all comments that
the address came with from there. A browser that keeps no key confirms each comment.
"""

import hmac
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from blog import keys
from blog.comment import ID
from blog.item import Item, from_item, to_item
from blog.offer import offer_key
from blog.table import Conflict, Delete, Put, Table
from blog.unix_time import unix_after

WAITS = timedelta(days=30)  # as long as a comment can be brought back
ANSWERS = timedelta(days=7)  # as long as the link of the question lasts
WRITES = timedelta(days=365)
QUIET = timedelta(days=365)  # after the end of letters; nobody then has a link that ends them


class State(StrEnum):
    """Whether the address was asked, which it is once its comment is approved, and said yes."""

    UNASKED = "unasked"
    ASKED = "asked"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Correspondent:
    """`comment` is a comment's id, `post` that of its post's record when it came, `writer` as in `Comment`."""

    address: str
    comment: str
    post: str
    writer: str
    state: State = State.UNASKED
    expires: int = 0
    generation: int = 0

    @property
    def is_new(self) -> bool:
        return self.state is State.UNASKED

    @property
    def is_confirmed(self) -> bool:
        return self.state is State.CONFIRMED


def digest(key: bytes, address: str) -> str:
    """32 hexadecimal digits, the same for an address in capitals; without the key nobody finds it by trying."""
    return hmac.new(key, f"correspondent {address.strip().lower()}".encode(), sha256).hexdigest()[:32]


def digest_of(table: Table, address: str) -> str:
    return digest(offer_key(table), address)


def asking(table: Table, digest: str, asked: Correspondent, now: datetime) -> Put:
    """What is kept of an address that came with a comment; confirmed if it is so for its browser already."""
    is_known = any(each.is_confirmed and each.writer == asked.writer for each in _lasting(table, digest, now))
    state, kept = (State.CONFIRMED, WRITES) if is_known else (State.UNASKED, WAITS)
    return _put(digest, replace(asked, state=state, expires=unix_after(now, kept)))


def correspondent_of(table: Table, digest: str, comment: str, now: datetime) -> Correspondent | None:
    """Who asked to be told of replies to a comment, while that is kept."""
    item = table.get(keys.address(digest, comment))
    found = from_item(Correspondent, item) if item else None
    return found if found and found.expires > now.timestamp() else None


def comments_of(table: Table, digest: str) -> list[Correspondent]:
    """One for each comment that an address is kept with, the oldest first."""
    items = table.collection(keys.addresses(digest))
    return [from_item(Correspondent, each) for each in items if ID.fullmatch(each["SK"])]


def wait_for_answer(table: Table, digest: str, asked: Correspondent, now: datetime) -> None:
    """The question was sent: the address is kept as long as that can be answered."""
    with suppress(Conflict):  # it is answered already
        table.put(_put(digest, replace(asked, state=State.ASKED, expires=unix_after(now, ANSWERS))))


def confirm(table: Table, digest: str, comment: str, now: datetime) -> bool:
    """Write to this address from now on about what came from this comment's browser; False if nothing is kept."""
    asked = correspondent_of(table, digest, comment, now)
    for each in _lasting(table, digest, now):
        if asked and each.writer == asked.writer and not each.is_confirmed:
            with suppress(Conflict):  # it was forgotten or confirmed this very moment
                table.put(_put(digest, replace(each, state=State.CONFIRMED, expires=unix_after(now, WRITES))))
    return asked is not None


def forget(table: Table, digest: str) -> int:
    """Keep the address no more, with whatever comment; with how many it was kept."""
    found = comments_of(table, digest)
    for each in found:
        table.write([leaving(digest, each.comment)])
    return len(found)


def end_letters(table: Table, digest: str, now: datetime) -> None:
    """Keep the address no more, and have it asked by nothing for a year: anybody may leave it with another comment."""
    key = keys.asked(digest)
    generation: int = (table.get(key) or {}).get("generation", 0)
    table.put(Put(key, {"expires": unix_after(now, QUIET), "generation": generation + 1}))
    forget(table, digest)


def leaving(digest: str, comment: str) -> Delete:
    """What forgets an address with one comment."""
    return Delete(keys.address(digest, comment))


def _lasting(table: Table, digest: str, now: datetime) -> Iterator[Correspondent]:
    # DynamoDB deletes what has expired days late.
    return (each for each in comments_of(table, digest) if each.expires > now.timestamp())


def _put(digest: str, new: Correspondent) -> Put:
    """Write it over the one that was read, which says its generation."""
    item: Item = to_item(replace(new, generation=new.generation + 1))
    return Put(keys.address(digest, new.comment), item, new.generation)
