"""Headers: `Key: value` lines of Pelican and MultiMarkdown, and `.. key: value` lines of Nikola, without fences."""

import re

from publisher.fields import Field
from publisher.problem import Problem, SourceError

MOST_LINES = 200
_PAIR = re.compile(r" {0,3}([^\W\d_][\w -]{0,39}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*$)")
_MORE = re.compile(r"(?: {4}|\t)[ \t]*(\S.*)")
_DOTTED = re.compile(r"[ \t]*\.\.[ \t]+([\w-]{1,40})[ \t]*:(?!:)[ \t]*(.*)")
_COMMENT = re.compile(r"[ \t]*<!--(.*)")
# Without one of these at the top, "Note: this is text" is text.
TELLING = (
    "(?:title|date|modified|updated|slug|tags?|keywords|category|categories|authors?|summary|description|status|draft"
    "|layout|lang|language|template|permalink|published)"
)
_TELLING = re.compile(TELLING, re.IGNORECASE)


def read_header(lines: list[str], first_line: int) -> tuple[list[Field], int]:
    """The fields of `Key: value` lines, and how many lines they take; none if the text is no header."""
    fields: list[Field] = []
    at = 0
    for at, line in enumerate(lines[:MOST_LINES]):
        pair, more = _PAIR.fullmatch(line), _MORE.fullmatch(line)
        if pair:
            fields.append(Field(pair[1], pair[2] or "", first_line + at))
        elif more and fields:
            last = fields.pop()
            fields.append(Field(last.name, f"{last.value}\n{more[1]}", last.line))
        else:
            break
    else:
        at += 1
    if not any(_TELLING.fullmatch(field.name) for field in fields):
        return [], 0
    return fields, at + 1 if lines[at : at + 1] in (["---"], ["..."]) else at


def is_nikola(lines: list[str]) -> bool:
    """Whether a text begins with `.. title: Tea`, perhaps within an HTML comment."""
    comment = _COMMENT.fullmatch(lines[0])
    if not comment:
        return bool(_DOTTED.fullmatch(lines[0]))
    inner = [comment[1], *lines[1:]]
    return bool(_DOTTED.fullmatch(next((line for line in inner if line.strip()), "")))


def read_nikola(key: str, lines: list[str], first_line: int) -> tuple[list[Field], int]:
    """The fields of `.. key: value` lines, and how many lines they take. Raises SourceError."""
    comment = _COMMENT.fullmatch(lines[0])
    if not comment:
        taken = next((at for at, line in enumerate(lines) if not _DOTTED.fullmatch(line)), len(lines))
        return [_dotted(key, line, first_line + at) for at, line in enumerate(lines[:taken])], taken
    end = next((at for at, line in enumerate(lines) if "-->" in line), None)
    if end is None:
        message = (
            "The comment that begins here has no end; put a line with --> after the fields. Nothing was published."
        )
        raise SourceError(key, Problem(message, first_line, 1))
    last, _, rest = lines[end].partition("-->")
    inner = [*lines[:end], last]
    inner[0] = inner[0].replace("<!--", "", 1)
    lines[end] = rest  # what stands beside the comment's end is text
    fields = [_dotted(key, line.rstrip(), first_line + at) for at, line in enumerate(inner) if line.strip()]
    return fields, end if rest.strip() else end + 1


def _dotted(key: str, line: str, number: int) -> Field:
    found = _DOTTED.fullmatch(line)
    if not found:
        message = f"“{line.strip()[:60]}” is not a field; write “.. key: value”. Nothing was published."
        raise SourceError(key, Problem(message, number, 1))
    return Field(found[1], found[2].strip(), number, found.start(1) + 1)
