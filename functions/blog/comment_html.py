"""A comment's text as HTML: a small part of Markdown, made by an engine that takes linear time, and then cleaned.

Emphasis, code, quotes, lists and links to other sites; a line's end is one. All else that Markdown
or HTML knows (pictures, headings, tables, tags) stays the text that it is.
"""

import re
from functools import cache, lru_cache

import nh3
from markdown_it import MarkdownIt

from blog.web_address import SCHEMES, is_web_address

ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
LINK = "nofollow ugc noopener"  # what a link of a stranger says to machines, and to the site that it leads to
DEEPEST = 12  # quotes in lists in quotes; what is deeper stays text
# Definitions of links are left out since a short name could stand for a long address a thousand times.
RULES = (
    *("blockquote", "code", "fence", "list", "paragraph"),
    *("autolink", "backticks", "balance_pairs", "emphasis", "entity", "escape", "fragments_join", "link", "newline"),
)
_NUMBER = re.compile(r"\d{1,9}")


class _Engine(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # theirs
        return is_web_address(url)  # what is no link stays text

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link  # as its writer typed it


@lru_cache(maxsize=2_000)
def comment_html(text: str) -> str:
    """Safe HTML of a comment's cleaned text; kept, since a page is built again for each comment that joins it."""
    return _cleaner().clean(_markdown().render(text)).strip()


@cache
def _markdown() -> MarkdownIt:
    return _Engine("zero", {"html": False, "breaks": True, "maxNesting": DEEPEST}).enable(list(RULES))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes=set(SCHEMES),
        link_rel=LINK,
        url_relative="deny",
        clean_content_tags={"script", "style"},
    )


def _allowed(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if is_web_address(value) else None
    return value if tag == "a" or _NUMBER.fullmatch(value) else None
