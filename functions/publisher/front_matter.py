"""Front matter: the fields at the top of a source file, in each of the dialects that authors bring.

YAML between `---` lines, TOML between `+++` lines, JSON in braces, `Key: value`
lines without fences (Pelican, MultiMarkdown), or nothing at all. What looks like
another dialect is an error: a draft must not leak because nobody could read it.
"""

import json
import re
import tomllib
from dataclasses import dataclass

from publisher.fields import Field
from publisher.problem import Problem, SourceError
from publisher.yaml_fields import read_yaml

MOST_LINES = 200  # of a header without fences
_FENCE = re.compile(r"(---|\+\+\+|;;;)[ \t]*(\w*)[ \t]*")
_READERS = {("---", ""), ("---", "yaml"), ("---", "yml"), ("---", "toml"), ("+++", ""), ("+++", "toml")}
_JSON = re.compile(r'\{\s*["}]')
_PAIR = re.compile(r" {0,3}([^\W\d_][\w -]{0,39}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*$)")
_MORE = re.compile(r"(?: {4,}|\t)(.*\S.*)")
# Without one of these at the top, "Note: this is text" is text.
_TELLING = re.compile(
    r"(title|date|modified|updated|slug|tags?|keywords|category|categories|authors?|summary|description|status|draft|layout"
    r"|lang|language|template|permalink|published)\b",
    re.IGNORECASE,
)
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class FrontMatter:
    """`fields` as written; `dialect` is yaml, toml, json, header or empty; `body` begins in line `body_line`."""

    fields: tuple[Field, ...]
    dialect: str
    body: str
    body_line: int


def read_front_matter(key: str, text: str) -> FrontMatter:
    """Front matter and body of a text with LF line ends; raises SourceError."""
    blank = len(text) - len(text.lstrip("\n \t"))
    start = text.rfind("\n", 0, blank) + 1
    lines, first = text[start:].split("\n"), text.count("\n", 0, start) + 1
    fence = _FENCE.fullmatch(lines[0])
    if fence:
        return _fenced(key, lines, first, fence)
    if _JSON.match(text, blank):
        return _json(key, text, blank)
    return _header(lines, first)


def _fenced(key: str, lines: list[str], first: int, fence: re.Match[str]) -> FrontMatter:
    if (fence[1], fence[2].lower()) not in _READERS:
        message = f"Front matter of the kind “{lines[0].strip()}” is not read here; use YAML between --- lines."
        raise SourceError(key, Problem(message + " Nothing was published.", first, 1))
    toml = fence[1] == "+++" or fence[2].lower() == "toml"
    end = _closing(key, lines, first, fence[1])
    text = "\n".join(lines[1:end])
    fields = _toml(key, text, first + 1) if toml else read_yaml(key, text, first + 1)
    return FrontMatter(tuple(fields), "toml" if toml else "yaml", "\n".join(lines[end + 1 :]), first + end + 1)


def _closing(key: str, lines: list[str], first: int, mark: str) -> int:
    marks = (mark, "...") if mark == "---" else (mark,)
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() in marks), None)
    if end is None:
        message = (
            f"The front matter that begins here has no end; put a line with {mark} after it. Nothing was published."
        )
        raise SourceError(key, Problem(message, first, 1))
    return end


def _toml(key: str, text: str, first: int) -> list[Field]:
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError; so is a number of 5,000 digits
        raise SourceError(key, _toml_problem(str(error), text, first)) from error
    taxonomies = table.pop("taxonomies", {})  # Zola keeps tags there
    flat = {**table, **taxonomies} if isinstance(taxonomies, dict) else table
    return [Field(name, value, *_toml_place(name, text, first)) for name, value in flat.items()]


def _toml_problem(message: str, text: str, first: int) -> Problem:
    place = _TOML_PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else 1
    column = int(place[2]) if place and place[2] else None
    reason = _TOML_PLACE.sub("", message)
    return Problem(f"This is not TOML: {reason}. Nothing was published.", first + line - 1, column)


def _toml_place(name: str, text: str, first: int) -> tuple[int, int]:
    found = re.search(rf"^([ \t]*\[*[ \t]*[\"']?){re.escape(name)}\b", text, re.MULTILINE)
    if not found:
        return first, 1
    return first + text.count("\n", 0, found.start()), len(found[1]) + 1


def _json(key: str, text: str, start: int) -> FrontMatter:
    line = text.count("\n", 0, start) + 1
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except json.JSONDecodeError as error:
        message = f"This is not JSON: {error.msg}. Nothing was published."
        raise SourceError(key, Problem(message, error.lineno, error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(key, Problem("This JSON is nested too deeply; nothing was published.", line)) from error
    # JSON is YAML, save for tabs between tokens; so the fields get their lines.
    fields = read_yaml(key, text[start:end].replace("\t", " "), line)
    return FrontMatter(tuple(fields), "json", text[end:], text.count("\n", 0, end) + 1)


def _header(lines: list[str], first: int) -> FrontMatter:
    fields: list[Field] = []
    at = 0
    for at, line in enumerate(lines[:MOST_LINES]):
        pair, more = _PAIR.fullmatch(line), _MORE.fullmatch(line)
        if pair:
            fields.append(Field(pair[1], pair[2] or "", first + at))
        elif more and fields:
            last = fields.pop()
            fields.append(Field(last.name, f"{last.value}\n{more[1]}", last.line))
        else:
            break
    else:
        at += 1
    if not any(_TELLING.fullmatch(field.name) for field in fields):
        return FrontMatter((), "", "\n".join(lines), first)
    end = at + 1 if lines[at : at + 1] in (["---"], ["..."]) else at
    return FrontMatter(tuple(fields), "header", "\n".join(lines[end:]), first + end)
