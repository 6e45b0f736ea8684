"""Raw HTML in a text: addresses made right, and what the pages' content security policy will not let work, told."""

import re
from collections.abc import Iterator
from html import unescape

from markupsafe import escape

from blog.settings import HtmlPolicy
from publisher.conversion import Conversion
from publisher.edit import Edit
from publisher.link import filed, linked, picture_attributes, picture_remarks
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
_NAME = re.compile(r"\s([a-z]+)\s*=", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\salt\b", re.IGNORECASE)


def raw_html_edits(prose: Prose, conversion: Conversion) -> Iterator[Edit]:
    if "<" not in prose.mask:
        return
    _report_what_does_nothing(prose, conversion)
    for holder in _HOLDS_MARKDOWN.finditer(prose.mask):
        yield Edit(holder.start(1), holder.start(1), ' markdown="1"')
    for tag in _TAG.finditer(prose.mask):
        if tag[1].lower() == "img":
            yield from _picture_edits(tag, conversion)
        else:
            yield from _address_edits(tag, conversion)


def _address_edits(tag: re.Match[str], conversion: Conversion) -> Iterator[Edit]:
    for found in _ADDRESS.finditer(tag[2]):
        written = unescape(found[2][1:-1])
        address = None if _is_template(written) else linked(written, conversion, tag.start())
        if address is not None and address != written:
            yield _replaced(tag, found, address)


def _picture_edits(tag: re.Match[str], conversion: Conversion) -> Iterator[Edit]:
    found = _ADDRESS.search(tag[2])
    written = unescape(found[2][1:-1]) if found else ""
    address, file = (written, None) if _is_template(written) else filed(written, conversion)
    picture_remarks(written, _ALTERNATIVE.search(tag[2]) is not None, file, conversion, tag.start())
    if found and address != written:
        yield _replaced(tag, found, address)
    attributes = picture_attributes(file, map(str.lower, _NAME.findall(tag[2])), conversion)
    yield Edit(tag.start(2), tag.start(2), "".join(f' {name}="{value}"' for name, value in attributes.items()))


def _is_template(written: str) -> bool:
    return "{{" in written or "{%" in written


def _replaced(tag: re.Match[str], found: re.Match[str], address: str) -> Edit:
    start = tag.start(2) + found.start(2)
    return Edit(start, start + len(found[2]), f'"{escape(address)}"')


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
