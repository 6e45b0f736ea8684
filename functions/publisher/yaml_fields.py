"""YAML: from text to fields with their lines, safely.

Read from the parser's events: nothing is constructed, so every scalar stays the
text that the author wrote (`012`, `yes`, `2017-02-29`), and neither aliases nor
deep nesting (which crash PyYAML's C composer) can do harm.
"""

import re
from collections.abc import Iterator

import yaml

from publisher.fields import Field, FieldMap
from publisher.problem import Problem, SourceError

MAX_DEPTH = 20
MAX_CHARACTERS = 200_000
# Not the C loader: it reads and words things differently, and is not everywhere.
LOADER = yaml.SafeLoader
# Spaces that nobody sees, which PyYAML takes for mistakes: tabs at a line's end, and after a colon or hyphen.
_TABS = re.compile(r"(?<![ \t])[ \t]+$|(?<=[:-])(?=[ \t]*\t)[ \t]+(?=\S)", re.MULTILINE)
# YAML 1.1 ends lines here, editors and our line numbers don't.
_NOT_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")


def read_yaml(key: str, text: str, first_line: int = 1) -> list[Field]:
    """The fields of a mapping; `first_line` is the text's place in the file. Raises SourceError."""
    if len(text) > MAX_CHARACTERS:
        message = f"More than {MAX_CHARACTERS:,} characters of front matter; nothing was published."
        raise SourceError(key, Problem(message, first_line))
    try:
        return _Reader(text, first_line).fields()
    except yaml.MarkedYAMLError as error:
        raise SourceError(key, _problem(error, first_line)) from error
    except yaml.YAMLError as error:
        raise SourceError(key, Problem(f"This is not YAML: {error}", first_line)) from error


def _problem(error: yaml.MarkedYAMLError, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = (first_line + mark.line, mark.column + 1) if mark else (first_line, None)
    problem = error.problem or error.context or ""
    return Problem(f"This is not YAML: {problem}.{_hint(problem)} Nothing was published.", *place)


_HINTS = {
    "mapping values are not allowed": ' A text with ": " in it needs quotes: title: "Tea: a history".',
    "expected <block end>": " A text with quotes in it needs others around it: title: 'Say \"tea\"'.",
    "found character '\\t'": " Indent with spaces.",
    "found character": " A text that begins with @, ` or % needs quotes.",
    "could not find expected ':'": " Each line is a key, a colon, a space and a value.",
}


def _hint(problem: str) -> str:
    return next((hint for start, hint in _HINTS.items() if problem.startswith(start)), "")


def _without_tabs(text: str) -> str:
    return _TABS.sub(
        lambda found: " " * len(found[0]) if found.end() < len(text) and text[found.end()] != "\n" else "", text
    )


class _Reader:
    def __init__(self, text: str, first_line: int) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(_without_tabs(text.translate(_NOT_LINE_ENDS)), Loader=LOADER)
        self._first_line = first_line

    def fields(self) -> list[Field]:
        next(self._events)  # the stream's start
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return []
        event = next(self._events)
        if isinstance(event, yaml.ScalarEvent) and not event.value:
            return []
        if not isinstance(event, yaml.MappingStartEvent):
            raise yaml.MarkedYAMLError(
                problem="a list of “key: value” lines is needed here", problem_mark=event.start_mark
            )
        fields = list(self._pairs(1))
        self._expect_end()
        return fields

    def _expect_end(self) -> None:
        next(self._events)  # the document's end
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(problem="a second document begins here", problem_mark=event.start_mark)

    def _pairs(self, depth: int) -> Iterator[Field]:
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            mark = event.start_mark
            name = self._value(event, depth)
            value = self._value(next(self._events), depth)
            yield Field("" if name is None else str(name), value, self._first_line + mark.line, mark.column + 1)

    def _items(self, depth: int) -> Iterator[object]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._value(event, depth)

    def _value(self, event: yaml.Event, depth: int) -> object:
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="the nesting is too deep here", problem_mark=event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return FieldMap(self._pairs(depth + 1))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(depth + 1))
        if isinstance(event, yaml.AliasEvent):
            problem = "a reference (*) is not read here; text that begins with * needs quotes"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        return None if event.implicit[0] and event.value in ("", "~", "null", "Null", "NULL") else event.value
