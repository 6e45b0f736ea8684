import pytest

from publisher.formula import mathml
from tests.unit.publisher.converting import html, told

SQUARE = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
SHOWN = SQUARE.replace("<math>", '<math display="block">')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("So $x^2$.", f"<p>So {SQUARE}.</p>"),
        ("So \\(x^2\\).", f"<p>So {SQUARE}.</p>"),
        ("$$x^2$$", SHOWN),
        ("$$\nx^2\n$$", SHOWN),
        ("\\[\nx^2\n\\]", SHOWN),
        ("*a* $x^2$ *b*", f"<p><em>a</em> {SQUARE} <em>b</em></p>"),
        ("($x^2$)", f"<p>({SQUARE})</p>"),
        ("$x$", "<p><math><mi>x</mi></math></p>"),
        ("$42$", "<p><math><mn>42</mn></math></p>"),
        ("- $x^2$", f"<ul>\n<li>{SQUARE}</li>\n</ul>"),
    ],
)
def test_a_formula_is_mathml(body, expected):
    assert html(body) == expected
    assert told(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "It costs $5 and $10.",
        "It costs $5-$10.",
        "It costs $5/$10.",
        "It costs $5 or 10$.",
        "Between $1,000 and $2,000, or US$5 (AU$6).",
        "From $20/month, or $200/year.",
        "A $ here and a $ there.",
        "Set $HOME and $PATH.",
        "$HOME/bin:$PATH",
        "$MY_HOME/bin:$PATH",
        "`$x^2$`",
        "\\$x^2\\$",
    ],
)
def test_money_and_code_stay_what_they_are(body):
    page = html(body)

    assert "<math" not in page
    assert page.count("$") == body.count("$")
    assert told(body) == []


@pytest.mark.parametrize("body", ["He said \\[sic\\] so.", "\\(see below\\)", "[a](b) \\[the importance of it\\]"])
def test_brackets_that_are_only_escaped_stay_brackets(body):
    assert "<math" not in html(body)


def test_code_blocks_and_tags_hold_no_formulas():
    assert "<math" not in html('```\n$x^2$\n```\n\n    $$x^2$$\n\n<a title="$x^2$">a</a> <pre>$x^2$</pre>')


@pytest.mark.parametrize("body", ["So $\\nonsense{x}$.", "So $x^{2$.", "$$\\frac{a$$", "$" + "{" * 50 + "}" * 50 + "$"])
def test_what_cannot_be_read_stays_visible_and_is_told(body):
    ((line, message),) = told(f"Tea.\n\n{body}", first_line=4)

    assert line == 6
    assert message.startswith("This formula cannot be read")
    assert "<code>$" in html(body)


def test_a_formula_carries_no_style_and_no_html_of_its_own():
    table = mathml(r"\begin{aligned}a&=b\\c&=d\end{aligned}", display=True)

    assert 'class="right"' in table
    assert " style=" not in table + mathml(r"\color{red}x", display=False)
    assert "<b>" not in mathml(r"\text{<b>}", display=False)


def test_a_formula_in_a_heading_is_in_its_name_but_not_in_its_anchor():
    assert 'id="so"' in html("## So $x^2$")
