"""Notices: what a link in a letter to a commenter is good for: to get letters about replies, or to get no more.

Both are sealed (`seal.py`) and do no harm when they are used again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from blog.correspondent import ANSWERS, WRITES
from blog.seal import Forged, sealed, unsealed
from blog.unix_time import unix_after

FIELDS = ("notice", "address", "comment")


class Act(StrEnum):
    CONFIRM = "confirm"
    STOP = "stop"


# Nobody who still gets letters has only links that do not work any more.
LASTS: Mapping[Act, timedelta] = {Act.CONFIRM: ANSWERS, Act.STOP: WRITES}


@dataclass(frozen=True)
class Notice:
    """`address` is the digest of one, `comment` the id of a comment that it came with; `until` is Unix time."""

    act: Act
    address: str
    comment: str
    until: int

    @classmethod
    def of(cls, act: Act, address: str, comment: str, now: datetime) -> "Notice":
        return cls(act, address, comment, unix_after(now, LASTS[act]))

    def fields(self, key: bytes) -> dict[str, str]:
        """What the link and the form of its page carry."""
        return sealed({"notice": self.act.value, "address": self.address, "comment": self.comment}, self.until, key)

    def link(self, key: bytes) -> str:
        """Relative to the site."""
        return f"{path_of(self.act)}?{urlencode(self.fields(key))}"


def path_of(act: Act) -> str:
    return f"/api/notices/{act}"


def read_notice(act: Act, untrusted: Mapping[str, str], key: bytes, now: datetime) -> Notice:
    """Raises Forged, also for another act, then Expired."""
    said = unsealed(untrusted, FIELDS, key, now)
    if said["notice"] != act:
        raise Forged
    return Notice(act, said["address"], said["comment"], int(said["until"]))
