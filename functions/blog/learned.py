"""Learned: what the owner's decisions taught about words, as a naive Bayes filter of bounded size.

Each word falls into one of 8,192 buckets, which counts in how many comments it was that
the owner approved, and in how many that were spam. No word is kept, only the counts; two
words that share a bucket blur each other a little. The score is P. Graham's combination
of the most telling words ("A Plan for Spam", 2002), each smoothed towards knowing nothing
(G. Robinson, "A Statistical Approach to the Spam Problem", 2003).
"""

import re
import zlib
from array import array
from base64 import b85decode, b85encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from sys import byteorder

from blog import keys
from blog.comment import Comment
from blog.item import Item
from blog.links import hosts_of
from blog.table import Put, Table

BUCKETS = 8192
MOST = 65_535  # what an unsigned short holds
ENOUGH = 10  # comments of each kind, before which it knows too little to speak
TELLING = 15
SMOOTHING = 1.0
LARGEST = log(99)  # one word alone never says more than 99 to 1

_WORD = re.compile(r"[^\W_]{3,24}")
# Compiled (and kept) by `re` when first used: the API starts without.
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\U00020000-\U0003ffff]+"

Tokens = frozenset[str]
Lesson = tuple[Tokens, bool, int]  # the words, whether they are spam, and 1, or -1 to forget it


def _counts() -> "array[int]":
    return array("H", bytes(2 * BUCKETS))


@dataclass
class Learned:
    """In how many comments of each kind a bucket's words were; `approved` and `spam` count the comments."""

    approved: int = 0
    spam: int = 0
    in_approved: "array[int]" = field(default_factory=_counts)
    in_spam: "array[int]" = field(default_factory=_counts)
    generation: int = 0

    @property
    def knows_enough(self) -> bool:
        return min(self.approved, self.spam) >= ENOUGH

    def learn(self, tokens: Iterable[str], is_spam: bool, sign: int) -> None:
        counts = self.in_spam if is_spam else self.in_approved
        for bucket in {_bucket(token) for token in tokens}:
            counts[bucket] = min(MOST, max(0, counts[bucket] + sign))
        if is_spam:
            self.spam = max(0, self.spam + sign)
        else:
            self.approved = max(0, self.approved + sign)

    def odds(self, token: str) -> float:
        """The logarithm of how much likelier it is among spam than among what was approved; 0 if nothing is known."""
        bucket = _bucket(token)
        bad, good = self.in_spam[bucket], self.in_approved[bucket]
        if not bad + good:
            return 0.0
        bad_rate, good_rate = bad / max(1, self.spam), good / max(1, self.approved)
        # As if it had been seen SMOOTHING times more, as often here as there; so the rarer kind has no advantage.
        seen = bad + good
        chance = (SMOOTHING / 2 + seen * bad_rate / (bad_rate + good_rate)) / (SMOOTHING + seen)
        return max(-LARGEST, min(LARGEST, log(chance / (1 - chance))))

    def telling(self, tokens: Iterable[str]) -> list[tuple[str, float]]:
        """The words that say most, each with its log-odds."""
        odds = ((token, self.odds(token)) for token in sorted(tokens))
        return sorted(odds, key=lambda each: -abs(each[1]))[:TELLING]


def tokens_of(comment: Comment) -> Tokens:
    """The words of a comment and its name, and the hosts of its links."""
    text = f"{comment.name}\n{comment.text}".casefold()
    hosts = hosts_of(f"{comment.text}\n{comment.website}")
    return frozenset((*_words(text), *(f"host {host}" for host in hosts)))


def learned_of(item: Item | None) -> Learned:
    if item is None:
        return Learned()
    in_approved, in_spam = _unpacked(item["in_approved"]), _unpacked(item["in_spam"])
    return Learned(item["approved"], item["spam"], in_approved, in_spam, item["generation"])


def lesson(table: Table, lessons: Sequence[Lesson]) -> list[Put]:
    """What to write for some lessons, over what was read."""
    if not lessons:
        return []
    known = learned_of(table.get(keys.LEARNED))
    for tokens, is_spam, sign in lessons:
        known.learn(tokens, is_spam, sign)
    item = {
        "approved": known.approved,
        "spam": known.spam,
        "in_approved": _packed(known.in_approved),
        "in_spam": _packed(known.in_spam),
        "generation": known.generation + 1,
    }
    return [Put(keys.LEARNED, item, known.generation)]


def _words(text: str) -> Iterator[str]:
    yield from _WORD.findall(re.sub(_UNSPACED, " ", text))
    for run in re.findall(_UNSPACED, text):  # no spaces between words: every two characters that stand together
        yield from (run[place : place + 2] for place in range(len(run) - 1))


def _bucket(token: str) -> int:
    return zlib.crc32(token.encode()) % BUCKETS


def _packed(counts: "array[int]") -> str:
    return b85encode(zlib.compress(_little(counts).tobytes(), 9)).decode()


def _unpacked(text: str) -> "array[int]":
    return _little(array("H", zlib.decompress(b85decode(text))))


def _little(counts: "array[int]") -> "array[int]":
    """The same, least byte first, or back from that."""
    if byteorder == "big":
        counts = counts[:]
        counts.byteswap()
    return counts
