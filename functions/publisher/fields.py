"""Fields: `key: value` pairs that an author wrote, read by name, with what is wrong and what was not used."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from publisher.problem import Problem

T = TypeVar("T")


@dataclass(frozen=True)
class Field:
    """One pair: `name` as written; `value` is None, text, number, bool, date, list or dict."""

    name: str
    value: object
    line: int
    column: int = 1

    def problem(self, message: str) -> Problem:
        return Problem(message, self.line, self.column, self.name)


def is_empty(value: object) -> bool:
    """Nothing, white space only, or a list of nothing; false and 0 are values."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list) and all(map(is_empty, value))) or value == {}


class Fields:
    """Fields by name, whatever their case, hyphens or spaces; of duplicates the last counts.

    `errors` and `warnings` grow while the fields are read.
    """

    def __init__(self, fields: Iterable[Field]) -> None:
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self._used: set[str] = set()
        self._fields: dict[str, Field] = {}
        for field in fields:
            self._add(field)

    def _add(self, field: Field) -> None:
        name = _normal(field.name)
        if name in self._fields:
            first = self._fields[name].line
            self.warnings.append(field.problem(f"This key is also in line {first}; the last one counts."))
        self._fields[name] = field

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def read(
        self,
        names: Sequence[str],
        convert: Callable[[object], T],
        default: T,
        *,
        skip: Callable[[object], bool] = is_empty,
        lenient: bool = False,
    ) -> T:
        """The first of the names that is there and not skipped, converted.

        A ValueError of `convert` becomes an error, or a warning if `lenient`; the
        default stands in for the value.
        """
        field = self.find(names, skip)
        if field is None:
            return default
        try:
            return convert(field.value)
        except ValueError as error:
            (self.warnings if lenient else self.errors).append(field.problem(str(error)))
            return default

    def find(self, names: Sequence[str], skip: Callable[[object], bool] = is_empty) -> Field | None:
        """The first of the names that is there and not skipped; all of them count as used."""
        self._used.update(names)
        there = (self._fields[name] for name in names if name in self._fields)
        return next((field for field in there if not skip(field.value)), None)

    def unused(self) -> list[Field]:
        return [field for name, field in self._fields.items() if name not in self._used]


def _normal(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", "_").split())
