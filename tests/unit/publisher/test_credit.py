import pytest

from blog.post import Credit
from publisher.credit import read_credit
from publisher.fields import Field, Fields


def read(**values):
    fields = Fields(Field(name, value, 2) for name, value in values.items())
    return read_credit(fields), fields.errors


@pytest.mark.parametrize(
    ("values", "credit"),
    [
        ({}, None),
        ({"source": "The Tea Review"}, Credit("The Tea Review")),
        (
            {"source": "The Tea Review", "source_url": "https://tea.example/1"},
            Credit("The Tea Review", "https://tea.example/1"),
        ),
        ({"source_url": "https://www.tea.example/1"}, Credit("tea.example", "https://www.tea.example/1")),
        ({"via": "https://tea.example/1"}, Credit("tea.example", "https://tea.example/1")),
        ({"credit": {"name": "Ada", "url": "https://ada.example"}}, Credit("Ada", "https://ada.example")),
        ({"credit": "[Ada](https://ada.example)"}, Credit("Ada", "https://ada.example")),
        ({"source": "The Review: a journal"}, Credit("The Review: a journal")),
        ({"link": "https://tea.example/a"}, Credit("tea.example", "https://tea.example/a")),
        (
            {"credit": {"Title": "The Review", "href": "https://tea.example"}},
            Credit("The Review", "https://tea.example"),
        ),
    ],
)
def test_a_credit_is_a_name_and_perhaps_a_link(values, credit):
    assert read(**values) == (credit, [])


@pytest.mark.parametrize(
    "values",
    [
        {"source_url": "javascript:alert(1)"},
        {"via": "javascript:alert(1)"},
        {"credit": {"name": "Ada", "url": "ada"}},
        {"credit": {"a": 1}},
        {"source": "<b>"},
    ],
)
def test_a_credit_links_only_to_the_web(values):
    _, errors = read(**values)

    assert [(error.line, error.field) for error in errors] == [(2, next(iter(values)))]
