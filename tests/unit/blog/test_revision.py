"""A writer's own comment: found by its key alone, changed back into the queue, taken back for good."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blog import keys
from blog.comment import Comment, Draft, digest_of
from blog.correspondent import Correspondent, asking
from blog.correspondent import digest_of as digest_of_address
from blog.held import Decision, Held
from blog.known import noted
from blog.learned import learned_of
from blog.moderation import Edited, NotHeld, approve, approved, decide, decided, held, hold, reject, undo
from blog.revision import find_own, put_aside, revise, revised, withdraw
from blog.ruling import Found
from blog.table import Conflict, Delete, Put
from tests.unit.fake_table import FakeTable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
POST, KEY, ID = "7dbd5fd4c1a1b2c3", "0" * 32, "a" * 24
COMMENT = Comment(ID, POST, "Ada", "I prefer oolong.", NOON, website="https://ada.example", writer=digest_of(KEY))
ADA = Correspondent("ada@tea.example", ID, POST, COMMENT.writer)
CHANGED = Draft("Ada L.", "I prefer white tea.")


def waiting() -> FakeTable:
    table = FakeTable()
    hold(table, Held(COMMENT, "Tea", "/posts/tea/"))
    return table


def shown() -> FakeTable:
    table = waiting()
    approve(table, ID)
    return table


def waiting_with_address() -> tuple[FakeTable, Found]:
    table = FakeTable()
    digest = digest_of_address(table, "ada@tea.example")
    comment = replace(COMMENT, correspondent=digest)
    hold(table, Held(comment, "Tea", "/posts/tea/"), asking(table, digest, ADA, NOON), *noted(comment))
    own = find_own(table, [POST], ID, KEY)
    assert own
    return table, own


def change(table: FakeTable) -> None:
    own = find_own(table, [POST], ID, KEY)
    assert own
    revise(table, own, after(own))


def after(own: Found) -> Held:
    return replace(own.held, comment=revised(own.held.comment, CHANGED, NOON))


@pytest.mark.parametrize("table", [waiting, shown])
@pytest.mark.parametrize("key", ["", "1" * 32, KEY.upper() + "0", digest_of(KEY), "ß" * 40])
def test_nobody_finds_it_by_another_key(table, key) -> None:
    assert find_own(table(), [POST], ID, KEY)
    assert find_own(table(), [POST], ID, key) is None


def test_a_comment_without_a_key_is_nobodys() -> None:
    table = FakeTable()
    hold(table, Held(replace(COMMENT, writer=""), "Tea", "/posts/tea/"))

    assert find_own(table, [POST], ID, "") is None


def test_it_is_found_at_its_own_post_only() -> None:
    assert find_own(waiting(), ["f" * 16], ID, KEY) is None


def test_a_changed_comment_waits_with_all_that_was_known_of_it() -> None:
    table = waiting()

    change(table)

    [again] = held(table)
    assert again == Held(revised(COMMENT, CHANGED, NOON), "Tea", "/posts/tea/", generation=2)
    assert (again.comment.website, again.comment.edited, again.comment.at) == ("", NOON, NOON)


def test_what_waits_since_an_earlier_release_can_be_changed_but_is_not_made_again() -> None:
    row = waiting().get(keys.held(ID))
    del row["generation"]
    table = FakeTable(Put(keys.held(ID), row))
    own = find_own(table, [POST], ID, KEY)
    assert own

    revise(table, own, after(own))
    [again] = held(table)
    assert (again.comment.text, again.generation) == (CHANGED.text, 1)

    with pytest.raises(Conflict):
        revise(FakeTable(), own, after(own))


def test_a_changed_comment_leaves_its_page_until_it_is_approved_again() -> None:
    table = shown()

    change(table)

    assert (approved(table, POST), len(held(table))) == ([], 1)
    assert keys.talk(ID) not in table.keys
    approve(table, ID)
    assert [each.text for each in approved(table, POST)] == [CHANGED.text]
    assert keys.talk(ID) in table.keys


@pytest.mark.parametrize("table", [waiting, shown])
def test_a_change_that_is_put_aside_waits_when_that_is_undone(table) -> None:
    there = table()
    own = find_own(there, [POST], ID, KEY)
    assert own

    put_aside(there, own, after(own), NOON)

    assert (approved(there, POST), held(there)) == ([], [])
    [aside] = decided(there, NOON)
    assert (aside.decision, aside.by_rule, aside.held.comment.text) == (Decision.SPAM, True, CHANGED.text)
    known = learned_of(there.get(keys.LEARNED))
    assert (known.approved, known.spam) == (0, 0)
    undo(there, ID)
    assert [each.comment.text for each in held(there)] == [CHANGED.text]
    assert keys.decided(ID) not in there.keys


def test_an_approval_of_what_was_changed_meanwhile_is_no_approval_of_the_change() -> None:
    table = waiting()
    [seen] = held(table)
    change(table)

    with pytest.raises(Edited):
        decide(table, ID, Decision.APPROVED, NOON, edition=seen.edition)
    assert approved(table, POST) == []


def test_two_changes_at_once_are_not_both_made() -> None:
    for table in (waiting(), shown()):
        first, second = find_own(table, [POST], ID, KEY), find_own(table, [POST], ID, KEY)
        assert first
        assert second
        revise(table, first, after(first))

        with pytest.raises(Conflict):
            revise(table, second, after(second))
        with pytest.raises(Conflict):
            put_aside(table, second, after(second), NOON)
        with pytest.raises(Conflict):
            withdraw(table, second)


def test_what_was_put_aside_cannot_be_changed_but_taken_back() -> None:
    table = waiting()
    reject(table, ID)
    own = find_own(table, [POST], ID, KEY)
    assert own

    with pytest.raises(ValueError, match="aside"):
        revise(table, own, revised(COMMENT, CHANGED, NOON))
    withdraw(table, own)

    assert keys.decided(ID) not in table.keys


def test_one_that_was_approved_long_ago_is_found_too() -> None:
    table = shown()
    table.write([Delete(keys.decided(ID))])

    own = find_own(table, [POST], ID, KEY)
    assert own
    withdraw(table, own)

    assert approved(table, POST) == []


def test_the_address_that_came_with_a_comment_goes_with_it() -> None:
    table, own = waiting_with_address()

    withdraw(table, own)

    assert table.keys == {keys.SECRET}


def test_the_address_of_a_comment_that_becomes_spam_is_kept_no_more() -> None:
    table, own = waiting_with_address()

    put_aside(table, own, after(own), NOON)

    assert "ada@tea.example" not in str(list(table.scan()))
    assert (
        keys.written(own.held.comment.correspondent, ID) in table.keys
    )  # the comment itself is still kept, and can be asked for


@pytest.mark.parametrize("table", [waiting, shown])
def test_a_withdrawn_comment_is_nowhere(table) -> None:
    there = table()
    own = find_own(there, [POST], ID, KEY)
    assert own

    withdraw(there, own)

    assert there.keys <= {keys.LEARNED}
    with pytest.raises(NotHeld):
        approve(there, ID)
