"""The part of Markdown that comments have: all of it, nothing else, and never slow or long."""

from html.parser import HTMLParser

import pytest

from blog.comment import MAX_TEXT
from blog.comment_html import ATTRIBUTES, TAGS, comment_html, is_web_address
from tests.unit.quickest import quickest

LONGEST_SECONDS, MOST_TIMES_LONGER = 0.25, 20


def pathological(length: int) -> dict[str, str]:
    """What cmark's and markdown-it's test suites call so, and what others were broken by; each of about a length."""
    shapes = {
        "brackets": ("[", "a", "]"),
        "open brackets": ("[", "", ""),
        "closing brackets": ("a", "", "]"),
        "brackets and parentheses": ("[(", "", ""),
        "pictures of pictures": ("![", "a", "](x)"),
        "links in links": ("[a](<b", "", ""),
        "open links": ("[a](b", "", ""),
        "emphasis, strong and not closed": ("*a **a ", "", ""),
        "emphasis of two kinds": ("a**b_c ", "", ""),
        "nested strong emphasis": ("*a **a ", "b", " a** a*"),
        "closers without openers": ("a_ ", "", ""),
        "openers without closers": ("_a ", "", ""),
        "one run of stars": ("*", "a", "*"),
        "mixed runs": ("*_* ", "", ""),
        "quotes in quotes": (">", "a", ""),
        "lists in lists": ("- ", "a", ""),
        "lists, quotes and lists": ("> - ", "a", ""),
        "numbered lists in lists": ("1. ", "a", ""),
        "list items": ("*\n", "", ""),
        "autolinks that do not end": ("<https://a.b/", "", ""),
        "tags and comments": ("<!--", "", ""),
        "entities": ("&#x10FFFF;", "", ""),
        "escapes": ("\\\\", "", "\\"),
        "hard breaks": ("a\\\n", "", ""),
    }
    made = {}
    for name, (before, middle, after) in shapes.items():
        times = length // (len(before) + len(after))
        made[name] = before * times + middle + after * times
    backticks, size = [], 1
    while sum(map(len, backticks)) + size + 1 < length:
        backticks.append("e" + "`" * size)
        size += 1
    definitions = f"[a]: https://a.example/{'b' * (length // 2)}\n\n"
    rising = "".join(f"{'  ' * depth}- a\n" for depth in range(int(length**0.5)))
    return made | {
        "runs of backticks, each longer": "".join(backticks),
        "definitions that stand for much": definitions + "[a]" * ((length - len(definitions)) // 3),
        "a list that goes deeper and deeper": rising,
    }


PATHOLOGICAL = sorted(pathological(MAX_TEXT))


def test_there_are_at_least_as_many_as_others_have() -> None:
    assert len(PATHOLOGICAL) >= 24


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_no_text_takes_long_or_becomes_long(name: str) -> None:
    comment_html("warm")
    text = pathological(MAX_TEXT)[name]
    assert len(text) > MAX_TEXT // 3

    assert quickest(lambda: comment_html(text)) < LONGEST_SECONDS
    assert len(comment_html(text)) < MOST_TIMES_LONGER * len(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two *words* and **more**.", "<p>Two <em>words</em> and <strong>more</strong>.</p>"),
        ("One\ntwo", "<p>One<br>\ntwo</p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("```python\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("> Said.", "<blockquote>\n<p>Said.</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("7. a", '<ol start="7">\n<li>a</li>\n</ol>'),
        ("[tea](https://a.example/?b=1&c=2)", '<p><a href="https://a.example/?b=1&amp;c=2" rel="{}">tea</a></p>'),
        ("<https://a.example/>", '<p><a href="https://a.example/" rel="{}">https://a.example/</a></p>'),
    ],
)
def test_what_a_comment_can_say(text: str, html: str) -> None:
    assert comment_html(text) == html.replace("{}", "nofollow ugc noopener")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Loud", "# Loud"),
        ("Loud\n====", "Loud<br>\n===="),
        ("---", "---"),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("[a]: https://a.example\n[a]", "[a]: https://a.example<br>\n[a]"),
        ("[a](/archive/)", "[a](/archive/)"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](https://you@a.example/)", "[a](https://you@a.example/)"),
        ("<mailto:a@a.example>", "&lt;mailto:a@a.example&gt;"),
    ],
)
def test_all_else_stays_the_text_that_it_is(text: str, shown: str) -> None:
    assert comment_html(text) == f"<p>{shown}</p>"


def test_a_picture_is_at_most_a_link() -> None:
    assert "<img" not in comment_html("![a](https://a.example/a.png)")


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, frozenset[str]]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, frozenset(name for name, _ in attrs)))


def test_only_what_the_lists_name_comes_out() -> None:
    text = "\n\n".join(pathological(600).values()) + "\n\n3. [a](https://a.example)\n\n> *a* **b** `c`\n\n```\nd\n```\n"

    for tag, names in Elements(comment_html(text)).found:
        assert tag in TAGS
        assert names <= ATTRIBUTES.get(tag, set()) | {"rel"}


@pytest.mark.parametrize("text", ["https://a.example", "http://a.example:8080/b?c#d", "HTTPS://שלום.example/"])
def test_addresses_of_other_sites(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a.example", "//a.example", "/a", "ftp://a.example", "javascript:alert(1)", "https://", "https:///a"),
        *("https://a@b.example", "https://a b", "https://[", "https://a.example:99999", 'https://a"b', "https:\\\\a"),
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert not is_web_address(text)
