"""Hazards: texts that would cost far more than their size, found before they are converted.

The checks are cheap and give the same answer everywhere; the time limit is for
what they don't know.
"""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from publisher.problem import Problem

SECONDS = 5.0
AGAIN_SECONDS = 0.2
DEEPEST_QUOTE = 30
MOST_CELLS = 20_000
# Characters looked at between brackets and their partners, in one paragraph.
MOST_BRACKET_STEPS = 5_000_000
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def find_hazards(body: str, first_line: int) -> tuple[Problem, ...]:
    """What in a Markdown text is too costly to convert; `first_line` is the text's place in its file."""
    lines = body.split("\n")
    found: list[Problem] = []
    for at, line in enumerate(lines):
        quote = _QUOTE.match(line)
        if quote and quote[0].count(">") > DEEPEST_QUOTE:
            found.append(Problem(f"Quotes are nested more than {DEEPEST_QUOTE} deep.", first_line + at))
        if "|" in line and _RULE.fullmatch(line) and _cells(lines, at) > MOST_CELLS:
            found.append(Problem(f"This table has more than {MOST_CELLS:,} cells.", first_line + at))
    if _bracket_steps(body) > MOST_BRACKET_STEPS:
        found.append(Problem("There are too many square brackets without a partner; put code between ``` lines."))
    return tuple(found[:5])


def _cells(lines: list[str], at: int) -> int:
    rows = next((n for n, line in enumerate(lines[at:]) if not line.strip()), len(lines) - at)
    return rows * (lines[at].count("|") + 1)


def _bracket_steps(body: str) -> int:
    """What Python-Markdown spends on brackets: from each, it looks as far as its partner or the paragraph's end."""
    steps = 0
    for paragraph in re.split(r"\n[ \t]*\n", body):
        opened: list[int] = []
        for bracket in re.finditer(r"[\[\]]", paragraph):
            if bracket[0] == "[":
                opened.append(bracket.start())
            elif opened:
                steps += bracket.start() - opened.pop()
        steps += sum(len(paragraph) - start for start in opened)
    return steps


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TimeoutError after so many seconds of this process's own time; in the main thread only."""
    try:
        before = signal.signal(signal.SIGVTALRM, _stop)
    except ValueError:  # another thread: signals are not for it
        yield
        return
    # Again and again: an error that is raised in a finaliser or a callback of the collector goes nowhere.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError
