from html import unescape

import pytest

from tests.unit.publisher.converting import converted, html, told

FIGURE = '<figure><img alt="A cup" decoding="async" src="/media/cup.svg">'


@pytest.mark.parametrize(
    "body",
    [
        '{{< figure src="media/cup.svg" alt="A cup" caption="The cup" >}}',
        '{{< figure src="media/cup.svg" alt="A cup" title="The cup" />}}',
        '{% include figure.html src="media/cup.svg" alt="A cup" caption="The cup" %}',
        '{% include image.html url="media/cup.svg" alt="A cup" description="The cup" %}',
        "{% include image.html\n  file='media/cup.svg'\n  alt='A cup'\n  caption='The cup' %}",
    ],
)
def test_a_figure_is_a_figure(body):
    assert (
        html(f"Tea.\n{body}\nMore.") == f"<p>Tea.</p>\n{FIGURE}<figcaption>The cup</figcaption></figure>\n<p>More.</p>"
    )


def test_a_figure_may_be_a_link_and_eleventys_image_has_its_words_in_second_place():
    assert '<figure><a href="https://tea.example"><img alt="A cup"' in html(
        '{{< figure src="media/cup.svg" alt="A cup" link="https://tea.example" >}}'
    )
    assert html('{% image "media/cup.svg", "A cup" %}') == f"{FIGURE}</figure>"


@pytest.mark.parametrize(
    ("body", "address", "name"),
    [
        ("{{< youtube abc-1_2 >}}", "https://www.youtube.com/watch?v=abc-1_2", "YouTube"),
        ('{{< youtube id="abc" >}}', "https://www.youtube.com/watch?v=abc", "YouTube"),
        ("{% youtube abc %}", "https://www.youtube.com/watch?v=abc", "YouTube"),
        ("{% youtube https://youtu.be/abc %}", "https://youtu.be/abc", "YouTube"),
        ("{{< vimeo 123 >}}", "https://vimeo.com/123", "Vimeo"),
        ("{{< gist ada 123 >}}", "https://gist.github.com/ada/123", "GitHub Gist"),
        ("{% gist ada/123 %}", "https://gist.github.com/ada/123", "GitHub Gist"),
        ('{{< tweet user="ada" id="123" >}}', "https://x.com/ada/status/123", "X"),
        ("{{< tweet 123 >}}", "https://x.com/i/status/123", "X"),
    ],
)
def test_an_embed_is_a_card_that_loads_nothing(body, address, name):
    page = html(body)

    assert page.startswith(f'<p><a class="embed" href="{address}"><strong>{name}</strong> ')
    assert told(body) == []


@pytest.mark.parametrize(
    "body",
    [
        '{{< youtube "\'><script>" >}}',
        "{% include nav.html %}",
        "{% for a in b %}*x*{% endfor %}",
        '{{ page.title | "q" }}',
        '{{< unknown a="*b*" >}}',
        "{%- if a -%}",
    ],
)
def test_all_others_stay_as_they_were_written_and_are_told(body):
    assert unescape(html(body)).replace("<em>", "*").replace("</em>", "*") == f"<p>{body}</p>"
    assert told(f"Tea.\n\n{body}")[0][0] == 3


def test_a_kind_is_told_once_with_its_number():
    ((line, message),) = told("a\n\n{% a 1 %} {% a 2 %}\n\n{% a 3 %}")

    assert line == 3
    assert "(3 of them)" in message


@pytest.mark.parametrize("body", ["{% raw %}{{ a }}{% endraw %}", "{{</* a */>}}"])
def test_what_is_meant_to_be_seen_is_seen_and_not_told(body):
    assert html(body) in ("<p>{{ a }}</p>", "<p>{{&lt; a &gt;}}</p>")
    assert told(body) == []


def test_raw_html_is_html_and_a_comment_is_nothing():
    assert html("{{< rawhtml >}}\n<b>Tea</b>\n{{< /rawhtml >}}") == "<p><b>Tea</b></p>"
    assert html("Tea{% comment %} secret {{ x }} {% endcomment %}.") == "<p>Tea.</p>"


@pytest.mark.parametrize(
    "mark", ["<!--more-->", "<!-- more -->", "<!-- TEASER_END -->", "{{< more >}}", "<!--more read on-->"]
)
def test_what_stands_above_the_mark_is_the_summary(mark):
    page = converted(f"One *two*.\n\n{mark}\n\nThree.\n\n{mark}\n\nFour.")

    assert page.summary == "<p>One <em>two</em>.</p>"
    assert page.html == "<p>One <em>two</em>.</p>\n<p>Three.</p>\n<p>Four.</p>"


def test_a_mark_within_a_sentence_leaves_whole_elements():
    page = converted("- One *two <!--more--> three*.")

    assert page.summary == "<ul>\n<li>One <em>two</em></li></ul>"
    assert "more" not in page.html


def test_without_a_mark_there_is_no_summary():
    assert converted("One.").summary is None
    assert converted("`<!--more-->`").summary is None
