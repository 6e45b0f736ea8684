"""Comments that come from elsewhere come once, whoever else is at work."""

from datetime import UTC, datetime

import pytest

from blog import keys
from blog.comment import Comment
from blog.held import Held
from blog.migration import AT_ONCE, absent, bring_in
from blog.moderation import approve, approved, held, reject
from blog.table import Conflict, Put
from tests.unit.fake_table import FakeTable

NOON = datetime(2012, 5, 1, 12, tzinfo=UTC)
POST = "7dbd5fd4c1a1b2c3"


def make_comment(number: int = 0) -> Comment:
    return Comment(f"{number:024x}", POST, "Ada", "Oolong.", NOON)


def make_held(number: int = 0) -> Held:
    return Held(make_comment(number), "Tea", "/posts/tea/")


def test_as_many_as_fit_into_a_transaction_come_at_once() -> None:
    table = FakeTable()

    assert bring_in(table, [make_comment(number) for number in range(AT_ONCE)]) == AT_ONCE
    assert bring_in(table, [make_held(AT_ONCE + number) for number in range(AT_ONCE)]) == AT_ONCE
    assert (len(approved(table, POST)), len(held(table))) == (AT_ONCE, AT_ONCE)


@pytest.mark.parametrize("arrival", [make_comment(), make_held()])
def test_what_is_anywhere_does_not_come_again(arrival) -> None:
    waiting, shown, rejected, old = FakeTable(), FakeTable(), FakeTable(), FakeTable()
    for table in (waiting, shown, rejected):
        bring_in(table, [make_held()])
    approve(shown, make_comment().id)
    reject(rejected, make_comment().id)
    old.put(Put(keys.comment(POST, make_comment().id), {}))

    assert [bring_in(table, [arrival]) for table in (waiting, shown, rejected, old)] == [0, 0, 0, 0]


def test_of_two_who_import_the_same_at_once_one_brings_each() -> None:
    class Overtaken(FakeTable):
        is_overtaken = False

        def write(self, actions) -> None:
            if not self.is_overtaken:
                self.is_overtaken = True
                bring_in(self, [make_comment(1)])
            super().write(actions)

    table = Overtaken()

    assert bring_in(table, [make_comment(1), make_comment(2)]) == 1
    assert len(approved(table, POST)) == 2


def test_whoever_is_always_overtaken_says_so() -> None:
    class Busy(FakeTable):
        def write(self, actions) -> None:
            raise Conflict("busy")

    with pytest.raises(Conflict):
        bring_in(Busy(), [make_comment()])
    assert absent(Busy(), [make_comment()]) == [make_comment()]
