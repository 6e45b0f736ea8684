"""Views: one for each visitor, post and day, and the hosts from which readers came.

A post has one item for a day unless that day is a busy one (`counting.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from blog import keys
from blog.counting import VIEWS, once
from blog.daily_key import expiry
from blog.item import Item
from blog.referrer import told_apart
from blog.table import Action, Add, Put, Table
from blog.visitor import Visitor

FROM = "from:"  # an attribute for each host from which readers came


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
    """Count a view unless it has been; whether it was counted now. Raises Crowded."""
    return once(table, partial(_counting, table, view))


def _counting(table: Table, view: View, shard: int) -> Sequence[Action]:
    day = keys.day_views(view.post, view.day, shard)
    seen, there = table.get_all(view.seen, day)
    if seen:
        return ()
    named = told_apart(view.host, hosts_in(there or {}))
    return (
        Put(view.seen, {"expires": expiry(view.day)}, generation=0),
        Add(keys.views(view.post, shard), {VIEWS: 1}),
        Add(day, {VIEWS: 1, **({FROM + named: 1} if named else {})}),
    )


def hosts_in(item: Item) -> frozenset[str]:
    return frozenset(hosts_of(item))


def hosts_of(item: Item) -> Mapping[str, int]:
    """How many came from each host, as a day's item of one shard tells it."""
    return {name.removeprefix(FROM): number for name, number in item.items() if name.startswith(FROM)}
