import html5lib
import pytest

from tests.unit.publisher.converting import html, sanitised, told


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<script>x()</script>", "Scripts"),
        ("<style>p{}</style>", "<style>"),
        ("<object data=x></object>", "<object>"),
        ("<p onclick='x()'>a</p>", "onclick"),
        ('<p style="color: red">a</p>', "style attribute"),
    ],
)
def test_what_the_page_will_not_run_is_told_and_stays_in_trusted_text(body, word):
    ((line, message),) = told(f"Tea.\n\n{body}")

    assert line == 3
    assert word in message
    assert body.split(">")[0] in html(body)


def test_each_kind_is_told_once():
    assert len(told("<script></script>\n\n<script></script>\n\n<b onclick=x style=y>\n\n<b onclick=x style=y>")) == 3


@pytest.mark.parametrize("body", ["`<script>`", "```\n<script>\n```", "<b>a</b>", "one < two, onset = three"])
def test_plain_html_and_code_are_not_told(body):
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tea <script>x()</script>", "<p>Tea </p>"),
        ('<p onclick="x()" style="a" class="notice shown" id="write">Tea</p>', '<p class="">Tea</p>'),
        ('<h2 id="write">Tea</h2>', "<h2>Tea</h2>"),
        ('<a href="javascript:x()">Tea</a>', '<p><a rel="nofollow noopener ugc">Tea</a></p>'),
        ("[Tea](java&#115;cript:x)", '<p><a rel="nofollow noopener ugc">Tea</a></p>'),
        ("[Tea](https://bank.example@evil.example/)", '<p><a rel="nofollow noopener ugc">Tea</a></p>'),
        ("![Tea](https://evil.example/x.png)", '<figure><img alt="Tea" decoding="async"></figure>'),
        ("Tea\n{: onclick=x .notice #write }", "<p>Tea</p>"),
        ("a\u202eb\u2066c", "<p>abc</p>"),
        ("Z" + "\u0301" * 50, "<p>Z" + "\u0301" * 4 + "</p>"),
    ],
)
def test_sanitised_text_has_only_what_the_lists_allow(body, expected):
    assert sanitised(body).replace(' class=""', "") == expected.replace(' class=""', "")


@pytest.mark.parametrize(
    "body",
    [
        "## Tea\n\n[TOC]\n\nText[^1] and HTML.\n\n[^1]: Note.\n\n*[HTML]: Markup",
        "| a | b |\n|--:|:-:|\n| 1 | 2 |",
        "```python {linenos=true hl_lines=1 title=x}\nx = 'tea'  # hot\n```",
        "> [!tip]- Tea\n> Steep.\n\n> [!note]\n> x\n\n> [!pull]\n> y",
        "- [x] a\n- [ ] b",
        "$x^2$ and $$\\sum_{i=0}^n \\frac{a}{b} \\bar{x} \\left( \\begin{matrix}a&b\\end{matrix} \\right)$$",
        "H~2~O x^2^ ==m== ~~d~~ <kbd>x</kbd>",
        '![A cup](../media/cup.svg "Cup")\n\n![x](media/a.mp4)\n\nhttps://youtu.be/abc',
        "Term\n:   What it is",
    ],
)
def test_sanitised_text_keeps_all_that_markdown_makes(body):
    def tree(page):
        text = page.replace(' rel="nofollow noopener ugc"', "")
        return html5lib.serialize(html5lib.parseFragment(text), alphabetical_attributes=True)

    assert tree(sanitised(body)) == tree(html(body))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<details><summary>Tea</summary>\n\n*Steep*.\n\n</details>", "<summary>Tea</summary> <p><em>Steep</em>.</p>"),
        (
            "<details>\n<summary>Tea</summary>\n\n*Steep*.\n\n</details>",
            "<summary>Tea</summary> <p><em>Steep</em>.</p>",
        ),
        ('<div class="x">\n\n*Steep*.\n\n</div>', '<div class="x"> <p><em>Steep</em>.</p>'),
        ("<div>\n*Steep*.\n</div>", "<div> *Steep*."),
    ],
)
def test_after_a_blank_line_html_holds_markdown(body, expected):
    assert expected in " ".join(html(body).split())
