"""Offers: one action on one comment, as it is now, for seven days; a link in a mail to the owner names one.

It is sealed (`seal.py`). It works once, because a decision or an edit makes another edition
of the comment (`held.py`).
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from blog import keys
from blog.held import Decision
from blog.seal import sealed, unsealed
from blog.table import Conflict, Put, Table
from blog.unix_time import unix_after

LASTS = timedelta(days=7)
FIELDS = ("act", "comment", "edition")


@dataclass(frozen=True)
class Offer:
    """`until` is Unix time; `edition` that of `Held`."""

    act: Decision
    comment: str
    edition: str
    until: int

    def fields(self, key: bytes) -> dict[str, str]:
        """What the link and the form of its page carry."""
        return sealed({"act": self.act.value, "comment": self.comment, "edition": self.edition}, self.until, key)

    def query(self, key: bytes) -> str:
        return urlencode(self.fields(key))


def offers(comment_id: str, edition: str, now: datetime) -> tuple[Offer, ...]:
    """One for each decision."""
    until = unix_after(now, LASTS)
    return tuple(Offer(decision, comment_id, edition, until) for decision in Decision)


def read_offer(untrusted: Mapping[str, str], key: bytes, now: datetime) -> Offer:
    """Raises Forged, then Expired."""
    said = unsealed(untrusted, FIELDS, key, now)
    return Offer(Decision(said["act"]), said["comment"], said["edition"], int(said["until"]))


def offer_key(table: Table) -> bytes:
    """The key of all seals, made by whoever needs it first; it never leaves the table."""
    there = table.get(keys.SECRET)
    if there is None:
        there = {"key": secrets.token_hex(32)}
        try:
            table.put(Put(keys.SECRET, there, 0))
        except Conflict:  # another was first: both take that one
            return offer_key(table)
    return bytes.fromhex(there["key"])
