"""Touch: raise the wanted generation of pages, then ask for them to be built."""

from collections.abc import Iterable, Iterator

from blog import keys
from blog.item import Item
from blog.table import Table
from publisher.queues import Queues, Want
from publisher.touched import BESIDE, NEW, is_fan_out, touched

LONGEST = 3_000  # characters; ten messages end at 256 kB, and JSON may write six bytes for a character

Change = tuple[Item | None, Item | None]


def touch_changes(table: Table, queues: Queues, changes: Iterable[Change], mark: str) -> None:
    """Touch, once each, what a batch of changes touches; `mark` names its last change."""
    touch(table, queues, merged(set().union(*(touched(before, after) for before, after in changes))), mark)


def merged(targets: set[str]) -> set[str]:
    """The same, with places in the archive put together: posts that arrive together are each other's neighbours."""
    places = [target.removeprefix(BESIDE) for target in targets if target.startswith(BESIDE)]
    places.sort(key=lambda place: place.removeprefix(NEW))
    return {target for target in targets if not target.startswith(BESIDE)} | set(_together(places))


def _together(places: list[str]) -> Iterator[str]:
    start, length = 0, 0
    for end, place in enumerate(places, 1):
        length += len(place)
        if length > LONGEST or end == len(places):
            yield BESIDE + ",".join(places[start:end])
            start, length = end, 0


def touch(table: Table, queues: Queues, targets: Iterable[str], mark: str = "") -> None:
    """First the generations, then the messages: a crash in between is made good by the next delivery.

    With a `mark` fan-outs need no generation: whoever has sent a message with the mark of the last change has sent it
    after all changes before that.
    """
    queues.want([_want(table, target, mark) for target in sorted(targets)])


def _want(table: Table, target: str, mark: str) -> Want:
    if mark and is_fan_out(target):
        return Want(target, mark=mark)
    return Want(target, table.add(keys.want(target), "generation"))
