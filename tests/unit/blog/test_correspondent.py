from datetime import UTC, datetime, timedelta

import pytest

from blog import keys
from blog.correspondent import (
    WAITS,
    Correspondent,
    State,
    asking,
    comments_of,
    confirm,
    correspondent_of,
    digest,
    digest_of,
    forget,
    wait_for_answer,
)
from tests.unit.fake_table import FakeTable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ADA = "ada@tea.example"
ONE, TWO, THREE = ("0" * 23 + number for number in "123")


@pytest.fixture
def table():
    return FakeTable()


def ask(table, comment, writer="browser", address=ADA, now=NOON):
    found = digest_of(table, address)
    table.put(asking(table, found, Correspondent(address, comment, "a" * 16, writer), now))
    return found


def states(table, found):
    return {each.comment: each.state for each in comments_of(table, found)}


def test_a_digest_is_that_of_the_address_however_it_is_written_and_of_no_other_key():
    assert digest(b"k", " Ada@Tea.example") == digest(b"k", ADA)
    assert digest(b"k", ADA) != digest(b"l", ADA)
    assert digest(b"k", ADA) != digest(b"k", "ada@tea.example.org")


def test_whoever_asks_is_written_to_only_when_that_was_confirmed(table):
    found = ask(table, ONE)

    assert not correspondent_of(table, found, ONE, NOON).is_confirmed
    assert confirm(table, found, ONE, NOON)
    assert correspondent_of(table, found, ONE, NOON).is_confirmed


def test_a_confirmation_is_for_one_browser_and_what_it_sends_later(table):
    found = ask(table, ONE)
    ask(table, TWO)
    ask(table, THREE, writer="another")

    confirm(table, found, ONE, NOON)

    assert states(table, found) == {ONE: State.CONFIRMED, TWO: State.CONFIRMED, THREE: State.UNASKED}
    ask(table, "4" * 24)
    ask(table, "5" * 24, writer="another")
    assert (states(table, found)["4" * 24], states(table, found)["5" * 24]) == (State.CONFIRMED, State.UNASKED)


def test_another_address_is_not_confirmed_with_it(table):
    ask(table, ONE)
    other = ask(table, TWO, address="bob@tea.example")

    confirm(table, digest_of(table, ADA), ONE, NOON)

    assert states(table, other) == {TWO: State.UNASKED}


def test_who_does_not_answer_is_forgotten(table):
    found = ask(table, ONE)
    wait_for_answer(table, found, correspondent_of(table, found, ONE, NOON), NOON)

    assert correspondent_of(table, found, ONE, NOON + 6 * DAY)
    assert correspondent_of(table, found, ONE, NOON + 7 * DAY) is None
    assert not confirm(table, found, ONE, NOON + 7 * DAY)


def test_a_confirmation_that_came_first_is_not_shortened_by_the_question(table):
    found = ask(table, ONE)
    asked = correspondent_of(table, found, ONE, NOON)
    confirm(table, found, ONE, NOON)

    wait_for_answer(table, found, asked, NOON)

    assert correspondent_of(table, found, ONE, NOON + 300 * DAY).is_confirmed


def test_what_expired_confirms_nothing_though_it_is_still_there(table):
    found = ask(table, ONE)
    confirm(table, found, ONE, NOON)

    ask(table, TWO, now=NOON + 366 * DAY)

    assert states(table, found)[TWO] is State.UNASKED


def test_who_never_was_asked_is_forgotten_with_the_comment(table):
    found = ask(table, ONE)

    assert correspondent_of(table, found, ONE, NOON + WAITS) is None


def test_to_forget_leaves_nothing_of_the_address(table):
    found = ask(table, ONE)
    ask(table, TWO)
    confirm(table, found, ONE, NOON)

    assert forget(table, found) == 2
    assert table.keys == {keys.SECRET}
    assert not confirm(table, found, ONE, NOON)


def test_an_address_lies_in_the_table_that_forgets():
    assert keys.is_of_visits(keys.address("d", ONE).pk)
    assert keys.is_of_visits(keys.asked("d").pk)
