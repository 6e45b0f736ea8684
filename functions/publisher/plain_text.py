"""Plain text: what a page's HTML says, without its tags; and the first words of it."""

import re
from html import unescape
from html.parser import HTMLParser

from publisher.manuscript import clean

EXCERPT = 160
MOST_HTML = 300_000  # what an excerpt looks at: a text may begin with a megabyte of code
# Names of elements read best as a sentence of them (hence SIM905).
_BLOCKS = frozenset(
    "address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"  # noqa: SIM905
    " header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul video".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_UNSEEN = frozenset({"script", "style", "template"})
_NOT_PROSE = _UNSEEN | frozenset(
    "aside audio dl figure form h1 h2 h3 h4 h5 h6 iframe math nav noscript object pre svg table video".split()  # noqa: SIM905
)
_NOT_PROSE_CLASSES = frozenset({"admonition-title", "embed", "footnote", "footnote-ref", "highlight", "toc"})
# Scripts that write no spaces between words: a break is allowed at each character.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[^\W{_UNSPACED}]+(?:['’.-][^\W{_UNSPACED}]+)*")
_TAG = re.compile("<[^<>]*>")
# Inside a word, while any other element ends it.
_INLINE = re.compile(r"</?(?:abbr|b|em|i|mark|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_PIECE = re.compile(rf"\s*(?:[{_UNSPACED}][^\w\s]*|[^\s{_UNSPACED}]+)")


def plain_text(html: str) -> str:
    """All that a reader sees of the HTML, on one line."""
    return _read(html, _Text(_UNSEEN, frozenset()))


def excerpt(html: str, limit: int = EXCERPT) -> str:
    """The first words of the prose, at most `limit` characters and an ellipsis; no word is cut.

    Headings, code blocks, tables, figures, pull quotes and footnotes are not prose.
    """
    text = _read(html[:MOST_HTML], _Text(_NOT_PROSE, _NOT_PROSE_CLASSES, enough=limit + 1))
    return shortened(text, limit)


def shortened(text: str, limit: int) -> str:
    """The text if it fits; or else its first words and an ellipsis."""
    if len(text) <= limit:
        return text
    end = 0
    for piece in _PIECE.finditer(text):
        if piece.end() > limit and end:
            break
        end = piece.end()
    return text[:end].rstrip(" ,;:.–—-(…、。，；：") + "…" if end < len(text) else text


def count_words(html: str) -> int:
    """The words of the HTML, with two characters of a script without spaces for one."""
    # A parser takes ten seconds for a megabyte of highlighted code; for a count, this is exact enough.
    text = unescape(_TAG.sub("", html))
    return len(_WORD.findall(text)) + (len(_CHARACTER.findall(text)) + 1) // 2


def all_words(html: str) -> str:
    """What can be searched for in the HTML. Like a count, it needs no parser, which is slow for much code."""
    return unescape(_TAG.sub(" ", _INLINE.sub("", _HIDDEN.sub(" ", html))))


class _Enough(Exception):  # not an error
    """The text so far is all that is needed."""


class _Text(HTMLParser):
    def __init__(self, skipped: frozenset[str], skipped_classes: frozenset[str], enough: int | None = None) -> None:
        super().__init__()
        self._skipped = skipped
        self._skipped_classes = skipped_classes
        self._enough = enough
        self._inside: list[str] = []
        self._length = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            self._inside += [tag] if tag == self._inside[0] else []
        elif tag not in _VOID and (tag in self._skipped or self._is_skipped(dict(attrs))):
            self._inside = [tag]
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[0]:
            self._inside.pop()
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if self._inside:
            return
        self.parts.append(data)
        self._length += len(data.strip())
        if self._enough and self._length > self._enough * 2:
            raise _Enough

    def _is_skipped(self, attributes: dict[str, str | None]) -> bool:
        return bool(self._skipped_classes.intersection((attributes.get("class") or "").split()))

    def _space(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append(" ")


def _read(html: str, reader: _Text) -> str:
    try:
        reader.feed(html)
        reader.close()
    except _Enough:
        pass
    return " ".join(clean("".join(reader.parts)).split())
