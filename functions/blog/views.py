"""Views: one for each visitor, post and day, counted on several shards; which counts are written into a page.

A shard is one of several items that share a count, so that many readers at once do
not wait for one another: the count is their sum. The first is where counts stood
before there were shards, and where they stand while readers come one by one: so a
post has one item for a day unless that day is a busy one.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from blog import keys
from blog.daily_key import expiry
from blog.item import Item
from blog.referrer import told_apart
from blog.table import Add, Conflict, Put, Table
from blog.visitor import Visitor

SIGNIFICANT_DIGITS = 2
FROM = "from:"  # an attribute for each host from which readers came
# Of a hundred readers at the same moment, some eight get through at once; the last of them tries this often in vain.
ATTEMPTS = 40


class Crowded(Exception):
    """So many counted at the same moment that this one did not get its turn; to try again does no harm."""


@dataclass(frozen=True)
class View:
    """Somebody reads a post: `host` is where the link stood, empty if that is not known."""

    post: str
    visitor: Visitor
    host: str = ""

    @property
    def day(self) -> date:
        return self.visitor.day

    @property
    def seen(self) -> keys.Key:
        return keys.seen(self.visitor.mark("view", self.post))


def count(table: Table, view: View) -> bool:
    """Count a view unless it has been; whether it was counted now. Raises Crowded.

    The mark that it was counted and all its counts are written in one transaction, so
    whoever sends it again, or dies in between, neither adds to it nor loses it.
    """
    for attempt in range(ATTEMPTS):
        shard = 1 + secrets.randbelow(keys.SHARDS - 1) if attempt else 0
        day = keys.day_views(view.post, view.day, shard)
        seen, there = table.get_all(view.seen, day)
        if seen:
            return False
        named = told_apart(view.host, hosts_in(there or {}))
        try:
            table.write(
                [
                    Put(view.seen, {"expires": expiry(view.day)}, generation=0),
                    Add(keys.views(view.post, shard), {"views": 1}),
                    Add(day, {"views": 1, **({FROM + named: 1} if named else {})}),
                ]
            )
        except Conflict:  # the same view has just been counted, or another on the same shard
            continue
        return True
    raise Crowded


def bake(table: Table, post: str) -> int:
    """The total; it is written into the post's page once it is worth that, and never goes back there."""
    baked, *counts = table.get_all(keys.count(post), *shards(post))
    views = total(counts)
    if worth_baking(views) > (baked or {"views": 0})["views"]:
        table.raise_to(keys.count(post), "views", worth_baking(views))
    return views


def total(items: Iterable[Item | None]) -> int:
    """The sum of shards."""
    return sum(int(item["views"]) for item in items if item)


def shards(post: str) -> list[keys.Key]:
    return [keys.views(post, shard) for shard in range(keys.SHARDS)]


def hosts_in(item: Item) -> frozenset[str]:
    return frozenset(hosts_of(item))


def hosts_of(item: Item) -> Mapping[str, int]:
    """How many came from each host, as a day's item of one shard tells it."""
    return {name.removeprefix(FROM): number for name, number in item.items() if name.startswith(FROM)}


def worth_baking(views: int) -> int:
    """A count to two significant digits, downwards: 1 to 100, 110, 120 … 990, 1000, 1100 …

    So the number in the page is exact while it is small and less than 10 % behind
    when it is large, and a page is rebuilt 460 times for its first million views.
    """
    unit: int = 10 ** max(0, len(str(views)) - SIGNIFICANT_DIGITS)
    return views // unit * unit
