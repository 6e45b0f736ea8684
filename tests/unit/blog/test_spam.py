from datetime import UTC, datetime

import pytest

from blog.comment import Comment
from blog.learned import Learned, tokens_of
from blog.spam import probability, signs_of
from tests.unit.quickest import quickest


def comment(text, name="Ada"):
    return Comment("0a", "p", name, text, datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "I prefer oolong. And you?",
        "Thank you!",
        "אני אוהבת תה, ואתם?",
        "お茶が好きです。",
        "Мне нравится чай.",
        "The API of AWS",
        "naïve café Ünal",
    ],
)
def test_nothing_speaks_against_what_readers_write(text):
    assert signs_of(comment(text), Learned()) == ()


@pytest.mark.parametrize(
    ("text", "reason", "points", "waits"),
    [
        ("see https://tea.example/", "1 link", 1, False),
        ("https://a.example https://b.example", "2 links", 1, False),
        ("https://a.example " * 3, "3 links", 3, True),
        ("https://a.example " * 60, "60 links", 10, True),
        ("[url=x]y[/url]", "links written as markup of other systems", 5, False),
        ('<a class="b" href="x">', "links written as markup of other systems", 5, False),
        ("Casino and CHEAP viagra", "words of advertising: casino, cheap, viagra", 6, False),
        ("BUY THE BEST TEA IN TOWN HERE", "mostly capitals", 2, False),
        ("heyyyyyyyyyyyy", "a character ten times in a row", 1, False),
        ("v\u0456agra", "letters of several scripts in one word: v\u0456agra", 4, True),
    ],
)
def test_each_sign_is_told_with_its_points(text, reason, points, waits):
    [sign] = signs_of(comment(text), Learned())

    assert (sign.reason, sign.points, sign.waits) == (reason, points, waits)


def test_advertising_in_a_name_counts():
    assert signs_of(comment("Nice.", name="Casino"), Learned())[0].points == 2


def taught():
    known = Learned()
    for _ in range(200):
        known.learn(tokens_of(comment("pills bargain", "Bot")), is_spam=True, sign=1)
        known.learn(tokens_of(comment("oolong umbrella")), is_spam=False, sign=1)
    return known


def test_what_the_owner_taught_is_told_with_its_words():
    [sign] = signs_of(comment("bargain pills"), taught())

    assert (sign.points > 0, sign.waits) == (True, True)
    assert "spam by your decisions: bargain, pills" in sign.reason


def test_what_the_owner_taught_speaks_for_readers_too():
    [sign] = signs_of(comment("an umbrella, and oolong"), taught())

    assert (sign.points, sign.waits) == (-2, False)


def test_knowing_nothing_is_one_half():
    assert probability(comment("anything"), Learned()) == 0.5


@pytest.mark.parametrize("unit", ["<a ", "[url", "a\u0456", "buy ", "cheap", "A", "\u0301", "a." * 3])
def test_no_text_takes_long(unit):
    text = (unit * 4000)[:4000]

    assert quickest(lambda: signs_of(comment(text), taught())) < 1
