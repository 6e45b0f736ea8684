"""Sendings: a form that is sent twice is taken once.

A script names each sending by a key, and may send it again for a day whenever it got no
answer, or one that it may try again after. A browser without scripts sends none: there, the
same fields within ten minutes are the same sending, as of a double click or a page that was
loaded again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from api.problem import KeyTaken, Malformed
from api.request import Request
from blog import keys
from blog.item import Item
from blog.keys import Key
from blog.table import Conflict, Put, Table
from blog.unix_time import unix_after

KEYED, PLAIN = timedelta(days=1), timedelta(minutes=10)
ATTEMPTS = 5
# A string of HTTP's structured fields (RFC 9651, section 3.3.3), with or without its quotes.
SENT_KEY = re.compile(r'("?)([A-Za-z0-9_:.-]{16,64})\1')


@dataclass(frozen=True)
class Sending:
    """`form` is a digest of what was sent, and where to; `lasts` is how long it is known again."""

    key: Key
    form: str
    lasts: timedelta

    @classmethod
    def of(cls, request: Request) -> "Sending":
        """By the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07); raises Malformed."""
        form = _digest(request.path, *sorted(request.form().items()))
        if "idempotency-key" not in request.headers:
            return cls(keys.sending(form), form, PLAIN)
        key = SENT_KEY.fullmatch(request.headers["idempotency-key"])
        if key is None:
            raise Malformed
        return cls(keys.sending(_digest("key", key[2])), form, KEYED)

    def mark(self, made: str, now: datetime, before: Item | None) -> Put:
        """What is kept of it: that it made something of the id `made`."""
        generation = before["generation"] if before else 0
        expires = unix_after(now, self.lasts)
        item = {"form": self.form, "made": made, "expires": expires, "generation": generation + 1}
        return Put(self.key, item, generation)


def once(table: Table, sending: Sending, made: str, now: datetime, take: Callable[[Put], None]) -> str:
    """Take a sending unless it was taken before; the id of what it made, then or now.

    `take` writes the mark that it is given in one transaction with what is made, so of two at the same
    moment one wins and the other finds its mark. Raises KeyTaken, and Conflict when there is no end of it.
    """
    for _ in range(ATTEMPTS):
        before = table.get(sending.key)
        if before and before["expires"] > now.timestamp():  # DynamoDB deletes what has expired days late
            return _made_before(before, sending)
        try:
            take(sending.mark(made, now, before))
        except Conflict:
            continue
        return made
    raise Conflict(f"others are writing {sending.key}")


def _made_before(mark: Item, sending: Sending) -> str:
    if mark["form"] != sending.form:
        raise KeyTaken
    made: str = mark["made"]
    return made


def _digest(first: str, *more: str | tuple[str, str]) -> str:
    pairs = [("", each) if isinstance(each, str) else each for each in (first, *more)]
    return sha256(urlencode(pairs, errors="replace").encode()).hexdigest()
