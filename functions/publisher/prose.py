"""Prose: which characters of a Markdown text are its own words, and which are code that nothing may touch."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publisher.edit import Edit, edited

HIDDEN = "\x01"  # stands for each character of code; no text has it
_FENCE = re.compile(
    r"(?P<quote>(?:[ \t]{0,3}>[ \t]?)*)(?P<indent>[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)"
    r"(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)"
)
_HIGHLIGHT = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>\{%-?\s*highlight|\{\{[<%]\s*highlight)\s+(?P<info>.*?)\s*(?:-?%\}|[>%]\}\})[ \t]*"
)
_END_HIGHLIGHT = re.compile(r"[ \t]*(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[>%]\}\})[ \t]*")
_CONTAINER = re.compile(r"[ \t]*(?:[-*+]|\d+[.)]|:|!!!|\?\?\?\+?|\[\^[^\]]+\]:)(?:[ \t]|$)")
_INDENT = re.compile(r"[ \t]+")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")
_RUN = re.compile(r"(\\*)(`+)")
_ELEMENT = re.compile(r"(<(pre|code|script|style|textarea|svg|math)\b[^>]*>)(.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?!\s*(?:more|teaser_end|end_excerpt|excerpt)\b).*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/](?:\"[^\"\n]*\"|'[^'\n]*'|[^\"'<>])*>")


@dataclass(frozen=True)
class Fence:
    """A block of code between two lines; `start` and `end` are those of the first line, `close` begins the last.

    `close` is -1 where the author forgot that line.
    """

    start: int
    end: int
    close: int
    prefix: str
    mark: str
    info: str
    text: str


@dataclass(frozen=True)
class Prose:
    """`mask` is the body with code, comments and the like hidden; `bare` has no tags either. All are of one length."""

    body: str
    mask: str
    bare: str
    fences: tuple[Fence, ...]

    def hiding(self, edits: Iterable[Edit]) -> "Prose":
        """The same with the places of some edits hidden from all others."""
        hidden = [Edit(edit.start, edit.end, _hide(self.mask[edit.start : edit.end])) for edit in edits]
        return replace(self, mask=edited(self.mask, hidden), bare=edited(self.bare, hidden)) if hidden else self


def prose_of(body: str) -> Prose:
    fences, mask = _without_blocks(body)
    if "<" in mask:
        mask = _COMMENT.sub(_hidden, _ELEMENT.sub(lambda found: found[1] + _hide(found[3]), mask))
    if "`" in mask:
        mask = _without_spans(mask)
    return Prose(body, mask, _TAG.sub(_hidden, mask) if "<" in mask else mask, fences)


def _hidden(found: re.Match[str]) -> str:
    return _hide(found[0])


def _hide(text: str) -> str:
    return "\n".join(HIDDEN * len(line) for line in text.split("\n"))


def _without_blocks(body: str) -> tuple[tuple[Fence, ...], str]:
    blocks = _Blocks()
    at = 0
    for line in body.split("\n"):
        blocks.add(line, at)
        at += len(line) + 1
    return blocks.finished(), "\n".join(blocks.lines)


class _Blocks:
    """Reads a text line by line; hides fenced and indented code."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._fences: list[Fence] = []
        self._opened: tuple[int, int, re.Match[str], str] | None = None
        self._after_blank = True
        self._deepest = 0  # how far text may be indented here without being code

    def add(self, line: str, at: int) -> None:
        if self._opened:
            self._inside(line, at)
        elif not self._is_code(line) and not self._opens(line, at):
            self.lines.append(line)
            self._after_blank = not line.strip()
            if line.strip() and (not line[0].isspace() or _CONTAINER.match(line)):
                self._deepest = _width(line) + 4 if _CONTAINER.match(line) else 0

    def finished(self) -> tuple[Fence, ...]:
        if self._opened:
            self._close(-1)
        return tuple(self._fences)

    def _is_code(self, line: str) -> bool:
        if not self._after_blank or _width(line) < self._deepest + 4 or not line.strip() or _CONTAINER.match(line):
            return False
        self.lines.append(HIDDEN * len(line))
        return True

    def _opens(self, line: str, at: int) -> bool:
        highlight = _HIGHLIGHT.fullmatch(line) if "highlight" in line else None
        fence = highlight or (_FENCE.fullmatch(line) if "```" in line or "~~~" in line else None)
        if fence:
            quote = "" if highlight else fence["quote"]
            prefix = quote + (fence["indent"] if highlight or not fence["indent"].strip() else "")
            self._opened = (at, at + len(line), fence, prefix)
            self.lines.append(line[: fence.start("mark")] + HIDDEN * (len(line) - fence.start("mark")))
        return bool(fence)

    def _inside(self, line: str, at: int) -> None:
        assert self._opened  # noqa: S101  # for the type checker
        mark, prefix = self._opened[2]["mark"], self._opened[3]
        if ">" in prefix and not line.lstrip().startswith(">"):
            self._close(-1)
            self.add(line, at)
            return
        self.lines.append(HIDDEN * len(line))
        if _closes(line, mark):
            self._close(at)

    def _close(self, at: int) -> None:
        assert self._opened  # noqa: S101  # for the type checker
        start, end, fence, prefix = self._opened
        self._fences.append(Fence(start, end, at, prefix, fence["mark"], fence["info"].strip(), fence[0]))
        self._opened = None
        self._after_blank = False


def _closes(line: str, mark: str) -> bool:
    if mark[0] == "{":
        return _END_HIGHLIGHT.fullmatch(line) is not None
    rest = line.lstrip(" \t>").rstrip()
    return len(rest) >= len(mark) and not rest.strip(mark[0])


def _width(line: str) -> int:
    indented = _INDENT.match(line)
    return len(indented[0].expandtabs(4)) if indented else 0


def _without_spans(mask: str) -> str:
    """The text with what stands between two equal runs of backticks in one paragraph hidden (CommonMark 0.31, 6.1)."""
    parts: list[str] = []
    done = 0
    for start, end in _spans(mask):
        parts += [mask[done:start], _hide(mask[start:end])]
        done = end
    return "".join([*parts, mask[done:]])


def _spans(mask: str) -> Iterator[tuple[int, int]]:
    done = 0
    for paragraph in _PARAGRAPH.finditer(mask):
        runs = list(_RUN.finditer(paragraph[0]))
        later: dict[int, list[int]] = {}
        for run in reversed(runs):
            later.setdefault(len(run[2]), []).append(run.end())
        for run in runs:
            ends = later[len(run[2])]
            ends.pop()
            start = paragraph.start() + run.start(2)
            if ends and start >= done and len(run[1]) % 2 == 0:
                done = paragraph.start() + ends[-1]
                yield start, done
