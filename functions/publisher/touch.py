"""Touch: raise the wanted generation of pages, then ask for them to be built."""

from collections.abc import Iterable

from blog import keys
from blog.item import Item
from blog.table import Table
from publisher.queues import Queues, Want
from publisher.touched import BESIDE, NEW, touched

PLACES = 40  # a target is part of a partition key, which ends at 2,048 bytes

Change = tuple[Item | None, Item | None]


def touch_changes(table: Table, queues: Queues, changes: Iterable[Change]) -> None:
    """Touch, once each, what a batch of changes touches."""
    touch(table, queues, merged(set().union(*(touched(before, after) for before, after in changes))))


def merged(targets: set[str]) -> set[str]:
    """The same, with places in the archive put together: posts that arrive together are each other's neighbours."""
    places = [target.removeprefix(BESIDE) for target in targets if target.startswith(BESIDE)]
    places.sort(key=lambda place: place.removeprefix(NEW))
    together = {BESIDE + ",".join(places[start : start + PLACES]) for start in range(0, len(places), PLACES)}
    return {target for target in targets if not target.startswith(BESIDE)} | together


def touch(table: Table, queues: Queues, targets: Iterable[str]) -> None:
    """First the generations, then the messages: a crash in between is made good by the next delivery."""
    wants = [Want(target, table.add(keys.want(target), "generation")) for target in sorted(targets)]
    queues.want(wants)
