"""Problems: what is wrong with a source file, told to its author.

SourceError, an Exception: the file cannot be published; it carries its problems.
  TooSlow: to find that out took all the time that there is for one file.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One sentence for the author; `line` and `column` count from 1, `field` is the key as written."""

    message: str
    line: int | None = None
    column: int | None = None
    field: str = ""


class SourceError(Exception):
    """A source that cannot be published; `key` and `problems` are the evidence."""

    def __init__(self, key: str, *problems: Problem) -> None:
        super().__init__(key, *problems)
        self.key = key
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(_readable(self.key, problem) for problem in self.problems)


class TooSlow(SourceError):
    """A source that takes too long to convert."""


def _readable(key: str, problem: Problem) -> str:
    place = ":".join(str(part) for part in (key, problem.line, problem.column) if part)
    return ": ".join(part for part in (place, problem.field, problem.message) if part)
