"""Edits: pieces of a text to be replaced, found independently of each other and made at once."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Edit:
    start: int
    end: int
    text: str


def edited(body: str, edits: Iterable[Edit]) -> str:
    """The body with all edits made; of two that overlap, the one that begins first."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= done:
            parts += [body[done : edit.start], edit.text]
            done = edit.end
    return "".join([*parts, body[done:]])
