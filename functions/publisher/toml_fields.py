"""TOML: from text to fields with their lines."""

import re
import tomllib
from bisect import bisect_left

from publisher.fields import Field, FieldMap
from publisher.problem import Problem, SourceError
from publisher.yaml_fields import MAX_CHARACTERS, MAX_DEPTH

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY = re.compile(r"^([ \t]*\[*[ \t]*)([\w.\"'-]+)", re.MULTILINE)


def read_toml(key: str, text: str, first_line: int = 1) -> list[Field]:
    """The fields of a document; `first_line` is the text's place in the file. Raises SourceError."""
    if len(text) > MAX_CHARACTERS:
        message = f"More than {MAX_CHARACTERS:,} characters of front matter; nothing was published."
        raise SourceError(key, Problem(message, first_line))
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError; so is a number of 5,000 digits
        raise SourceError(key, _problem(str(error), text, first_line)) from error
    if _is_deep(table):
        raise SourceError(key, Problem("This TOML is nested too deeply; nothing was published.", first_line))
    places = _Places(text, first_line)
    return [_field(name, value, places) for name, value in table.items()]


def _problem(message: str, text: str, first: int) -> Problem:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else 1
    column = int(place[2]) if place and place[2] else None
    reason = _PLACE.sub("", message)
    hint = ' A text needs quotes: title = "Tea".' if reason == "Invalid value" else ""
    return Problem(f"This is not TOML: {reason}.{hint} Nothing was published.", first + line - 1, column)


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
    return bool(level)


def _inside(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _field(name: str, value: object, places: "_Places") -> Field:
    line, column = places.of(name)
    if isinstance(value, dict):
        value = FieldMap(Field(inner, each, *places.of(inner, line)) for inner, each in value.items())
    return Field(name, value, line, column)


class _Places:
    """Lines and columns of keys, read once."""

    def __init__(self, text: str, first_line: int) -> None:
        self._first = first_line
        self._of: dict[str, list[tuple[int, int]]] = {}
        line, at = first_line, 0
        for found in _KEY.finditer(text):
            line, at = line + text.count("\n", at, found.start()), found.start()
            for name in re.split(r"[.\"']+", found[2]):
                self._of.setdefault(name, []).append((line, len(found[1]) + 1))

    def of(self, name: str, after: int = 0) -> tuple[int, int]:
        """The first place of a key from the line `after`; the beginning of that where it is not found."""
        places = self._of.get(name, [])
        at = bisect_left(places, (after, 0))
        return places[at] if at < len(places) else (after or self._first, 1)
