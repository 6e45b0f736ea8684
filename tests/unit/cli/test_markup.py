"""What other systems keep as HTML says the same here, by the marks that comments have."""

import html5lib
import pytest

from blog.comment_html import comment_html
from blog.plain_text import clean_text
from cli.markup import TooDeep, marked, marked_lines
from tests.unit.quickest import quickest


def shown(text: str) -> str:
    return comment_html(clean_text(text)).replace("\n", "")


@pytest.mark.parametrize(
    ("html", "here"),
    [
        ("<p>Tea.</p><p>More<br>tea.</p>", "<p>Tea.</p><p>More<br>tea.</p>"),
        ("<b>Do</b> <i>drink</i> <code>it_up</code>", "<p><strong>Do</strong> <em>drink</em> <code>it_up</code></p>"),
        ("<blockquote><p>one</p><p>two</p></blockquote>", "<blockquote><p>one</p><p>two</p></blockquote>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<pre>a\n  b</pre>", "<pre><code>a  b</code></pre>"),
        ("<h1>Head</h1><table><tr><td>a</td><td>b</td></tr></table>", "<p>Head</p><p>a  b</p>"),
        ("<script>x()</script><style>y</style>Tea", "<p>Tea</p>"),
        ("<a href='javascript:x'>x</a> <a href='/y'>y</a> <a>z</a>", "<p>x y z</p>"),
        ("<img src='data:x' alt='a cup'>", "<p>a cup</p>"),
        (
            "<a href='https://kettle.example/'><img src='https://kettle.example/c.png'></a>",
            '<p><a href="https://kettle.example/" rel="nofollow ugc noopener">https://kettle.example/</a></p>',
        ),
        (
            "<a href='/cup'><img src='https://kettle.example/c.png' alt='cup'></a> <a href='https://kettle.example/'></a>",
            '<p><a href="https://kettle.example/c.png" rel="nofollow ugc noopener">cup</a></p>',
        ),
    ],
)
def test_marks_stay_and_what_has_none_leaves_its_words(html: str, here: str) -> None:
    assert shown(marked(html)) == here


@pytest.mark.parametrize(
    "words",
    [
        "a * b * c",
        "snake_case and _this_",
        "[not](a link) <b>&amp; no tag</b>",
        "`ticks` ``` \\ back",
        "1. no list",
        "- none",
        "> no quote",
        "+ 1",
        "~~~",
        "https://kettle.example/a_b",
    ],
)
def test_words_that_look_like_marks_stay_what_they_are(words: str) -> None:
    html = words.replace("&", "&amp;").replace("<", "&lt;")

    read = html5lib.parseFragment(shown(marked(f"<p>{html}</p>")), namespaceHTMLElements=False)

    assert "".join(read.itertext()) == words


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://kettle.example/a_(b)", "https://kettle.example/a_%28b%29"),
        (
            "http://disq.us/url?url=https%3A%2F%2Fkettle.example%2F%3AGTwU4dcq96lIEIpJc8INii4ptuY&amp;cuid=104353",
            "https://kettle.example/",
        ),
        ("https://disq.us/url", "https://disq.us/url"),
    ],
)
def test_a_link_leads_where_it_led_and_not_by_way_of_disqus(link: str, address: str) -> None:
    assert f'<a href="{address}"' in shown(marked(f'<a href="{link}" rel="nofollow">tea</a>'))


def test_lines_of_wordpress_are_lines_and_its_empty_ones_part_paragraphs() -> None:
    text = "Hi\r\nthere\n\n\n<blockquote>one\n\ntwo</blockquote>\n<ul>\n <li>x</li>\n <li>y</li>\n</ul>\nbye"

    assert shown(marked_lines(text)) == (
        "<p>Hi<br>there</p><blockquote><p>one</p><p>two</p></blockquote><ul><li>x</li><li>y</li></ul><p>bye</p>"
    )
    assert shown(marked_lines("Hi\nthere\n\nyou\n\n<pre>a\n\n b</pre>\n\nand\nbye <PRE>c\nd")) == (
        "<p>Hi<br>there</p><p>you</p><pre><code>a b</code></pre><p>and<br>bye</p><pre><code>cd</code></pre>"
    )
    assert shown(marked_lines("<pre>a\n\n\n b</pre>")) == "<pre><code>a b</code></pre>"


def test_what_nobody_wrote_is_refused_and_nothing_takes_long() -> None:
    with pytest.raises(TooDeep):
        marked("<b>" * 5_000)
    for text in (
        "[" * 9_000,
        "&lt;" * 3_000,
        "\n \n" * 5_000,
        "<" * 9_000,
        " " * 20_000,
        "<pre" * 9_000,
        "<pre>x</pre>\n" * 2_000,
    ):
        assert quickest(lambda text=text: marked_lines(text)) < 0.5
