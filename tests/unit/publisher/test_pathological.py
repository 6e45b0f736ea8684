"""Texts that are meant to take for ever: each is published, or refused alone, in less time than a function has.

Most are from cmark's `test/pathological_tests.py`; the others are for the syntax that is our own.
"""

import gc
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import pytest

import publisher.markdown_html
from blog.settings import HtmlPolicy, Settings
from publisher.hazard import SECONDS, time_limit
from publisher.problem import SourceError
from publisher.source import read_source

MODIFIED = datetime(2026, 3, 14, tzinfo=UTC)

MOST_SECONDS = 5  # half of what a function has for a post
MOST_GROWTH = 150

TEXTS = {
    "strong emphasis nested": "*a **a " * 6500 + "b" + " a** a*" * 6500,
    "emphasis closers without openers": "a_ " * 65000,
    "emphasis openers without closers": "_a " * 65000,
    "link closers without openers": "a]" * 65000,
    "link openers without closers": "[a" * 65000,
    "mismatched openers and closers": "*a_ " * 50000,
    "openers and closers that are three apart": "a**b" + "c* " * 50000,
    "link openers and emphasis closers": "[ a_" * 50000,
    "pattern [ (](": "[ (](" * 80000,
    "pattern ![[]()": "![[]()" * 160000,
    "hard link and emphasis": "**x [a*b**c*](d)",
    "brackets nested": "[" * 50000 + "a" + "]" * 50000,
    "quotes nested": "> " * 50000 + "a",
    "lists nested": "".join("  " * x + "* a\n" for x in range(1000)),
    "backticks": "".join("e" + "`" * x for x in range(1, 1000)),
    "unclosed links A": "[a](<b" * 30000,
    "unclosed links B": "[a](b" * 30000,
    "unclosed <!--": "</" + "<!--" * 100000,
    "unclosed <?": "<?" * 50000,
    "unclosed <!A": "<!A" * 30000,
    "tables": "abc\ndef\n|-\n" * 5000,
    "a table of little": "|" + "x|" * 500 + "\n|" + "-|" * 500 + "\n" + "|\n" * 5000,
    "many references": "".join(f"[{x}]: u\n" for x in range(1, 20000)) + "[0] " * 20000,
    "many footnotes": "".join(f"[^{x}]: u\n" for x in range(1, 3000)) + "[^0] " * 3000,
    "emphasis of one sign": "**" * 30000,
    "dollars": "$a " * 60000,
    "dollars twice": "$$a" * 60000,
    "escaped brackets": "\\[a " * 60000,
    "escaped brackets in lines": "\\[a\n" * 60000,
    "environments": "\\begin{align}\n" * 10000,
    "formulas nested": "$" + "{" * 30000 + "}" * 30000 + "$",
    "formulas of hats": "$" + "\\hat " * 700 + "x$",
    "formulas that define": "$\\def\\a{\\a\\a}\\a$",
    "tags": "{% a " * 50000,
    "shortcodes": "{{< a " * 50000,
    "variables": "{{ a " * 50000,
    "comments": "{% comment %}" * 10000,
    "raw": "{% raw %}" * 10000,
    "wiki links": "[[a" * 60000,
    "wiki links closed": "[[a|" * 20000 + "]]",
    "callouts": ":::note\n" * 20000,
    "folding": "??? note\n\n" * 5000,
    "callouts of quotes": "> [!note]\n\n" * 3000,
    "fences": "".join("`" * (3 + x % 50) + "a\n" for x in range(20000)),
    "fences in quotes": "> ```\n\n" * 5000,
    "elements": "<pre>" * 50000,
    "attributes": "<a " * 50000,
    "handlers": "<a b='" * 50000,
    "frames": "<iframe " * 30000,
    "marks": "==a " * 50000,
    "raised": "a^b" * 50000,
    "addresses": "http://a" * 50000,
    "an address of brackets": "http://a.b/" + "(" * 50000 + ")" * 50000,
    "boxes": "- [ ] a\n" * 5000,
    "headings": "# a\n\n" * 3000,
    "more": "<!--more-->" * 20000,
    "quotation marks": "\"'" * 50000,
    "attribute lists": "a {: " * 30000,
    "abbreviations": "*[a]: b\n" * 5000 + "a " * 5000,
}


@pytest.fixture(autouse=True)
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the real limit: what matters is that nothing goes on long after it."""
    monkeypatch.setattr(publisher.markdown_html, "time_limit", partial(time_limit, SECONDS / 10))


@pytest.fixture(autouse=True)
def no_callbacks() -> Iterator[None]:
    """An error raised in a callback of the collector is lost, and a warning here; Hypothesis has such a callback."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.timeout(60)
# The time limit's error goes nowhere if it comes in a finaliser; it comes again.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("body", TEXTS.values(), ids=TEXTS.keys())
def test_a_hostile_text_is_converted_or_refused_in_time(body: str) -> None:
    before = time.process_time()

    try:
        source = read_source(
            "posts/tea.md", f"title: Tea\n\n{body}".encode(), Settings(html=HtmlPolicy.SANITISED), MODIFIED
        )
    except SourceError as error:
        assert error.problems
    else:
        assert len(source.html) < max(MOST_GROWTH * len(body), 10_000)
    assert time.process_time() - before < MOST_SECONDS
