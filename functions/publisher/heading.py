"""Headings: a title that an author wrote into the text instead of above it."""

import re
from dataclasses import dataclass

_ATX = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*(?:\{:?[^{}\n]*\}[ \t]*)?")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


@dataclass(frozen=True)
class Heading:
    """`text` is Markdown; `without` is the body with the heading taken out, its lines left empty."""

    text: str
    without: str


def first_heading(body: str) -> Heading | None:
    """The heading with which the body begins, if it does, of any level."""
    lines = body.split("\n")
    at = next((at for at, line in enumerate(lines) if line.strip()), None)
    if at is None:
        return None
    return _heading(lines, at, "######")


def only_heading(body: str) -> Heading | None:
    """The one heading of the first level, wherever it is, if there is just one."""
    lines = body.split("\n")
    found = [heading for at in _outside_fences(lines) if (heading := _heading(lines, at, "#"))]
    return found[0] if len(found) == 1 else None


def _heading(lines: list[str], at: int, deepest: str) -> Heading | None:
    atx = _ATX.fullmatch(lines[at])
    if atx:
        return _taken(lines, at, at + 1, atx[2]) if atx[2] and len(atx[1]) <= len(deepest) else None
    below = _UNDERLINE.fullmatch(lines[at + 1]) if at + 1 < len(lines) else None
    if not below or not lines[at][:1].strip() or (at and lines[at - 1].strip()):
        return None
    if _UNDERLINE.fullmatch(lines[at]) or (below[1][0] == "-" and deepest == "#"):
        return None
    return _taken(lines, at, at + 2, lines[at])


def _taken(lines: list[str], start: int, end: int, text: str) -> Heading:
    return Heading(text.strip(), "\n".join(lines[:start] + [""] * (end - start) + lines[end:]))


def _outside_fences(lines: list[str]) -> list[int]:
    fence, outside = "", []
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence:
            outside.append(at)
    return outside
