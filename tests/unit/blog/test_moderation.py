from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from blog import keys
from blog.comment import Comment
from blog.held import Decision, Held
from blog.learned import learned_of
from blog.moderation import (
    Edited,
    NotApproved,
    NotDecided,
    NotHeld,
    approve,
    approved,
    decide,
    decided,
    find,
    held,
    hold,
    reject,
    remove,
    settle,
    undo,
)
from blog.standing import standing_of
from blog.table import Conflict, Delete, Put
from tests.unit.fake_table import FakeTable

POST = "7dbd5fd4c1a1b2c3"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BROWSER = "b0" * 16


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


def make_held(comment_id="0a", text="I prefer oolong.", **more):
    comment = Comment(comment_id, POST, "Ada", text, datetime(2026, 11, 23, tzinfo=UTC))
    return Held(comment, "Tea in the rain", "/posts/tea/", **more)


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
    assert {(before or after)["PK"] for before, after in table.changes} == {
        "HELD",
        "TALK",
        f"POST#{POST}",
        "DECIDED",
        "LEARNED",
    }


def test_what_the_owner_s_queue_needs_is_not_kept_with_the_approved_comment():
    table = table_with("0a")

    approve(table, "0a")

    assert set(table.get(keys.comment(POST, "0a"))) == {"PK", "SK", "id", "post", "name", "text", "at"}


@pytest.mark.parametrize("decision", Decision)
def test_the_same_decision_again_changes_nothing_and_says_that_it_was_taken(decision):
    table = table_with("0a")
    decide(table, "0a", decision, NOON)
    table.changes.clear()

    with pytest.raises(NotHeld, match="0a") as caught:
        decide(table, "0a", decision, NOON)

    assert (caught.value.id, caught.value.decision, table.changes) == ("0a", decision, [])


@pytest.mark.parametrize("comment_id", ["", "unknown"])
def test_an_unknown_comment_is_named(comment_id):
    with pytest.raises(NotHeld, match=f"'{comment_id}'"):
        approve(table_with("0a"), comment_id)


@pytest.mark.parametrize("act", [approve, reject])
def test_of_two_who_decide_at_once_the_second_changes_nothing(act):
    table = table_with("0a", table=CrowdedTable())

    with pytest.raises(NotHeld, match="0a"):
        act(table, "0a")

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


def test_a_rejected_comment_is_nowhere_but_among_the_decisions_for_thirty_days():
    table = table_with("0a")

    reject(table, "0a", NOON)

    assert table.keys == {keys.decided("0a")}
    assert table.get(keys.decided("0a"))["expires"] == int((NOON + timedelta(days=30)).timestamp())
    assert [each.held.comment.id for each in decided(table, NOON)] == ["0a"]
    assert list(decided(table, NOON + timedelta(days=31))) == []  # DynamoDB deletes days late


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


# ── Undoing ───────────────────────────────────────────────────────────────────────────────────────


def state(table):
    """Where comments are, without the generations, which only grow."""
    waiting = [replace(each, generation=0) for each in held(table)]
    known = learned_of(table.get(keys.LEARNED))
    return waiting, approved(table, POST), (known.approved, known.spam, sum(known.in_approved), sum(known.in_spam))


@pytest.mark.parametrize("decision", Decision)
def test_a_decision_undone_leaves_everything_as_it_was(decision):
    table = table_with("0a", "0b")
    before = state(table)
    decide(table, "0a", decision, NOON)
    assert state(table) != before

    undo(table, "0a")

    assert state(table) == before
    with pytest.raises(NotDecided):
        undo(table, "0a")


@pytest.mark.parametrize("second", [Decision.REJECTED, Decision.SPAM])
def test_a_second_decision_undone_leaves_the_first(second):
    table = table_with("0a")
    approve(table, "0a")
    before = state(table)
    decide(table, "0a", second, NOON)
    assert approved(table, POST) == []

    undo(table, "0a")

    assert state(table) == before


def test_a_comment_that_was_put_away_can_be_approved():
    table = table_with("0a")
    decide(table, "0a", Decision.SPAM, NOON)

    approve(table, "0a")

    assert [each.id for each in approved(table, POST)] == ["0a"]
    assert state(table)[2][:2] == (1, 0)  # what it taught as spam is taken back


def test_what_is_taken_from_a_page_and_brought_back_is_as_its_writer_left_it():
    table = table_with("0a")
    approve(table, "0a")
    table.put(Put(keys.comment(POST, "0a"), {**table.get(keys.comment(POST, "0a")), "text": "I prefer sencha."}))

    decide(table, "0a", Decision.REJECTED, NOON)
    undo(table, "0a")

    assert [each.text for each in approved(table, POST)] == ["I prefer sencha."]


def test_a_comment_whose_approval_is_long_forgotten_can_be_removed_and_brought_back():
    table = table_with("0a")
    approve(table, "0a")
    table.write([Delete(keys.decided("0a"))])

    remove(table, POST, "0a")
    assert approved(table, POST) == []
    undo(table, "0a")

    assert len(approved(table, POST)) == 1


def test_a_comment_of_another_post_is_not_removed():
    table = table_with("0a")
    approve(table, "0a")

    with pytest.raises(NotApproved):
        remove(table, "another", "0a")

    assert len(approved(table, POST)) == 1


# ── What the owner saw ────────────────────────────────────────────────────────────────────────────


def test_an_edition_is_another_after_an_edit_and_after_each_decision():
    table = table_with("0a")
    [first] = held(table)
    edited = replace(first, comment=replace(first.comment, text="Buy pills"))
    reject(table, "0a")
    undo(table, "0a")

    [again] = held(table)

    assert again.comment == first.comment
    assert len({first.edition, edited.edition, again.edition}) == 3


def test_a_decision_about_another_edition_changes_nothing():
    table = table_with("0a")
    [seen] = held(table)
    reject(table, "0a")
    undo(table, "0a")
    table.changes.clear()

    with pytest.raises(Edited):
        decide(table, "0a", Decision.APPROVED, NOON, edition=seen.edition)

    assert table.changes == []


def test_an_edit_between_the_look_and_the_decision_is_seen():
    class EditedTable(FakeTable):
        edits = 1

        def write(self, actions):
            if self.edits and any(isinstance(each, Delete) for each in actions):
                self.edits -= 1
                item = {**self.get(keys.held("0a")), "text": "Buy pills", "generation": 2}
                super().write([Put(keys.held("0a"), item)])
            super().write(actions)

    table = table_with("0a", table=EditedTable())
    [seen] = held(table)

    with pytest.raises(Edited):
        decide(table, "0a", Decision.APPROVED, NOON, edition=seen.edition)

    assert [each.comment.text for each in held(table)] == ["Buy pills"]


def test_a_row_of_an_earlier_release_can_be_decided_about():
    table = table_with("0a")
    row = table.get(keys.held("0a"))
    table.put(Put(keys.held("0a"), {name: row[name] for name in row if name not in ("generation", "score")}))

    approve(table, "0a")

    assert len(approved(table, POST)) == 1


# ── What the rules decide ─────────────────────────────────────────────────────────────────────────


def test_a_comment_that_the_rules_publish_is_on_its_page_and_teaches_nothing():
    table = FakeTable()

    settle(table, make_held(browser=BROWSER), Decision.APPROVED, NOON)

    assert [each.id for each in approved(table, POST)] == ["0a"]
    assert table.keys == {keys.comment(POST, "0a"), keys.talk("0a"), keys.decided("0a")}
    assert find(table, "0a").by_rule


def test_undoing_what_the_rules_decided_lets_it_wait():
    table = FakeTable()
    settle(table, make_held(reasons=("9 links",)), Decision.SPAM, NOON)

    undo(table, "0a")

    assert [each.reasons for each in held(table)] == [("9 links",)]


def test_what_arrives_again_because_its_answer_was_lost_is_one_comment():
    table = FakeTable()
    spent = Put(keys.proof("p"), {"expires": 1}, 0)

    for _ in range(2):
        hold(table, make_held(), spent)

    assert len(held(table)) == 1


def test_what_belongs_to_a_comment_is_kept_with_it_or_not_at_all():
    table = FakeTable()
    spent = Put(keys.proof("p"), {"expires": 1}, 0)
    hold(table, make_held("0a"), spent)

    with pytest.raises(Conflict):
        hold(table, make_held("0b"), spent)

    assert [each.comment.id for each in held(table)] == ["0a"]


# ── What a decision says of its writer ────────────────────────────────────────────────────────────


def standing(table):
    return standing_of(table.get(keys.browser(BROWSER)))


def test_a_browser_is_known_while_a_comment_of_it_is_approved():
    table = FakeTable()
    hold(table, make_held(browser=BROWSER))
    assert not standing(table).is_known

    approve(table, "0a")
    assert standing(table).is_known
    undo(table, "0a")

    assert not standing(table).is_known


def test_one_name_is_no_other_browser_s_standing():
    table = FakeTable()
    hold(table, make_held("0a", browser=BROWSER))
    hold(table, make_held("0b"))  # the same name, from nowhere

    approve(table, "0b")

    assert not standing(table).is_known
