"""Markdown: from an author's text to the HTML of a page.

Python-Markdown with its Extra set (tables, fenced code, footnotes, definition
lists, abbreviations, attribute lists), admonitions, smart quotes, `~~deleted~~`
text and Pygments' classes on code. A pull quote is written in either way:

    > [!pull]                     A short strong sentence.
    > A short strong sentence.    {.pull}

Authors are trusted: raw HTML stays. `{{ }}` and `{% %}` are text.
"""

from functools import cache

from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markupsafe import Markup

from blog.slug import slug
from publisher.hazard import time_limit
from publisher.markdown_tree import Rewriter
from publisher.plain_text import plain_text
from publisher.problem import Problem, SourceError

_EXTENSIONS = ("extra", "toc", "codehilite", "smarty", "sane_lists", "admonition")


def to_html(body: str, key: str) -> Markup:
    """The HTML of a post's body, the same for the same arguments; raises SourceError if it cannot be made."""
    try:
        with time_limit():
            return Markup(_converter(key).convert(body))  # noqa: S704  # authors are trusted
    except RecursionError as error:
        _markdown.cache_clear()  # what broke off half way must not show in the next text
        raise SourceError(key, Problem("The text is nested too deeply; nothing was published.")) from error
    except TimeoutError as error:
        _markdown.cache_clear()
        raise SourceError(key, Problem("The text takes too long to convert; nothing was published.")) from error


def inline_text(markdown: str) -> str:
    """One line of Markdown as plain text, without typography: `*Tea* & more` is "Tea & more"."""
    return plain_text(_plain().reset().convert(markdown))


def _converter(key: str) -> Markdown:
    markdown = _markdown().reset()
    markdown.treeprocessors["pressmark"].key = key
    return markdown


@cache
def _markdown() -> Markdown:
    markdown = Markdown(
        extensions=list(_EXTENSIONS),
        extension_configs={
            "codehilite": {"css_class": "highlight", "guess_lang": False},
            "toc": {"slugify": lambda text, _: slug(text) or "section"},
        },
    )
    markdown.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(?=\S)(.+?)(?<=\S)~~", "del"), "del", 65)
    # After attribute lists (8), before smart quotes (6) and the table of contents (5).
    markdown.treeprocessors.register(Rewriter(markdown), "pressmark", 7.5)
    return markdown


@cache
def _plain() -> Markdown:
    return Markdown()
