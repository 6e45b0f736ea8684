"""Fields: `key: value` pairs that an author wrote, read by name, with what is wrong and what was not used."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeVar

from publisher.problem import Problem

T = TypeVar("T")
# Maps in which Zola, Hugo and themes of Jekyll and Eleventy keep fields like those at the top.
GROUPS = frozenset({"taxonomies", "extra", "params", "seo", "header", "opengraph", "social"})
LONGEST_NAME = 40
LONGEST_MESSAGE = 500  # an author's value in it may be of any length


@dataclass(frozen=True)
class Field:
    """One pair: `name` as written; `value` is None, text, number, bool, date, list or dict."""

    name: str
    value: object
    line: int
    column: int = 1

    def problem(self, message: str) -> Problem:
        shown = message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}…"
        return Problem(shown, self.line, self.column, self.name)


class FieldMap(dict[str, object]):
    """A map among the values, whose entries know their lines."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields = tuple(fields)
        super().__init__((field.name, field.value) for field in self.fields)


def is_empty(value: object) -> bool:
    """Nothing, white space only, or a list of nothing; false and 0 are values."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list) and all(map(is_empty, value))) or value == {}


def entry(value: dict[str, object], names: Sequence[str]) -> object:
    """What a map has under the first of the names that says something, whatever their case and hyphens; or None."""
    normal = {_normal(name): each for name, each in value.items()}
    return next((found for name in names if not is_empty(found := normal.get(_normal(name)))), None)


class Fields:
    """Fields by name, whatever their case, hyphens, underscores or spaces; of duplicates the last counts.

    What a group such as `extra` holds is a field too, unless one at the top has its name.
    `errors` and `warnings` grow while the fields are read.
    """

    def __init__(self, fields: Iterable[Field]) -> None:
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self._used: set[str] = set()
        self._fields: dict[str, Field] = {}
        groups = []
        for field in fields:
            if isinstance(field.value, dict) and _normal(field.name) in GROUPS:
                groups.append(field)
            else:
                self._add(field)
        for inner in (inner for group in groups for inner in _lifted(group)):
            self._fields.setdefault(_normal(inner.name.partition(".")[2]), inner)

    def _add(self, field: Field) -> None:
        name = _normal(field.name)
        if name in self._fields:
            first = self._fields[name].line
            self.warnings.append(field.problem(f"This key is also in line {first}; the last one counts."))
        self._fields[name] = field

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._fields

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
        known = [_normal(name) for name in names]
        self._used.update(known)
        there = (self._fields[name] for name in known if name in self._fields)
        return next((field for field in there if not skip(field.value)), None)

    def unused(self) -> list[Field]:
        return [field for name, field in self._fields.items() if name not in self._used]

    def near(self, name: str) -> str:
        """The name that was asked for and is nearly the one that an author wrote; may be empty."""
        word = _normal(name[:LONGEST_NAME])
        names = sorted(each for each in self._used if abs(len(each) - len(word)) <= 1)
        return next(iter(get_close_matches(word, names, n=1, cutoff=0.75)), "")


def _lifted(group: Field) -> list[Field]:
    value = group.value
    if isinstance(value, FieldMap):
        return [replace(field, name=f"{group.name}.{field.name}") for field in value.fields]
    entries = value.items() if isinstance(value, dict) else ()
    return [replace(group, name=f"{group.name}.{name}", value=each) for name, each in entries]


def _normal(name: str) -> str:
    return "".join(name.lower().replace("-", " ").replace("_", " ").split())
