import pytest

from publisher.markdown_html import inline_text
from publisher.problem import SourceError
from tests.unit.publisher.converting import converted

KEY = "posts/tea.md"


def html(body):
    return str(converted(body, KEY).html)


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        ("# A\n\n## B\n\n# C", ["h2", "h3", "h2"]),
        ("## A\n\n### B", ["h2", "h3"]),
        ("### A\n\n##### B\n\n#### C", ["h2", "h3", "h3"]),
        ("# A\n\n#### B", ["h2", "h3"]),
    ],
)
def test_headings_begin_at_the_second_level_and_skip_none(body, levels):
    found = [part[:2] for part in html(body).split("<") if part[0:1] == "h"]

    assert found == levels


def test_headings_have_anchors_in_the_authors_script():
    assert 'id="מה-חדש"' in html("## מה חדש?")
    assert 'id="section"' in html("## ???")


def test_a_table_can_be_scrolled_and_carries_no_style():
    table = html("| a | b |\n|--:|:-:|\n| 1 | 2 |")

    assert table.startswith('<div class="table" tabindex="0">')
    assert table.count("<table>") == 1
    assert '<td class="right">1</td>' in table
    assert "style=" not in table


def test_a_lone_picture_is_a_figure_with_its_title_as_caption():
    figure = html('![A cup](../media/cup.svg "The cup")')

    assert figure.startswith("<figure>")
    assert 'src="/media/cup.svg"' in figure
    assert 'decoding="async"' in figure
    assert "<figcaption>The cup</figcaption>" in figure
    assert "title=" not in figure


def test_a_picture_within_a_sentence_is_no_figure():
    assert "<figure" not in html("See ![a cup](media/cup.svg) here.")


def test_a_linked_picture_is_a_figure_too():
    assert html("[![A cup](media/cup.svg)](https://tea.example)").startswith(
        '<figure><a href="https://tea.example"><img'
    )


@pytest.mark.parametrize(
    "body",
    ["> [!pull]\n> Steep *it*.", "> Steep *it*.\n> {.pull}", "Steep *it*.\n{.pull}", "> [!PULL]\n>\n> Steep *it*."],
)
def test_a_pull_quote_steps_aside(body):
    assert "".join(html(body).split("\n")) == '<aside class="pull-quote"><p>Steep <em>it</em>.</p></aside>'


def test_a_quote_stays_a_quote():
    assert "<blockquote>" in html("> Steep it.")


def test_code_has_classes_and_no_styles():
    code = html('```{.python linenums=1 hl_lines="1"}\nx = 1\n```')

    assert 'class="highlight' in code
    assert '<span class="n">x</span>' in code
    assert "style=" not in code


def test_code_in_no_language_is_not_guessed():
    assert "<span class=" not in html("```\nimport this\n```")


def test_braces_of_template_languages_are_text():
    assert html("{{ page.title }} and {% raw %}") == "<p>{{ page.title }} and {% raw %}</p>"


def test_deleted_text_and_smart_quotes():
    assert html('~~old~~ "new"') == "<p><del>old</del> “new”</p>"


def test_the_same_text_gives_the_same_bytes_whatever_came_before():
    body = "Tea[^1] HTML\n\n[^1]: Leaf.\n\n*[HTML]: Markup\n\n## Tea"
    first = html(body)

    html("Other[^1] [^2]\n\n[^1]: One.\n\n[^2]: Two.\n\n## Tea")

    assert html(body) == first


def test_nesting_beyond_reason_is_an_error_and_leaves_nothing_behind():
    before = html("Tea.")

    with pytest.raises(SourceError, match="nested too deeply"):
        html("a\n: b\n" * 5000)

    assert html("Tea.") == before


def test_inline_text_is_plain():
    assert inline_text("*Tea* & `milk` [here](x) -- a < b") == "Tea & milk here -- a < b"
