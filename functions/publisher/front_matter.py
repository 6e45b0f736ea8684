"""Front matter: the fields at the top of a source file, in each of the dialects that authors bring.

YAML between `---` lines, TOML between `+++` or `---toml` and `---`, JSON in braces
or between `;;;` lines, `Key: value` lines without fences (Pelican, MultiMarkdown),
`.. key: value` lines, also in an HTML comment (Nikola), or nothing at all. What looks
like another dialect is an error: a draft must not leak because nobody could read it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from publisher.fields import Field
from publisher.header import TELLING, is_nikola, read_header, read_nikola
from publisher.json_fields import read_json
from publisher.problem import Problem, SourceError
from publisher.toml_fields import read_toml
from publisher.yaml_fields import read_yaml

_FENCE = re.compile(r"(---|\+\+\+|;;;)[ \t]*(\w*)")
_DIALECTS = {
    ("---", ""): "yaml",
    ("---", "yaml"): "yaml",
    ("---", "yml"): "yaml",
    ("---", "toml"): "toml",
    ("---", "json"): "json",
    ("+++", ""): "toml",
    ("+++", "toml"): "toml",
    (";;;", ""): "json",
    (";;;", "json"): "json",
}
LOOKED_AT = 500  # characters, for signs of a foreign dialect
_JSON = re.compile(r'\{\s*["}]')
_FOREIGN = re.compile(
    rf"""\{{\s*\w+\s*:\s                         # an object of JavaScript
    | ["']?{TELLING}["']?[ \t]*=[ \t]*(?:["'\[\d]|true|false)  # TOML without its fences
    | :{TELLING}:[ \t]                           # reStructuredText, AsciiDoc
    | \#\+{TELLING}:                             # Org
    | %[ \t]+\S.*\n%[ \t]+\S                    # Pandoc
    | <!--\s*{TELLING}[ \t]*[:=]                 # a comment that is not Nikola's
    | [-—–+;=*_]{{1,20}}[ \t]*\w*[ \t]*\n[ \t]*["']?{TELLING}["']?[ \t]*[:=]  # a fence that nobody uses
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class FrontMatter:
    """`fields` as written; `dialect` is yaml, toml, json, header, nikola or empty; `body` begins in `body_line`."""

    fields: tuple[Field, ...]
    dialect: str
    body: str
    body_line: int


def read_front_matter(key: str, text: str) -> FrontMatter:
    """Front matter and body of a text with LF line ends; raises SourceError."""
    blank = len(text) - len(text.lstrip("\n \t"))
    start = text.rfind("\n", 0, blank) + 1
    lines, first = text[start:].split("\n"), text.count("\n", 0, start) + 1
    fence = _FENCE.fullmatch(lines[0].rstrip(" \t"))
    if fence:
        return _fenced(key, lines, first, fence)
    if _JSON.match(text, blank):
        fields, end = read_json(key, text, blank)
        return FrontMatter(tuple(fields), "json", text[end:], text.count("\n", 0, end) + 1)
    if is_nikola(lines):
        return _unfenced(*read_nikola(key, lines, first), "nikola", lines, first)
    if _FOREIGN.match(text[blank : blank + LOOKED_AT]):
        raise SourceError(key, _foreign(lines[0], first))
    return _unfenced(*read_header(lines, first), "header", lines, first)


def _fenced(key: str, lines: list[str], first: int, fence: re.Match[str]) -> FrontMatter:
    dialect = _DIALECTS.get((fence[1], fence[2].lower()))
    if dialect is None:
        raise SourceError(key, _foreign(lines[0], first))
    end = _closing(key, lines, first, fence[1])
    text = "\n".join(lines[1:end])
    fields = READERS[dialect](key, text, first + 1)
    return FrontMatter(tuple(fields), dialect, "\n".join(lines[end + 1 :]), first + end + 1)


def _unfenced(fields: list[Field], taken: int, dialect: str, lines: list[str], first: int) -> FrontMatter:
    return FrontMatter(tuple(fields), dialect if fields else "", "\n".join(lines[taken:]), first + taken)


def _closing(key: str, lines: list[str], first: int, mark: str) -> int:
    marks = (mark, "...") if mark == "---" else (mark,)
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() in marks), None)
    if end is None:
        message = (
            f"The front matter that begins here has no end; put a line with {mark} after it. Nothing was published."
        )
        raise SourceError(key, Problem(message, first, 1))
    return end


def _read_braces(key: str, text: str, first: int) -> list[Field]:
    """JSON between fences; Middleman leaves the braces out."""
    if not text.strip():
        return []
    inner = text.rstrip() if text.lstrip().startswith("{") else "{" + text.rstrip() + "}"
    fields, end = read_json(key, inner, len(inner) - len(inner.lstrip()), first)
    if end < len(inner):
        line = first + inner.count("\n", 0, end + 1)
        raise SourceError(key, Problem("Something follows the closing brace; nothing was published.", line))
    return fields


def _foreign(line: str, number: int) -> Problem:
    shown = line.strip()[:60]
    message = f"Front matter of the kind “{shown}” is not read here; use YAML between --- lines."
    return Problem(message + " Nothing was published.", number, 1)


READERS: dict[str, Callable[[str, str, int], list[Field]]] = {
    "yaml": read_yaml,
    "toml": read_toml,
    "json": _read_braces,
}
