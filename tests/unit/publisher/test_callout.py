import pytest

from tests.unit.publisher.converting import html

NOTE = '<div class="admonition note"> <p class="admonition-title">Tea</p> <p>Steep <em>it</em>.</p> </div>'
FOLDED = '<details class="tip"> <summary>Tea</summary> <p>Steep <em>it</em>.</p> </details>'


def line(body):
    return " ".join(html(body).split())


@pytest.mark.parametrize(
    "body",
    [
        '!!! note "Tea"\n    Steep *it*.',
        "> [!NOTE] Tea\n> Steep *it*.",
        "> [!note] Tea\n>\n> Steep *it*.",
        ":::note Tea\nSteep *it*.\n:::",
        ":::note[Tea]\n\nSteep *it*.\n\n:::",
        "::: note Tea\nSteep *it*.\n:::",
    ],
)
def test_a_callout_is_written_in_each_way(body):
    assert line(body) == NOTE


@pytest.mark.parametrize("body", ['??? tip "Tea"\n    Steep *it*.', "> [!tip]- Tea\n> Steep *it*."])
def test_a_folded_callout_opens_without_a_script(body):
    assert line(body) == FOLDED


@pytest.mark.parametrize("body", ['???+ tip "Tea"\n    Steep *it*.', "> [!tip]+ Tea\n> Steep *it*."])
def test_a_foldable_callout_may_be_open(body):
    assert line(body) == FOLDED.replace("<details", "<details").replace('class="tip"', 'class="tip" open')


@pytest.mark.parametrize("body", ["> [!warning]\n> Hot.", "!!! warning\n    Hot.", "::: {.warning}\nHot.\n:::"])
def test_a_callout_without_a_title_is_named_for_its_kind(body):
    assert '<p class="admonition-title">Warning</p>' in html(body)


def test_callouts_hold_lists_code_and_callouts():
    page = html("::::note\n- a\n\n```\n:::\n```\n\n:::tip\nInner.\n:::\n::::\n\nAfter.")

    assert page.count('class="admonition ') == 2
    assert "<li>a</li>" in page
    assert ":::\n</code>" in page
    assert page.endswith("</div>\n<p>After.</p>")


@pytest.mark.parametrize("body", [":::note\nSteep.", "a ::: b", "```\n:::note\nSteep.\n:::\n```"])
def test_colons_that_are_no_callout_stay(body):
    assert ":::" in html(body)
