from datetime import UTC, datetime

import pytest

from blog import keys
from blog.comment import Comment
from blog.moderation import Held, NotApproved, NotHeld, approve, approved, held, hold, reject, remove
from blog.table import Conflict, Delete
from tests.unit.fake_table import FakeTable

POST = "7dbd5fd4c1a1b2c3"


class ConflictingTable(FakeTable):
    """Its first transactions meet others, as DynamoDB's may at any time."""

    def __init__(self, conflicts):
        super().__init__()
        self.conflicts = conflicts

    def write(self, actions):
        if self.conflicts and len(actions) > 1:
            self.conflicts -= 1
            raise Conflict("two transactions met")
        super().write(actions)


class CrowdedTable(FakeTable):
    """Somebody else decides between our look at a comment and our decision."""

    def get(self, key):
        item = super().get(key)
        if item:
            super().write([Delete(key)])
        return item


def make_held(comment_id="0a", text="I prefer oolong."):
    comment = Comment(comment_id, POST, "Ada", text, datetime(2026, 11, 23, tzinfo=UTC))
    return Held(comment, "Tea in the rain", "/posts/tea/")


def table_with(*ids, table=None):
    table = table or FakeTable()
    for comment_id in ids:
        hold(table, make_held(comment_id))
    table.changes.clear()
    return table


def test_held_comments_are_listed_oldest_first():
    assert held(table_with("0c", "0a", "0b")) == [make_held("0a"), make_held("0b"), make_held("0c")]


def test_an_approved_comment_moves_to_its_post_in_one_step():
    table = table_with("0a", "0b")

    comment = approve(table, "0a")

    assert comment == make_held("0a").comment
    assert (held(table), approved(table, POST)) == ([make_held("0b")], [comment])
    assert {(before or after)["PK"] for before, after in table.changes} == {"HELD", "TALK", f"POST#{POST}"}


def test_what_the_owner_s_queue_needs_is_not_kept_with_the_approved_comment():
    table = table_with("0a")

    approve(table, "0a")

    assert set(table.get(keys.comment(POST, "0a"))) == {"PK", "SK", "id", "post", "name", "text", "at"}


@pytest.mark.parametrize("decide", [approve, reject])
def test_a_second_decision_says_that_the_comment_does_not_wait(decide):
    table = table_with("0a")
    approve(table, "0a")
    table.changes.clear()

    with pytest.raises(NotHeld, match="0a") as caught:
        decide(table, "0a")

    assert (caught.value.id, table.changes) == ("0a", [])


@pytest.mark.parametrize("comment_id", ["", "unknown"])
def test_an_unknown_comment_is_named(comment_id):
    with pytest.raises(NotHeld, match=f"'{comment_id}'"):
        approve(table_with("0a"), comment_id)


@pytest.mark.parametrize("decide", [approve, reject])
def test_of_two_who_decide_at_once_the_second_changes_nothing(decide):
    table = table_with("0a", table=CrowdedTable())

    with pytest.raises(NotHeld, match="0a"):
        decide(table, "0a")

    assert table.keys == set()


def test_two_transactions_that_meet_are_tried_again():
    table = table_with("0a", table=ConflictingTable(2))

    approve(table, "0a")

    assert len(approved(table, POST)) == 1


def test_transactions_that_meet_for_ever_are_a_conflict_and_nothing_moves():
    table = table_with("0a", table=ConflictingTable(99))

    with pytest.raises(Conflict, match="0a"):
        approve(table, "0a")

    assert (len(held(table)), approved(table, POST)) == (1, [])


def test_a_rejected_comment_is_gone():
    table = table_with("0a")

    reject(table, "0a")

    assert table.keys == set()


def test_an_approved_comment_can_be_removed_once():
    table = table_with("0a")
    approve(table, "0a")

    remove(table, POST, "0a")

    assert approved(table, POST) == []
    with pytest.raises(NotApproved, match="0a"):
        remove(table, POST, "0a")


def test_a_comment_that_waits_is_not_removed_from_a_page():
    table = table_with("0a")

    with pytest.raises(NotApproved):
        remove(table, POST, "0a")

    assert len(held(table)) == 1


def test_only_comments_of_the_post_s_collection_are_its_comments():
    table = table_with("0a")
    table.raise_to(keys.count(POST), "views", 3)

    assert approved(table, POST) == []
