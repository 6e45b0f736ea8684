from datetime import UTC, datetime

import pytest

from blog import keys
from blog.comment import Comment
from blog.held import Held
from blog.known import forget_gone, noted
from blog.moderation import approve, hold, reject, undo
from blog.relocation import Destination, move
from blog.table import Delete
from tests.unit.fake_table import FakeTable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERS, ID = "d1" * 16, "0a" * 12
ROW = keys.written(HERS, ID)


@pytest.fixture
def table():
    """With a comment that waits."""
    made = FakeTable()
    comment = Comment(ID, "p1", "Ada", "Oolong.", NOON, correspondent=HERS)
    hold(made, Held(comment, "Tea", "/posts/tea/"), *noted(comment))
    return made


def approved_long_ago(table):
    approve(table, ID)
    table.write([Delete(keys.decided(ID))])


def moved(table):
    approved_long_ago(table)
    move(table, "p1", [ID], Destination("p2", "Rain", "/posts/rain/"))


@pytest.mark.parametrize("become", [lambda _: None, lambda table: reject(table, ID), approved_long_ago, moved])
def test_a_comment_that_is_anywhere_stays_known(table, become):
    become(table)

    assert (forget_gone(table, HERS), ROW in table.keys) == (1, True)


def test_one_that_is_gone_is_known_no_more(table):
    table.write([Delete(keys.held(ID))])

    assert (forget_gone(table, HERS), ROW in table.keys) == (0, False)


def busy(table, first_look):
    """Have others write while the first look at the comment is under way."""

    def look(*wanted):
        del table.get_in_order
        return first_look(*wanted)

    table.get_in_order = look


def test_one_that_moves_to_another_post_meanwhile_stays_known(table):
    approved_long_ago(table)

    def look(*wanted):
        move(table, "p1", [ID], Destination("p2", "Rain", "/posts/rain/"))
        return table.get_in_order(*wanted)

    busy(table, look)

    assert (forget_gone(table, HERS), ROW in table.keys) == (1, True)


@pytest.mark.parametrize("decide", [approve, undo])
def test_one_that_is_decided_about_between_two_reads_stays_known(table, decide):
    if decide is undo:
        reject(table, ID)

    def look(there, waiting, past):
        before = [table.get(there)] if decide is approve else [table.get(there), table.get(waiting)]
        decide(table, ID)
        return [*before, *map(table.get, (there, waiting, past)[len(before) :])]

    busy(table, look)

    assert (forget_gone(table, HERS), ROW in table.keys) == (1, True)
