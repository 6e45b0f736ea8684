import pytest

from publisher.plain_text import all_words, count_words, excerpt, plain_text, shortened


def test_plain_text_is_what_a_reader_sees():
    html = (
        "<h2>Tea</h2><p>Steep&nbsp;it, <em>ca</em>lmly.<br>Drink</p><script>x()</script><ul><li>a</li><li>b</li></ul>"
    )

    assert plain_text(html) == "Tea Steep it, calmly. Drink a b"


def test_an_excerpt_is_prose():
    html = (
        '<h2>Tea</h2><figure><img alt="x"><figcaption>Cup</figcaption></figure>'
        "<pre>code</pre><table><tr><td>1</td></tr></table>"
        '<div class="toc"><ul><li>x</li></ul></div><aside class="pull-quote"><p>Big</p></aside>'
        '<p>Steep <code>it</code><sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>'
        '<div class="footnote"><hr><p>Note</p></div>'
    )

    assert excerpt(html) == "Steep it."


def test_an_excerpt_ends_after_a_word_with_an_ellipsis():
    text = excerpt("<p>" + "steep the leaves, " * 40 + "</p>")

    assert len(text) <= 161
    assert text.endswith(("steep…", "the…", "leaves…"))


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("four five", 9, "four five"),
        ("four five", 8, "four…"),
        ("four, five", 9, "four…"),
        ("unbreakable word", 5, "unbreakable…"),
        ("unbreakable", 5, "unbreakable"),
        ("你好世界再见", 4, "你好世界…"),
        ("你好，世界", 3, "你好…"),
    ],
)
def test_no_word_is_cut(text, limit, short):
    assert shortened(text, limit) == short


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>It's a well-known <em>te</em>a</p>\n<p>time</p>", 5),
        ("", 0),
        ("<p>你好世界 hello</p>", 3),
        ("<p>שלום עולם</p>", 2),
    ],
)
def test_words_are_counted_in_any_script(html, words):
    assert count_words(html) == words


def test_all_words_are_those_that_a_reader_sees_with_their_parts_together():
    html = (
        "<h2>Tea&amp;rain</h2><p>un<em>believ</em>able<br>cup</p><td>a</td><td>b</td>"
        '<span class="n">print</span><img alt="x"><script>hidden()</script><style>p{}</style> <b>end<script>open'
    )

    assert all_words(html).split() == ["Tea&rain", "unbelievable", "cup", "a", "b", "print", "end"]
