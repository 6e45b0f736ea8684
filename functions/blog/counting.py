"""Counting: what is counted of a post, on several shards, and which numbers are written into its page.

A shard is one of several items that share the counts of a post, so that many readers at
once do not wait for one another: a count is their sum. The first is where counts stood
before there were shards, and where they stand while readers come one by one.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from blog import keys
from blog.item import Item
from blog.table import Action, Conflict, Table

VIEWS = "views"
LIKES = "likes"
TURN = "turn"
SIGNIFICANT_DIGITS = 2
# Of a hundred readers at the same moment, some eight get through at once; the last of them tries this often in vain.
ATTEMPTS = 40


class Crowded(Exception):
    """So many counted at the same moment that this one did not get its turn; to try again does no harm."""


@dataclass(frozen=True)
class Counts:
    views: int = 0
    likes: int = 0


def once(table: Table, actions: Callable[[int], Sequence[Action]]) -> bool:
    """Write in one transaction what `actions` gives for a shard; whether it gave anything. Raises Crowded.

    It is asked again, for another shard, whenever others are in the way. So if the mark that
    something was counted is among the actions, whoever sends it again, or dies in between,
    neither adds to the count nor loses it.
    """
    for attempt in range(ATTEMPTS):
        wanted = actions(1 + secrets.randbelow(keys.SHARDS - 1) if attempt else 0)
        if not wanted:
            return False
        try:
            table.write(wanted)
        except Conflict:  # the same has just been counted, or another on the same shard
            continue
        return True
    raise Crowded


def bake(table: Table, post: str) -> Counts:
    """What was counted of a post; each number is written for its page once it is worth that.

    Views only grow, so a higher number is always a newer one. Likes can be taken back: their number
    is written by turns, and whoever had one looks again, so the last has seen all that was counted.
    """
    while True:
        there, *counts = table.get_all(keys.count(post), *shards(post))
        baked = there or {}
        found = Counts(total(counts, VIEWS), total(counts, LIKES))
        if worth_baking(found.views) > baked.get(VIEWS, 0):
            table.raise_to(keys.count(post), VIEWS, worth_baking(found.views))
        likes = worth_baking(found.likes)
        if likes == baked.get(LIKES, 0):
            return found
        table.raise_to(keys.count(post), TURN, baked.get(TURN, 0) + 1, **{LIKES: likes})


def total(items: Iterable[Item | None], name: str = VIEWS) -> int:
    """The sum of shards. They are not all read at one moment: a like may be missed that is seen to be taken back."""
    return max(0, sum(int(item.get(name, 0)) for item in items if item))


def shards(post: str) -> list[keys.Key]:
    return [keys.views(post, shard) for shard in range(keys.SHARDS)]


def worth_baking(number: int) -> int:
    """A count to two significant digits, downwards: 1 to 100, 110, 120 … 990, 1000, 1100 …

    So the number in the page is exact while it is small and less than 10 % behind
    when it is large, and a page is rebuilt 460 times for its first million views.
    """
    unit: int = 10 ** max(0, len(str(number)) - SIGNIFICANT_DIGITS)
    return number // unit * unit
