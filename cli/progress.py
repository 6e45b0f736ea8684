"""Progress: a bar on the terminal's error stream while something takes time; silent where that is no terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import Self, TextIO, TypeVar

T = TypeVar("T")
WIDTH = 30
PAUSE_SECONDS = 0.1


class Progress:
    """A line that is written over and taken away at the end, so that what is printed afterwards stands alone."""

    def __init__(self, label: str, total: int, stream: TextIO | None = None) -> None:
        self._label = label
        self._total = total
        self._stream = stream or sys.stderr
        self._shown = ""
        self._drawn_at = -PAUSE_SECONDS

    def __enter__(self) -> Self:
        self.to(0)
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._write("\r" + " " * len(self._shown) + "\r")

    def to(self, done: int) -> None:
        """Show that so much is done; ten times a second at most, but the last always."""
        if not self._stream.isatty():
            return
        now = time.monotonic()
        if done == self._total or now - self._drawn_at >= PAUSE_SECONDS:
            self._drawn_at = now
            self._draw(line(self._label, done, self._total)[: get_terminal_size().columns - 1])

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """The items, counted as they are done."""
        for number, item in enumerate(items, 1):
            yield item
            self.to(number)

    def _draw(self, shown: str) -> None:
        self._write("\r" + shown.ljust(len(self._shown)))
        self._shown = shown

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def line(label: str, done: int, total: int) -> str:
    """The label, a bar and the two numbers."""
    filled = WIDTH * done // total if total else WIDTH
    return f"{label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done:,}/{total:,}"
