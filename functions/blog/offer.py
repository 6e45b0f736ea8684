"""Offers: one action on one comment, as it is now, for seven days; a link in a mail to the owner names one.

Whoever has the link may act, so it is short-lived and says all that it is good for under a
keyed digest (HMAC, RFC 2104): the action, the comment, its edition, and until when. It works
once, because a decision or an edit makes another edition of the comment (`held.py`).
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from blog import keys
from blog.held import Decision
from blog.table import Conflict, Put, Table

LASTS = timedelta(days=7)
LONGEST = 100  # of a field
FIELDS = ("act", "comment", "edition", "until", "seal")


class BadOffer(Exception):
    """What was shown is no offer of ours, or not any more.

    BadOffer
    ├── Forged    its seal is not of these words
    └── Expired   its seven days are over
    """


class Forged(BadOffer):
    pass


class Expired(BadOffer):
    pass


@dataclass(frozen=True)
class Offer:
    """`until` is Unix time; `edition` that of `Held`."""

    act: Decision
    comment: str
    edition: str
    until: int

    def fields(self, key: bytes) -> dict[str, str]:
        """What the link and the form of its page carry."""
        said = {"act": self.act.value, "comment": self.comment, "edition": self.edition, "until": str(self.until)}
        return {**said, "seal": _seal(said, key)}

    def query(self, key: bytes) -> str:
        return urlencode(self.fields(key))


def offers(comment_id: str, edition: str, now: datetime) -> tuple[Offer, ...]:
    """One for each decision."""
    until = int((now + LASTS).timestamp())
    return tuple(Offer(decision, comment_id, edition, until) for decision in Decision)


def read_offer(untrusted: Mapping[str, str], key: bytes, now: datetime) -> Offer:
    """Raises Forged, then Expired; the seal is compared in constant time, before what it covers is looked at."""
    said = {name: untrusted.get(name, "")[:LONGEST] for name in FIELDS}
    seal = said.pop("seal")
    if not hmac.compare_digest(_seal(said, key).encode(), seal.encode(errors="replace")):
        raise Forged
    if now.timestamp() >= int(said["until"]):
        raise Expired
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


def _seal(said: Mapping[str, str], key: bytes) -> str:
    # Joined so that no two offers are the same text.
    text = urlencode(sorted(said.items()), errors="replace")
    return hmac.new(key, text.encode(), sha256).hexdigest()
