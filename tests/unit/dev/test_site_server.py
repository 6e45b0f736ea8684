"""When an open page is told to load itself again."""

import asyncio
import contextlib
from collections.abc import Iterable

from dev.site_server import NOTHING, _digest, _tell_changes

PAGE = b"<p>Words.</p><span data-views>1 view</span><!-- generation 7 -->"
COUNTED = b"<p>Words.</p><span data-views>2 views</span><!-- generation 8 -->"
CHANGED = b"<p>Other words.</p>"


class Reader:
    """Counts what is written to it, and goes when there is nothing more to be seen."""

    def __init__(self, *pages: bytes) -> None:
        self.told: list[bytes] = []
        self._pages = iter(pages)

    def look(self, _: tuple[str, bytes]) -> tuple[str, bytes]:
        page = next(self._pages, None)
        if page is None:
            raise ConnectionError
        return (str(len(page)), page) if page else NOTHING

    async def write(self, event: bytes) -> None:
        self.told.append(event)


def told(shown: bytes, pages: Iterable[bytes]) -> int:
    reader = Reader(*pages)
    with contextlib.suppress(ConnectionError):
        asyncio.run(_tell_changes(reader.look, 0, _digest(shown) if shown else "", reader))  # type: ignore[arg-type]
    return len(reader.told)


def test_a_page_that_is_as_it_was_is_left_alone() -> None:
    assert told(PAGE, [PAGE, PAGE]) == 0


def test_a_change_is_told_once() -> None:
    assert told(PAGE, [PAGE, CHANGED, CHANGED]) == 1


def test_a_change_between_reading_the_page_and_asking_for_changes_is_told() -> None:
    assert told(PAGE, [CHANGED, CHANGED]) == 1


def test_being_read_is_no_change() -> None:
    assert told(PAGE, [COUNTED, PAGE]) == 0


def test_of_a_page_that_is_not_stored_the_first_look_is_what_the_reader_has() -> None:
    assert told(b"", [PAGE, PAGE, CHANGED]) == 1


def test_nothing_is_told_while_there_is_no_page() -> None:
    assert told(PAGE, [b"", b"", PAGE]) == 0
    assert told(b"", [b"", b""]) == 0


def test_a_page_that_comes_is_told() -> None:
    assert told(b"", [b"", PAGE]) == 1
