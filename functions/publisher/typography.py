"""Typography: curly quotes as the text's language has them, dashes and ellipses.

Chinese, Japanese and Korean are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_ENGLISH = "“”‘’"
_THIN = "\u202f"
# Outer and inner marks by language (CLDR 47, `delimiters`); all others as in English.
QUOTES = {
    "bg cs de et is ka lt sk sl": "„“‚‘",
    "hr hu pl ro sr": "„”‚’",
    "be el es hy it kk ru tk uk": "«»“”",
    "da de-ch fa nb nn no pt-pt sq": "«»‹›",
    "fi sv": "””’’",
    "fr": f"«{_THIN} {_THIN}» “ ”",
    "he yi": "””’’",
}
_BY_LANGUAGE = {language: marks for languages, marks in QUOTES.items() for language in languages.split()}
UNTOUCHED = frozenset({"zh", "ja", "ko"})
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img input ins kbd label mark"  # noqa: SIM905
    " q s samp small span strong sub sup u var".split()
)
_LITERAL = frozenset("code kbd math pre samp script style textarea tt var".split())  # noqa: SIM905
_SIGNS = re.compile(r"(?<!-)-{2,3}(?!-)|(?<!\.)\.\.\.(?!\.)|[\"']")
_DASHES = {"---": "—", "--": "–", "...": "…"}
_BEFORE_OPENING = "([{-–—/\u00a0\u202f\u05be¿¡"


def marks_of(language: str) -> tuple[str, str, str, str] | None:
    """Opening and closing double, then single marks; None where nothing is to be changed."""
    tag = language.lower()
    first = tag.split("-")[0]
    if first in UNTOUCHED:
        return None
    marks = _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(first) or _ENGLISH
    double, closing, single, closing_single = marks.split(" ") if " " in marks else list(marks)
    return double, closing, single, closing_single


def typeset(text: str, language: str) -> str:
    """One line of plain text, such as a title, with the marks of its language."""
    marks = marks_of(language)
    return (_Line(marks, _is_hebrew(language)).set(text) or "") if marks else text


def _is_hebrew(language: str) -> bool:
    return language.lower().split("-")[0] in ("he", "yi")


class Typographer(Treeprocessor):  # type: ignore[misc]  # the base has no types
    """`language` is that of the text; set it before each conversion."""

    language = "en"

    def run(self, root: Element) -> None:
        marks = marks_of(self.language)
        if marks:
            _Line(marks, _is_hebrew(self.language)).walk(root)


@dataclass
class _Line:
    """What came before, within the same block: the marks depend on it, also across emphasis and links."""

    marks: tuple[str, str, str, str]
    hebrew: bool
    before: str = ""
    opened: bool = False  # whether the last mark was an opening one
    single: int = 0  # single quotes that are open

    def walk(self, element: Element) -> None:
        inline = element.tag in _INLINE
        if not inline:
            self._begin()
        if element.tag in _LITERAL:
            self._see("x")
        else:
            element.text = self.set(element.text)
            for child in element:
                self.walk(child)
                child.tail = self.set(child.tail)
        if element.tag in ("br", "img", "input"):
            self._see(" " if element.tag == "br" else "x")
        if not inline:
            self._begin()

    def _begin(self) -> None:
        self._see("")
        self.single = 0

    def _see(self, char: str) -> None:
        self.before, self.opened = char, False

    def set(self, text: str | None) -> str | None:
        if not text or isinstance(text, AtomicString):
            if text:
                self._see("x")
            return text
        parts = list(self._parts(text)) if _SIGNS.search(text) else [text]
        if len(parts) == 1:
            self._see(text[-1])
        return "".join(parts)

    def _parts(self, text: str) -> Iterator[str]:
        done = 0
        for sign in _SIGNS.finditer(text):
            if sign.start() > done:
                self._see(text[sign.start() - 1])
            yield text[done : sign.start()]
            done = sign.end()
            yield self._mark(sign[0], text[done : done + 3])
        if done < len(text):
            self._see(text[-1])
        yield text[done:]

    def _mark(self, sign: str, after: str) -> str:
        if sign in _DASHES:
            self._see(_DASHES[sign])
            return _DASHES[sign]
        mark, opened = self._double(after) if sign == '"' else self._single(after)
        self.before, self.opened = mark[-1], opened
        return mark

    def _double(self, after: str) -> tuple[str, bool]:
        if self.hebrew and self.before.isalpha() and after[:1].isalpha():
            return "״", False
        return (self.marks[0], True) if self._can_open(after) else (self.marks[1], False)

    def _single(self, after: str) -> tuple[str, bool]:
        if self.before.isalpha() and after[:1].isalpha():
            return ("׳" if self.hebrew else "’"), False
        if self._can_open(after) and not re.match(r"\d\ds", after):
            self.single += 1
            return self.marks[2], True
        if self.single and self.before.strip():
            self.single -= 1
            return self.marks[3], False
        return "’", False

    def _can_open(self, after: str) -> bool:
        free = not self.before or self.before.isspace() or self.before in _BEFORE_OPENING or self.opened
        return free and not (after[:1].isspace() and self.before)
