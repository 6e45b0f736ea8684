"""Touch: raise the wanted generation of pages, then ask for them to be built."""

from collections.abc import Iterable

from blog import keys
from blog.item import Item
from blog.table import Table
from publisher.queues import Queues, Want
from publisher.touched import touched

Change = tuple[Item | None, Item | None]


def touch_changes(table: Table, queues: Queues, changes: Iterable[Change]) -> None:
    """Touch, once each, what a batch of changes touches."""
    touch(table, queues, set().union(*(touched(before, after) for before, after in changes)))


def touch(table: Table, queues: Queues, targets: Iterable[str]) -> None:
    """First the generations, then the messages: a crash in between is made good by the next delivery."""
    wants = [Want(target, table.add(keys.want(target), "generation")) for target in sorted(targets)]
    queues.want(wants)
