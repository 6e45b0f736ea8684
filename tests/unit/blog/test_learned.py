from datetime import UTC, datetime

import pytest

from blog import keys
from blog.comment import Comment
from blog.learned import BUCKETS, ENOUGH, MOST, Learned, learned_of, lesson, tokens_of
from tests.unit.fake_table import FakeTable

SPAM = ("buy cheap pills online", "pills pills at https://pills.example/", "online casino, free pills")
GOOD = ("I prefer oolong tea", "thank you for the tea", "rain and tea, what more")


def comment(text, name="Ada"):
    return Comment("0a", "p", name, text, datetime(2026, 11, 23, tzinfo=UTC))


def taught(rounds=ENOUGH):
    known = Learned()
    for _ in range(rounds):
        for text in SPAM:
            known.learn(tokens_of(comment(text, "Bot")), is_spam=True, sign=1)
        for text in GOOD:
            known.learn(tokens_of(comment(text)), is_spam=False, sign=1)
    return known


def test_words_of_spam_speak_for_it_and_words_of_readers_against():
    known = taught()

    assert known.odds("pills") > 2
    assert known.odds("tea") < -2
    assert known.odds("never seen before") == 0


def test_the_most_telling_words_are_named_first():
    telling = taught().telling(tokens_of(comment("these pills, umbrella", "Eve")))

    assert telling[0][0] == "pills"


def test_it_does_not_speak_before_it_was_taught_enough():
    assert not taught(rounds=3).knows_enough
    assert taught(rounds=4).knows_enough


def test_a_lesson_that_is_taken_back_leaves_nothing():
    known = taught()
    before = (known.approved, known.spam, known.in_approved[:], known.in_spam[:])
    for sign in (1, -1):
        known.learn(tokens_of(comment("pills")), is_spam=True, sign=sign)

    assert (known.approved, known.spam, known.in_approved, known.in_spam) == before


def test_counts_stay_within_their_bounds():
    known = Learned()
    known.learn({"tea"}, is_spam=False, sign=-1)
    assert (known.approved, max(known.in_approved)) == (0, 0)
    known.in_spam[:] = type(known.in_spam)("H", [MOST] * BUCKETS)

    known.learn({"tea"}, is_spam=True, sign=1)

    assert max(known.in_spam) == MOST


def test_it_comes_back_from_the_table_as_it_was_and_the_row_is_bounded():
    table = FakeTable()
    tokens = frozenset(map(str, range(100_000)))

    for is_spam in (True, False):
        table.write(lesson(table, [(tokens, is_spam, 1)]))

    known = learned_of(table.get(keys.LEARNED))
    assert (known.approved, known.spam, min(known.in_spam), known.generation) == (1, 1, 1, 2)
    assert len(str(lesson(table, [])) + str(table.get(keys.LEARNED))) < 60_000


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("Pills at https://www.Pills.example/x", {"pills", "host pills.example"}),
        ("煎茶が好き", {"煎茶", "茶が", "が好", "好き"}),
        ("חליטת תה", {"חליטת"}),
    ],
)
def test_tokens_are_words_of_any_script_and_hosts(text, some):
    assert some <= tokens_of(comment(text))
