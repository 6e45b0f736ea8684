"""Raw HTML in a text: addresses made right, and what the pages' content security policy will not let work, told."""

import re
from collections.abc import Iterator
from html import unescape

from markupsafe import escape

from blog.settings import HtmlPolicy
from publisher.conversion import Conversion
from publisher.edit import Edit
from publisher.link import linked, picture_remarks
from publisher.prose import Prose

_NOT_RUN = {
    "script": "Scripts in a post do not run: the pages' security policy forbids it.",
    "style": "A <style> in a post has no effect: the pages' security policy forbids it.",
    "object": "An <object> is not shown: the pages' security policy forbids it.",
    "embed": "An <embed> is not shown: the pages' security policy forbids it.",
    "form": "A form in a post can send nothing to another site: the pages' security policy forbids it.",
}
_ELEMENT = re.compile(rf"<({'|'.join(_NOT_RUN)})(?=[\s>/])", re.IGNORECASE)
_HANDLER = re.compile(r"""<[a-z][^<>]*?[\s"'/]on[a-z]+\s*=""", re.IGNORECASE)
_STYLE = re.compile(r"""<[a-z][^<>]*?[\s"']style\s*=""", re.IGNORECASE)
_LEFT_OUT = " It is left out on this blog."
_TAG = re.compile(r"<(img|video|audio|source|a)(\s[^<>]*)>", re.IGNORECASE)
_ADDRESS = re.compile(r"""(\s(?:src|href|poster)\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)
# Elements below whose first line a blank one follows: there CommonMark (0.31, 4.6, kind 6) reads Markdown again.
_HOLDS_MARKDOWN = re.compile(
    r"^<(?:details|div|section|article|aside|center)(?=[\s>])(?![^<>]*\smarkdown\b)([^<>\n]*)>"
    r"(?=(?:\s*<summary[^<>]*>[^\n]*</summary>)?[ \t]*\n[ \t]*\n)",
    re.MULTILINE | re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"\salt\b", re.IGNORECASE)


def raw_html_edits(prose: Prose, conversion: Conversion) -> Iterator[Edit]:
    if "<" not in prose.mask:
        return
    _report_what_does_nothing(prose, conversion)
    for holder in _HOLDS_MARKDOWN.finditer(prose.mask):
        yield Edit(holder.start(1), holder.start(1), ' markdown="1"')
    for tag in _TAG.finditer(prose.mask):
        if tag[1].lower() == "img":
            _check_picture(tag, conversion)
        for found in _ADDRESS.finditer(tag[2]):
            written = unescape(found[2][1:-1])
            address = linked(written, conversion, tag.start()) if "{{" not in written and "{%" not in written else None
            if address is not None and address != written:
                start = tag.start(2) + found.start(2)
                yield Edit(start, start + len(found[2]), f'"{escape(address)}"')


def _report_what_does_nothing(prose: Prose, conversion: Conversion) -> None:
    left_out = _LEFT_OUT if conversion.text.html is HtmlPolicy.SANITISED else ""
    told: set[str] = set()
    for found in _ELEMENT.finditer(prose.mask):
        name = found[1].lower()
        if name not in told:
            told.add(name)
            conversion.report(_NOT_RUN[name] + left_out, found.start())
    if handler := _HANDLER.search(prose.mask):
        conversion.report(
            "Attributes such as onclick do nothing: the pages' security policy forbids scripts." + left_out,
            handler.start(),
        )
    if style := _STYLE.search(prose.mask):
        conversion.report(
            "A style attribute has no effect: the pages' security policy forbids it." + left_out, style.start()
        )


def _check_picture(tag: re.Match[str], conversion: Conversion) -> None:
    source = next((unescape(found[2][1:-1]) for found in _ADDRESS.finditer(tag[2])), "")
    picture_remarks(source, _ALTERNATIVE.search(tag[2]) is not None, conversion, tag.start())
