import pytest

from blog.links import hosts_of, is_within
from tests.unit.quickest import quickest


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("I prefer oolong. And you?", []),
        ("e.g. tea.", []),
        ("see https://Tea.Example/a?b=1.", ["tea.example"]),
        ("http://www.tea.example:8080/", ["tea.example"]),
        ("https://bank.example@pills.example/", ["pills.example"]),
        ("//tea.example", ["tea.example"]),
        ("www.tea.example and pills.example/now", ["tea.example", "pills.example"]),
        ('<a href="https://a.example">x</a> [url=https://b.example]', ["a.example", "b.example"]),
        ("https://a.example https://a.example", ["a.example"] * 2),
        ("https://茶.example/", ["茶.example"]),
        ("(pills.example/now)", ["pills.example"]),
    ],
)
def test_the_hosts_of_links_are_found(text, hosts):
    assert hosts_of(text) == hosts


def test_a_domain_holds_what_is_below_it_and_not_what_ends_like_it():
    assert is_within("shop.pills.example", "pills.example")
    assert not is_within("nopills.example", "pills.example")


@pytest.mark.parametrize("unit", ["a.", "a.a.a.", "aa.com", "a-", "-.", "/", "//", "www.", "http://", "a@", "."])
def test_no_text_takes_long(unit):
    text = (unit * 4000)[:4000]

    assert quickest(lambda: hosts_of(text)) < 0.25
