"""The small syntax that has no module of its own."""

import pytest

from blog.settings import HtmlPolicy
from publisher.conversion import Section, Text
from publisher.markdown_html import convert
from tests.unit.publisher.converting import converted, html, told


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("==marked==", "<mark>marked</mark>"),
        ("这是==重点==内容", "这是<mark>重点</mark>内容"),
        ("H~2~O", "H<sub>2</sub>O"),
        ("x^2^", "x<sup>2</sup>"),
        ("~~old~~", "<del>old</del>"),
        ("^_^ and ^o^", "^_^ and ^o^"),
        ("a == b and c == d", "a == b and c == d"),
        ("a==b==c", "a==b==c"),
        ("~/bin and ~/lib", "~/bin and ~/lib"),
        ("5~6 and 7~8", "5~6 and 7~8"),
        (":tea: :+1:", ":tea: :+1:"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_small_marks(body, expected):
    assert html(body) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("body", "address", "after"),
    [
        ("See https://tea.example.", "https://tea.example", "."),
        ("(https://tea.example/a_(b))", "https://tea.example/a_(b)", ")"),
        ("https://tea.example/a_b_c?d=1&amp;e=2, so", "https://tea.example/a_b_c?d=1&amp;e=2", ", so"),
        ("茶https://tea.example/茶。", "https://tea.example/茶", "。"),
    ],
)
def test_a_bare_address_is_a_link_without_the_sentences_signs(body, address, after):
    assert f'<a href="{address}">{address}</a>{after}</p>' in html(body) or body.startswith("茶")


@pytest.mark.parametrize(
    "body",
    [
        "`https://tea.example`",
        "[https://tea.example](/x)",
        "ftp://tea.example",
        "www.tea.example",
        "a@tea.example",
        "x-https://",
    ],
)
def test_nothing_else_becomes_a_link(body):
    assert 'href="https' not in html(body)
    assert "mailto" not in html(body)


@pytest.mark.parametrize("mark", ["[TOC]", "[toc]", "[[toc]]", "[[TOC]]", "* TOC\n{:toc}", "1. x\n{: toc}"])
def test_a_table_of_contents_is_asked_for_in_each_way(mark):
    page = html(f"{mark}\n\n## Tea\n\n## Leaf")

    assert '<div class="toc">\n<ul>\n<li><a href="#tea">Tea</a></li>' in page
    assert page.index("toc") < page.index("<h2")
    assert "TOC" not in page


def test_a_heading_is_a_link_to_itself_and_its_name_is_its_words():
    page = converted("## *What's* new?\n\n### Tea [x](/y)\n\n## Tea {#leaf}\n\n## Tea\n\n## Tea")

    assert '<h2 id="whats-new"><a href="#whats-new"><em>What’s</em> new?</a></h2>' in page.html
    assert '<h3 id="tea-x">Tea <a href="/y">x</a></h3>' in page.html
    assert page.sections == (
        Section(2, "whats-new", "What’s new?"),
        Section(3, "tea-x", "Tea x"),
        Section(2, "leaf", "Tea"),
        Section(2, "tea", "Tea"),
        Section(2, "tea_1", "Tea"),
    )


def test_a_heading_has_no_id_of_the_page_itself():
    assert 'id="comments-1"' in html("## Comments")
    assert 'id="write-1"' in html("## Tea {#write}")


def test_attribute_lists_are_those_of_kramdown_and_pandoc():
    assert html("Tea\n{: .leaf #green }") == '<p class="leaf" id="green">Tea</p>'
    assert 'id="green"' in html("## Tea {: #green }")


def test_a_level_that_is_skipped_is_told_once():
    assert told("## A\n\n#### B\n\n# C\n\n### D") == [
        (3, "This heading skips from level 2 to 4; it is shown one level below.")
    ]
    assert told("```\n# A\n### B\n```\n\n# C\n\n## D\n\nE\n---") == []


def test_a_task_is_a_box_that_its_words_label():
    items = html("- [ ] Steep *it*\n- [x] Drink\n- [link](/x) [ ]")

    assert '<li class="task"><label><input disabled="" type="checkbox"> Steep <em>it</em></label></li>' in items
    assert '<li class="task"><label><input checked="" disabled="" type="checkbox"> Drink</label></li>' in items
    assert items.count("<input") == 2


def test_a_task_with_tasks_below_it_labels_only_its_own_words():
    items = html("- [x] Tea\n    - [ ] Leaf")

    assert "Tea</label><ul>" in items
    assert items.count("<label>") == 2


def test_problems_are_in_the_order_of_their_lines_and_not_without_end():
    problems = converted("".join(f"![](../media/{number}.png)\n\n" for number in range(100))).problems

    assert [problem.line for problem in problems[:3]] == [1, 3, 5]
    assert len(problems) == 41
    assert "(60)" in problems[-1].message


def test_a_text_cannot_ask_for_what_was_kept():
    assert "0" in html("\x0e0\x0f $x$")
    assert html("\x0e0\x0f").count("0") == 1


def test_a_footnote_leads_to_its_note_and_back():
    page = html("Steep it.[^leaf]\n\n[^leaf]: The whole leaf.")

    assert '<sup id="fnref:leaf"><a class="footnote-ref" href="#fn:leaf">1</a></sup>' in page
    assert '<li id="fn:leaf">' in page
    assert 'class="footnote-backref" href="#fnref:leaf"' in page


def test_terms_have_definitions_and_abbreviations_their_words():
    page = html("Tea\n: A drink.\n\nUse an OP.\n\n*[OP]: orange pekoe")

    assert "<dt>Tea</dt>" in page
    assert "<dd>A drink.</dd>" in page
    assert '<abbr title="orange pekoe">OP</abbr>' in page


@pytest.mark.parametrize("policy", list(HtmlPolicy))
def test_a_keyboard_comes_to_code_that_scrolls(policy):
    text = Text("posts/a.md", "```python\nx\n```", html=policy)

    assert '<pre tabindex="0">' in convert(text, lambda _: None, lambda _: None).html
