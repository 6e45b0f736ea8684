"""Conversions: the arguments of one, what it gives, and what it collects on the way."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from blog.settings import HtmlPolicy
from publisher.link_target import Target
from publisher.media import Find, Media, first_there
from publisher.problem import Problem

Resolve = Callable[[Target], str | None]
MOST_PROBLEMS = 40
# Shift Out and Shift In: no text has them (XML forbids them), and Markdown leaves them alone.
KEPT = re.compile("\x0e(\\d+)\x0f")
# A tag with whatever its attributes hold, or a place where something was kept.
_TAG_OR_KEPT = re.compile("<[a-zA-Z/](?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>|\x0e(\\d+)\x0f")
_LONE = re.compile("<p>\x0e(\\d+)\x0f</p>")


@dataclass(frozen=True)
class Text:
    """What is converted: the body of the source `key`, which begins in its line `first_line`.

    `language` is a BCP 47 tag, for the quotation marks.
    """

    key: str
    body: str
    first_line: int = 1
    language: str = "en"
    html: HtmlPolicy = HtmlPolicy.TRUSTED


@dataclass(frozen=True)
class Section:
    """A heading of the text; `title` is plain text, `level` that of the page (2 to 6)."""

    level: int
    id: str
    title: str


@dataclass(frozen=True)
class Converted:
    """`summary` is what stands above the author's “more” mark; `targets` are all that `resolve` was asked for.

    `media` are the keys of all files that it shows, or would if they were there.
    """

    html: Markup
    summary: Markup | None
    targets: tuple[Target, ...]
    media: tuple[str, ...]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]


@dataclass
class Conversion:
    """One conversion under way."""

    text: Text
    resolve: Resolve
    find: Find
    sections: list[Section] = field(default_factory=list)
    pictures: int = 0  # so far
    _targets: dict[Target, None] = field(default_factory=dict)
    _media: dict[str, None] = field(default_factory=dict)
    _problems: dict[Problem, None] = field(default_factory=dict)
    _kept: list[tuple[str, str]] = field(default_factory=list)
    _found: dict[str, int] = field(default_factory=dict)

    def ask(self, target: Target) -> str | None:
        """The target's address on the site, if it has one."""
        self._targets[target] = None
        return self.resolve(target)

    def file(self, keys: Iterable[str]) -> Media | None:
        """The first of some files that is on the site."""
        return first_there(keys, self.find, self._media)

    def report(self, message: str, at: int | None = None) -> None:
        """Tell the author; `at` is the place in the body."""
        if at is None:
            self._problems[Problem(message)] = None
            return
        start = self.text.body.rfind("\n", 0, at) + 1
        line = self.text.first_line + self.text.body.count("\n", 0, at)
        self._problems[Problem(message, line, at - start + 1)] = None

    def place(self, *written: str) -> int | None:
        """Where the body has the first of these that it has at all: its next place, each time that it is asked."""
        text = next((each for each in written if each and each in self.text.body), "")
        at = self.text.body.find(text, self._found.get(text, -1) + 1) if text else -1
        if at >= 0:
            self._found[text] = at
        return self._found.get(text)

    def keep(self, html: str, source: str) -> str:
        """A mark for what must pass Markdown unchanged; within a tag, `source` takes its place."""
        self._kept.append((html, source))
        return f"\x0e{len(self._kept) - 1}\x0f"

    def keep_text(self, source: str) -> str:
        return self.keep(str(escape(source)), source)

    def put_back(self, html: str) -> str:
        return _TAG_OR_KEPT.sub(self._in_place, _LONE.sub(self._alone, html)) if self._kept else html

    def as_written(self, text: str) -> str:
        """The text with the author's own characters where something was kept."""
        return KEPT.sub(lambda mark: self._kept[int(mark[1])][1], text)

    def _alone(self, paragraph: re.Match[str]) -> str:
        html = self._kept[int(paragraph[1])][0]
        return html if html.startswith(("<math display", "<pre")) else paragraph[0]

    def _in_place(self, found: re.Match[str]) -> str:
        if found[1] is not None:
            return self._kept[int(found[1])][0]
        return KEPT.sub(lambda mark: str(escape(self._kept[int(mark[1])][1])), found[0])

    @property
    def targets(self) -> tuple[Target, ...]:
        return tuple(self._targets)

    @property
    def media(self) -> tuple[str, ...]:
        return tuple(self._media)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """In the order of their lines; of very many, the first."""
        found = sorted(self._problems, key=lambda problem: (problem.line or 0, problem.column or 0))
        more = len(found) - MOST_PROBLEMS
        return (*found[:MOST_PROBLEMS], *([Problem(f"There is more of this kind ({more}).")] if more > 0 else []))
