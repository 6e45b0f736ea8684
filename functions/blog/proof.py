"""Proof: that a browser worked for a comment before it sent it, a quarter of a second or so, in the background.

The reader's script looks for a number with which a SHA-256 begins with twelve zero bits:
4,096 tries on average. It is bound to the post, the text and the minute, so it is worth
nothing for another comment or later, and whoever checks it needs no memory but of the
proofs that were used. It keeps off who sends forms without running a page's script; it
does not keep off who takes the trouble to write such a script, and no number of bits does.
"""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

BITS = 13
OLDEST = 30  # minutes: a connection may be slow, and a clock wrong
EARLIEST = 5
REMEMBERED = timedelta(hours=1)  # longer than a proof is young

_PROOF = re.compile(r"(\d{8,9})\.(\d{1,15})")


class Proof(StrEnum):
    """What a form shows for its work; the values are what the owner reads."""

    VALID = ""
    MISSING = "no proof of work: sent without scripts, or by a robot"
    WRONG = "a wrong proof of work"
    STALE = "a proof of work from another time"
    USED = "a proof of work that was used before"


def check(untrusted_proof: str, untrusted_text: str, post_id: str, now: datetime) -> Proof:
    """Whether `minute.number` proves work for this very text, as it was sent. That it was used is told by `digest`."""
    if not untrusted_proof:
        return Proof.MISSING
    found = _PROOF.fullmatch(untrusted_proof)
    if not found or not _begins_with_zeros(_work(post_id, untrusted_text, found[1], found[2])):
        return Proof.WRONG
    age = int(now.timestamp()) // 60 - int(found[1])
    return Proof.VALID if -EARLIEST <= age <= OLDEST else Proof.STALE


def digest(untrusted_proof: str, untrusted_text: str, post_id: str) -> str:
    """How a proof is remembered once it was used."""
    return sha256(f"{post_id}\n{untrusted_proof}\n{untrusted_text}".encode(errors="replace")).hexdigest()[:32]


def _work(post_id: str, text: str, minute: str, number: str) -> bytes:
    text_digest = sha256(text.encode(errors="replace")).hexdigest()
    return sha256(f"{post_id}.{minute}.{text_digest}.{number}".encode()).digest()


def _begins_with_zeros(work: bytes) -> bool:
    return int.from_bytes(work[:4], "big") >> (32 - BITS) == 0
