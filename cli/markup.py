"""Markup: comments that other systems keep as HTML, in the few marks that comments have here (`blog/comment_html.py`).

What has no mark here, such as a heading or a table, leaves its words. Nothing relies on this for
safety: a text is cleaned and escaped when it is shown, whoever wrote it and with what.
"""

import re
from collections.abc import Set as AbstractSet
from urllib.parse import parse_qs, urlsplit

import nh3
from bs4 import Tag
from markdownify import MarkdownConverter

from blog.web_address import is_web_address

_INLINE = {"a", "b", "br", "code", "em", "i", "img", "strong"}
_BLOCKS = {"blockquote", "div", "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "tr", "ul"}
READ = _INLINE | _BLOCKS | {f"h{level}" for level in range(1, 7)}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_ANYWHERE = re.compile(r"[\\`*\[\]<]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_AT_LINE_START = re.compile(r"(?m)^([ ]{0,3})(?:(\d{1,9})([.)])(?=\s|$)|([-+](?=\s|$)|>|~~~))")
_PRE = re.compile(r"(<pre\b.*?(?:</pre\s*>|\Z))", re.IGNORECASE | re.DOTALL)
_BLANKS = re.compile(r"[ \t]+")
_EMPTY_LINES = re.compile(r"\n(?: ?\n)+")
_BLOCK = re.compile(
    r"\n{0,2} ?(</?(?:blockquote|div|h[1-6]|li|ol|p|table|td|th|tr|ul)\b[^<>]*>) ?\n{0,2}", re.IGNORECASE
)
_DISQUS_SEAL = re.compile(r":[\w-]{27}$")  # after the address that a link counted by Disqus leads to


class TooDeep(ValueError):
    """A text whose elements are nested so deeply that nobody wrote it."""


def marked(untrusted_html: str) -> str:
    """The words of HTML with our marks; raises TooDeep."""
    try:
        return str(_Converter(bullets="-").convert(_well_formed(untrusted_html))).strip()
    except RecursionError as error:
        raise TooDeep("its HTML is nested too deeply") from error


def marked_lines(untrusted_html: str) -> str:
    """The same of HTML in which a line's end is one and an empty line parts paragraphs; raises TooDeep."""
    parts = _PRE.split(re.sub("\r\n?", "\n", untrusted_html))
    return marked("".join(part if place % 2 else _with_lines(part.strip()) for place, part in enumerate(parts)))


def _with_lines(text: str) -> str:
    text = _EMPTY_LINES.sub("\n\n", _BLANKS.sub(" ", text))
    return _BLOCK.sub(r"\1", text).replace("\n", "<br>")


def _well_formed(untrusted_html: str) -> str:
    """What browsers make of it, as far as it is to be read: the reader below takes offence at what is not."""
    clean = nh3.clean(untrusted_html, tags=READ, attributes=ATTRIBUTES, link_rel=None)
    return f"<div>{clean}</div>"  # an address alone it would take for one that is to be fetched, and warn


class _Converter(MarkdownConverter):
    def escape(self, text: str, parent_tags: AbstractSet[str]) -> str:  # noqa: ARG002  # theirs
        """Only what would be read as a mark: these texts are seen as they are in the queue and in letters."""
        return _AT_LINE_START.sub(_escaped_start, _ANYWHERE.sub(r"\\\g<0>", text))

    def convert_br(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:  # noqa: ARG002
        return f"\n{text}"

    def convert_a(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:
        address, words = _led_to(str(el.get("href") or "")), text.strip()
        if "_noformat" in parent_tags or not is_web_address(address):
            return text
        if not words:  # of a picture that says nothing, where it leads
            return f"<{address}>" if el.find("img") else text
        if words.replace("\\", "") in (address, str(el.get("href"))):
            return f"<{address}>"
        return f"[{words}]({_bare(address)})"

    def convert_img(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:  # noqa: ARG002
        """No picture of strangers is shown here, but it can be gone to."""
        address, words = str(el.get("src") or ""), self.escape(str(el.get("alt") or ""), set()).strip()
        leads = any(each.name == "a" and is_web_address(_led_to(str(each.get("href") or ""))) for each in el.parents)
        if leads or not is_web_address(address):
            return words
        return f"[{words}]({_bare(address)})" if words else f"<{address}>"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:  # noqa: ARG002, N802
        return f"\n\n{text.strip()}\n\n"

    def convert_hr(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:  # noqa: ARG002
        return "\n\n"

    def convert_tr(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:  # noqa: ARG002
        return f"{text.strip()}\n"

    def convert_td(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:  # noqa: ARG002
        return f" {text.strip()} "

    convert_th = convert_td


def _escaped_start(match: re.Match[str]) -> str:
    indent, number, point, mark = match.groups()
    return f"{indent}{number}\\{point}" if number else f"{indent}\\{mark}"


def _bare(address: str) -> str:
    """In round brackets an address has none of its own that could close them (CommonMark, "Link destination")."""
    return address.replace("(", "%28").replace(")", "%29")


def _led_to(address: str) -> str:
    """Where a link leads that Disqus counts: `https://disq.us/url?url=<address>:<seal>`."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.hostname != "disq.us" or parts.path != "/url":
        return address
    return _DISQUS_SEAL.sub("", parse_qs(parts.query).get("url", [""])[0]) or address
