"""Markdown: from an author's text to the HTML of a page.

Python-Markdown with its Extra set (tables, footnotes, definition lists,
abbreviations, attribute lists), PyMdown's fences and callouts, and the words of the
systems that authors come from: shortcodes, wiki links, formulas, task lists. A pull
quote is written in either way:

    > [!pull]                     A short strong sentence.
    > A short strong sentence.    {.pull}

What means nothing here stays visible as it was written.
"""

import re
from functools import cache

from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markupsafe import Markup

from blog.settings import HtmlPolicy
from publisher.bare_link import BareLink
from publisher.callout import with_callouts
from publisher.code_fence import fence_edits
from publisher.conversion import Conversion, Converted, Resolve, Text
from publisher.edit import edited
from publisher.embed import frame_edits
from publisher.formula import formula_edits
from publisher.hazard import time_limit
from publisher.heading_levels import report_jumps
from publisher.list_indent import with_plain_lists
from publisher.manuscript import clean
from publisher.markdown_anchor import Anchors, heading_id
from publisher.markdown_tree import Rewriter
from publisher.media import Find
from publisher.more_mark import divided, more_edits
from publisher.plain_text import plain_text
from publisher.problem import Problem, SourceError, TooSlow
from publisher.prose import prose_of
from publisher.raw_html import raw_html_edits
from publisher.sanitised import sanitised
from publisher.shortcode import shortcode_edits
from publisher.typography import Typographer
from publisher.wiki_link import wiki_link_edits

MOST_HTML = 8_000_000  # bytes of one page's text
_EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.quotes",
    "pymdownx.superfences",
)
_CONFIGURATION = {
    "pymdownx.highlight": {"css_class": "highlight", "guess_lang": False, "linenums_style": "pymdownx-inline"},
    "pymdownx.quotes": {"callouts": True},
    "pymdownx.superfences": {"css_class": "highlight"},
    "toc": {"slugify": heading_id},
}
# Only where they cannot be anything else: no `^_^`, no `~/bin and ~/lib`, no `a == b`.
_SIMPLE = {
    "del": r"()~~(?=\S)(.+?)(?<=\S)~~",
    "mark": r"(?<![A-Za-z0-9_=])()==(?=[^\s=])(.+?)(?<=[^\s=])==(?![A-Za-z0-9_=])",
    "sub": r"(?<=[\w)\]])()~([\w+−-]{1,20})~(?!~)",
    "sup": r"(?<=[\w)\]])()\^([\w+−-]{1,20})\^(?!\^)",
}
# Code scrolls by itself, so a keyboard must come there (WCAG 2.1.1), as it comes to tables.
_CODE = '<div class="highlight"><pre>'
_REACHED_BY_KEYBOARD = '<div class="highlight"><pre tabindex="0">'
_CONTENTS = re.compile(r"^(?:\[\[toc\]\]|\{:\s*toc\s*\}|\[toc\])[ \t]*$", re.IGNORECASE | re.MULTILINE)
_KRAMDOWN_CONTENTS = re.compile(r"^[*+-1][.]? [^\n]*\n\{:\s*toc[^}\n]*\}[ \t]*$", re.IGNORECASE | re.MULTILINE)


def convert(text: Text, resolve: Resolve, find: Find) -> Converted:
    """The text as HTML, the same for the same arguments; raises SourceError if it cannot be made.

    `resolve` gives the address on the site of a source that the text links to, or None;
    `find` the file of a key, or None if it is not on the site.
    """
    try:
        with time_limit():
            return _converted(Conversion(_cleaned(text), resolve, find))
    except RecursionError as error:
        _markdown.cache_clear()  # what broke off half way must not show in the next text
        raise SourceError(text.key, Problem("The text is nested too deeply; nothing was published.")) from error
    except TimeoutError as error:
        _markdown.cache_clear()
        raise TooSlow(text.key, Problem("The text takes too long to convert; nothing was published.")) from error


def inline_text(markdown: str) -> str:
    """One line of Markdown as plain text, without typography: `*Tea* & more` is "Tea & more"."""
    return plain_text(_plain().reset().convert(markdown))


def _cleaned(text: Text) -> Text:
    return Text(text.key, clean(text.body), text.first_line, text.language, text.html)


def _converted(conversion: Conversion) -> Converted:
    text = conversion.text
    html = _converter(conversion).convert(_body(conversion)).replace(_CODE, _REACHED_BY_KEYBOARD)
    if len(html) > MOST_HTML:
        raise SourceError(text.key, Problem("The text becomes too large a page; nothing was published."))
    html, summary = divided(conversion.put_back(html))
    return Converted(
        html=_by_policy(html, conversion),
        summary=None if summary is None else _by_policy(summary, conversion),
        targets=conversion.targets,
        media=conversion.media,
        sections=tuple(conversion.sections),
        problems=conversion.problems,
    )


def _body(conversion: Conversion) -> str:
    """The text with all that is not Markdown's own made Markdown, or kept out of its sight."""
    prose = prose_of(conversion.text.body)
    formulas = tuple(formula_edits(prose, conversion))
    prose = prose.hiding(formulas)
    report_jumps(prose, conversion)
    edits = (
        *formulas,
        *fence_edits(prose, conversion),
        *shortcode_edits(prose, conversion),
        *more_edits(prose),
        *frame_edits(prose, conversion),
        *wiki_link_edits(prose, conversion),
        *raw_html_edits(prose, conversion),
    )
    return with_plain_lists(with_callouts(_with_contents(edited(prose.body, edits))))


def _with_contents(body: str) -> str:
    if "toc" not in body.lower():
        return body
    return _CONTENTS.sub("\n[TOC]\n", _KRAMDOWN_CONTENTS.sub("\n[TOC]\n", body))


def _by_policy(html: str, conversion: Conversion) -> Markup:
    if conversion.text.html is HtmlPolicy.SANITISED:
        return sanitised(html, frozenset(section.id for section in conversion.sections))
    return Markup(html)  # noqa: S704  # the owner trusts these authors


def _converter(conversion: Conversion) -> Markdown:
    markdown = _markdown().reset()
    markdown.treeprocessors["pressmark"].conversion = conversion
    markdown.treeprocessors["anchors"].conversion = conversion
    markdown.treeprocessors["typography"].language = conversion.text.language
    return markdown


@cache
def _markdown() -> Markdown:
    markdown = Markdown(output_format="html", extensions=list(_EXTENSIONS), extension_configs=_CONFIGURATION)
    for tag, pattern in _SIMPLE.items():
        markdown.inlinePatterns.register(SimpleTagInlineProcessor(pattern, tag), tag, 65)
    markdown.inlinePatterns.register(BareLink(), "bare_link", 85)
    markdown.ESCAPED_CHARS.extend("\"'$~^=")
    # After attribute lists (8), before the typography (6) and the table of contents (5).
    markdown.treeprocessors.register(Rewriter(markdown), "pressmark", 7.5)
    markdown.treeprocessors.register(Typographer(markdown), "typography", 6)
    markdown.treeprocessors.register(Anchors(markdown), "anchors", 4)
    return markdown


@cache
def _plain() -> Markdown:
    return Markdown()
