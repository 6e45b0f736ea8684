"""Whatever is in a file: it is a post, or a SourceError says why not."""

import json
import os
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blog.item import from_item, to_item
from blog.post import Post
from blog.settings import Settings
from publisher.hazard import time_limit
from publisher.problem import SourceError
from publisher.public_path import is_reserved
from publisher.source import read_source
from tests.simulation.effort import is_proof
from tests.unit.publisher.test_source import MODIFIED

EXAMPLES = int(os.environ.get("EXAMPLES", "5000" if is_proof() else "200"))
KEYS = [
    "posts/tea.md",
    "posts/2014-03-12-tea.md",
    "posts/2014/03/tea/index.md",
    "posts/%FF ?#/..md",
    "posts/%00-.md",
    "pages/archive.md",
    "pages/.md",
]
NAMES = (  # noqa: SIM905  # a sentence of them reads best
    "title date updated lastmod tags keywords categories category series author authors image cover images alt slug"
    " permalink url path save_as aliases redirect_from canonical comments disableComments layout summary description"
    " lang draft published status publish expires source source_url link extra params taxonomies seo header toc tilte"
    " id guid"
).split()
PIECES = st.sampled_from(
    ["", " ", "tea", "true", "2014-03-12", "2014-02-30 25:61 +9900", "9" * 13, "1e999", "/a/../b", "/:year/:title/",
     "/:x/", "{date:%", "{slug}.html", "http://[", "https://tea.example/a?b", "%FF%00", "🫖", "\u202e", "a\u0301" * 9,
     "[", "{", "}", "]", ":", "-", "*a", "&b", "!!python/x", "|", ">", "#", '"', "'", "<b>", "&amp;", "&#xD800;",
     "\x85", "\u2028", "\t", "---", "+++", ";;;", "-->", "<!--", "..", "=", ",", "~", "media/a.jpg", "x" * 300]
)  # fmt: skip
SCALARS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=4).map("".join)
VALUES = st.recursive(
    SCALARS | st.integers() | st.booleans() | st.none() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | SCALARS, inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.dictionaries(st.sampled_from(NAMES) | SCALARS, VALUES, max_size=6)
LINES = st.lists(st.tuples(st.sampled_from(NAMES), SCALARS), max_size=6)


def lines(mark: str, pattern: str, end: str) -> st.SearchStrategy[str]:
    return LINES.map(lambda pairs: mark + "".join(pattern.format(*pair) for pair in pairs) + end)


HEADS = st.one_of(
    FIELDS.map(json.dumps),
    FIELDS.map(lambda fields: f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n"),
    FIELDS.map(lambda fields: f";;;\n{json.dumps(fields)}\n;;;\n"),
    lines("---\n", "{}: {}\n", "---\n"),
    lines("+++\n", "{} = {}\n", "+++\n"),
    lines("+++\n", '{} = """{}"""\n', "+++\n"),
    lines("+++\n[extra]\n", "{} = '{}'\n", "+++\n"),
    lines("", "{}: {}\n", "\n"),
    lines("", ".. {}: {}\n", "\n"),
    lines("<!--\n", ".. {}: {}\n", "-->\n"),
    SCALARS,
)
TEXTS = st.builds("{}{}".format, HEADS, SCALARS).map(lambda text: text.encode("utf-8", "surrogatepass"))
ANYTHING = st.one_of(TEXTS, st.binary(max_size=80), st.text(max_size=80).map(lambda text: text.encode(errors="ignore")))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not is_proof(),
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(key=st.sampled_from(KEYS), data=ANYTHING)
@example(key="posts/tea.md", data=b"+++\nimage" + b".src" * 3000 + b" = 1\n+++\n")
@example(key="posts/tea.md", data=b"---\npermalink: /tags/:title/\n---\nTea")
@example(key="posts/tea.md", data=b"---\npermalink: /%0a/\naliases: [/a\\b/, [[/]]]\n---\n")
def test_any_file_is_a_post_or_a_source_error(key, data):
    try:
        source = read_source(key, data, Settings(), MODIFIED)
    except SourceError as error:
        assert all(problem.message for problem in error.problems)
        assert error.problems
        return

    assert from_item(Post, to_item(source.post)) == source.post
    assert source.post.title
    assert source.post.slug
    for path in filter(None, (source.post.path, *source.post.aliases)):
        assert path.startswith("/")
        assert not is_reserved(path)
        assert ".." not in path.split("/")


@pytest.mark.parametrize(
    "text",
    [
        "---{}!\n",
        "<!--a{}a",
        "*{}x",
        "title: a\n    {}\n\nx",
        "---\ntitle:{}x\n---\nx",
        "---\ntitle:\t{}\u2003\n---\nx",
        "---\ndate: 2014-01-01{}x\n---\nx",
        ".. title: a{}x",
    ],
)
def test_spaces_cost_no_more_than_other_characters(text):
    long = text.format(" " * 150_000).encode()

    with time_limit(3), suppress(SourceError):
        read_source("posts/tea.md", long, Settings(), MODIFIED)
