"""What the owner changes of a comment is told, and can be taken back, wherever the comment is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blog import keys
from blog.amendment import words_of
from blog.comment import Comment, Draft, digest_of
from blog.held import Decision, Held
from blog.learned import learned_of, tokens_of
from blog.moderation import (
    Edited,
    NotDecided,
    NotShown,
    amend,
    approve,
    approved,
    decide,
    find,
    held,
    hold,
    reject,
    remove,
    undo,
)
from blog.revision import find_own, revise, revised
from blog.table import Delete, Put
from tests.unit.fake_table import FakeTable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
POST, KEY, ID = "7dbd5fd4c1a1b2c3", "0" * 32, "a" * 24
COMMENT = Comment(ID, POST, "Ada", "I prefer bloody oolong.", NOON, "https://ada.example", "0b", writer=digest_of(KEY))
MILD = Draft("Ada L.", "I prefer oolong.")
AMENDED = replace(COMMENT, name="Ada L.", text="I prefer oolong.", website="", amended=NOON)


def waiting() -> FakeTable:
    table = FakeTable()
    hold(table, Held(COMMENT, "Tea", "/posts/tea/"))
    return table


def shown() -> FakeTable:
    table = waiting()
    approve(table, ID)
    return table


def shown_long_ago() -> FakeTable:
    table = shown()
    table.write([Delete(keys.decided(ID))])
    return table


def rows(table):
    return {
        key: {name: value for name, value in (table.get(key) or {}).items() if name != "generation"}
        for key in table.keys
    }


def test_a_comment_that_waits_goes_on_waiting_with_the_owner_s_words() -> None:
    table = waiting()

    amend(table, ID, MILD, NOON)

    [now] = held(table)
    assert (now.comment, now.written, now.title) == (AMENDED, words_of(COMMENT), "Tea")
    assert undo(table, ID) == AMENDED
    assert [each.comment for each in held(table)] == [COMMENT]
    with pytest.raises(NotDecided):
        undo(table, ID)


@pytest.mark.parametrize("table", [shown, shown_long_ago])
def test_a_comment_on_its_page_stays_there_with_the_owner_s_words(table) -> None:
    table = table()

    amend(table, ID, MILD, NOON)
    assert approved(table, POST) == [AMENDED]
    undo(table, ID)

    assert approved(table, POST) == [COMMENT]


def test_an_edit_and_its_undoing_leave_everything_as_it_was() -> None:
    table = shown()
    before = rows(table)

    amend(table, ID, MILD, NOON)
    words = learned_of(table.get(keys.LEARNED))
    undo(table, ID)

    after = rows(table)
    for each in (before, after):
        each[keys.decided(ID)].pop("expires")
        each[keys.decided(ID)]["held"] = {**each[keys.decided(ID)]["held"], "generation": 0}
    assert after == before
    assert words.odds("oolong") == words.odds("prefer") != words.odds("bloody")
    assert tokens_of(COMMENT) - tokens_of(AMENDED) >= {"bloody"}


def test_what_is_kept_beside_a_comment_on_its_page_stays() -> None:
    table = shown()
    table.add(keys.comment(POST, ID), "likes", 3)

    amend(table, ID, MILD, NOON)

    item = table.get(keys.comment(POST, ID))
    assert (item["likes"], item["name"], "website" in item) == (3, "Ada L.", False)


def test_what_was_done_last_is_undone_first() -> None:
    table = waiting()
    amend(table, ID, MILD, NOON)
    approve(table, ID)
    amend(table, ID, replace(MILD, text="Oolong."), NOON)

    undo(table, ID)
    assert approved(table, POST) == [COMMENT]  # both changes of the words: there is one set of its writer's
    undo(table, ID)

    assert (approved(table, POST), [each.comment for each in held(table)]) == ([], [COMMENT])


def test_a_decision_after_an_edit_is_undone_before_it() -> None:
    table = waiting()
    amend(table, ID, MILD, NOON)
    reject(table, ID)

    undo(table, ID)
    assert [each.comment for each in held(table)] == [AMENDED]
    undo(table, ID)

    assert [each.comment for each in held(table)] == [COMMENT]


def test_what_nobody_has_decided_about_stays_on_its_page_however_often_its_edit_is_undone() -> None:
    table = shown_long_ago()
    amend(table, ID, MILD, NOON)

    undo(table, ID)
    for _ in range(2):
        with pytest.raises(NotDecided):
            undo(table, ID)

    assert approved(table, POST) == [COMMENT]


@pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.SPAM])
def test_what_came_back_to_its_page_of_old_stays_there_and_has_taught_nothing(decision) -> None:
    table = shown_long_ago()
    before = learned_of(table.get(keys.LEARNED)).approved
    amend(table, ID, MILD, NOON)
    decide(table, ID, decision, NOON)

    undo(table, ID)  # the decision
    undo(table, ID)  # the edit
    with pytest.raises(NotDecided):
        undo(table, ID)

    assert approved(table, POST) == [COMMENT]
    assert learned_of(table.get(keys.LEARNED)).approved == before


def test_an_undo_of_what_the_owner_saw_takes_back_one_thing_however_often_it_is_sent() -> None:
    table = shown()
    amend(table, ID, MILD, NOON)
    seen = find(table, ID).held.edition

    undo(table, ID, edition=seen)
    with pytest.raises(Edited):
        undo(table, ID, edition=seen)

    assert approved(table, POST) == [COMMENT]


@pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.SPAM])
def test_what_is_out_of_sight_cannot_be_edited(decision) -> None:
    table = waiting()
    decide(table, ID, decision, NOON)

    for comment_id in (ID, "f" * 24, ""):
        with pytest.raises(NotShown):
            amend(table, comment_id, MILD, NOON)


def test_an_edit_of_what_is_not_what_the_owner_saw_is_refused() -> None:
    table = shown()
    seen = find(table, ID).held.edition
    amend(table, ID, MILD, NOON, edition=seen)

    with pytest.raises(Edited):
        amend(table, ID, replace(MILD, text="Tea."), NOON, edition=seen)


def test_the_same_words_are_no_edit() -> None:
    table = shown()
    table.changes.clear()

    amend(table, ID, words_of(COMMENT), NOON)

    assert table.changes == []


def test_whose_words_the_owner_changed_can_still_change_them_and_then_they_are_his() -> None:
    table = shown()
    amend(table, ID, MILD, NOON)

    own = find_own(table, [POST], ID, KEY)
    revise(table, own, replace(own.held, comment=revised(own.held.comment, Draft("Ada", "White tea."), NOON)))

    [again] = held(table)
    assert (again.comment.text, again.comment.amended, again.written) == ("White tea.", None, None)


class Withdrawn(FakeTable):
    """Its writer takes what waits back just before the owner's first transaction."""

    def write(self, actions) -> None:
        super().write([Delete(keys.held(ID))])
        super().write(actions)


def test_an_edit_brings_nothing_back_that_waited_since_an_earlier_release() -> None:
    row = waiting().get(keys.held(ID))
    del row["generation"]
    table = FakeTable(Put(keys.held(ID), row))

    with pytest.raises(NotShown):
        amend(Withdrawn(Put(keys.held(ID), row)), ID, MILD, NOON)
    amend(table, ID, MILD, NOON)

    assert [each.comment for each in held(table)] == [AMENDED]


def test_who_is_overtaken_by_a_removal_brings_nothing_back() -> None:
    class Overtaken(FakeTable):
        is_overtaken = False

        def write(self, actions) -> None:
            if not self.is_overtaken and any(getattr(each, "must_exist", False) for each in actions[1:2]):
                self.is_overtaken = True
                remove(self, POST, ID)
                super().write([Delete(keys.decided(ID))])  # as the eraser does
            super().write(actions)

    table = Overtaken()
    for key, item in ((key, shown_long_ago().get(key)) for key in shown_long_ago().keys):
        table._set(key, {name: value for name, value in item.items() if name not in ("PK", "SK")})

    with pytest.raises(NotShown):
        amend(table, ID, MILD, NOON)

    assert table.is_overtaken
    assert approved(table, POST) == []
