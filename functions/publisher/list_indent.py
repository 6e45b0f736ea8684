"""Lists as CommonMark has them, for authors of Hugo, Zola, Eleventy and Obsidian, as Python-Markdown reads them.

A list may follow a paragraph without a blank line, and what belongs to an item is
indented as far as the item's own text: two spaces after `-`, three after `1.`.
Python-Markdown wants a blank line and four spaces for each level.
"""

import re
from collections.abc import Iterator

from publisher.prose import HIDDEN, prose_of

_ITEM = re.compile(r" *(?:[-*+]|\d{1,9}\.)(?: +(?=\S)|$)")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
_INTERRUPTS = re.compile(r" {0,3}(?:[-*] |1\. )")
_TEXT = re.compile(r" {0,3}[^\s<|{#>:!?]")
_NEEDED = re.compile(r"^ {1,3}(?:(?:[-*+]|\d+\.) |\S)|^[^\s<|{#>:*+-][^\n]*\n {0,3}(?:[-*] |1\. )", re.MULTILINE)
_LEVEL = 4


def with_plain_lists(body: str) -> str:
    """The body with each list indented by fours, and a blank line before it."""
    if not _NEEDED.search(body):
        return body
    prose = prose_of(body)
    return "\n".join(_Lists({fence.start for fence in prose.fences}).read(body, prose.mask))


class _Lists:
    def __init__(self, fences: set[int]) -> None:
        self._fences = fences
        self._items: list[int] = []  # where the text of each open item begins, in columns
        self._after_blank = True
        self._in_text = False  # within a paragraph that belongs to no list
        self._moved = 0  # how far the lines of a fence go with its first

    def read(self, body: str, mask: str) -> Iterator[str]:
        at = 0
        for line, masked in zip(body.split("\n"), mask.split("\n"), strict=True):
            yield self._line(line, masked, at)
            at += len(line) + 1

    def _line(self, line: str, masked: str, at: int) -> str:
        hidden = masked.lstrip().startswith(HIDDEN)
        if hidden and at not in self._fences:
            return _moved(line, self._moved)
        if not line.strip():
            self._after_blank, self._in_text = True, False
            return line
        item = None if hidden or _RULE.fullmatch(line) else _ITEM.match(masked)
        width = len(line) - len(line.lstrip(" "))
        before = self._item(item[0], width, line) if item else self._other(line, width, hidden=hidden)
        self._after_blank = False
        return before + _moved(line, self._moved)

    def _item(self, marker: str, width: int, line: str) -> str:
        if not self._items and (width >= _LEVEL or (self._in_text and not _INTERRUPTS.match(line))):
            self._moved = 0
            return ""
        self._close(width)
        level = len(self._items)
        self._moved = max(0, _LEVEL * level - width)
        self._items.append(width + len(marker.lstrip(" ")))
        interrupts, self._in_text = self._in_text, False
        return "\n" if interrupts else ""

    def _other(self, line: str, width: int, *, hidden: bool) -> str:
        if self._after_blank:
            self._close(width)
        inside = bool(self._items) and width >= self._items[-1]
        self._moved = max(0, _LEVEL * len(self._items) - width) if inside else 0
        self._in_text = not self._items and not hidden and (self._in_text or _TEXT.match(line) is not None)
        return ""

    def _close(self, width: int) -> None:
        while self._items and width < self._items[-1]:
            self._items.pop()


def _moved(line: str, columns: int) -> str:
    return " " * columns + line if line.strip() else line
