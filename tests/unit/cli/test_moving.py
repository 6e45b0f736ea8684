"""pressmark comments move: a thread goes to another post with all that is known of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blog import keys
from blog.amendment import words_of
from blog.comment import Comment
from blog.counting import LIKES
from blog.held import Decision, Held
from blog.item import to_item
from blog.likes import Like, NothingToLike, like, take_back
from blog.moderation import amend, approve, approved, decide, decided, find, held, hold, reject, undo
from blog.record import Status, bearers, rows
from blog.relocation import AT_ONCE, Destination, belonging, move
from blog.table import Conflict, Delete, Put
from blog.visitor import visitor
from cli.moving import run
from cli.pressmark import parser
from tests.unit.cli.test_importing import publish
from tests.unit.fake_table import FakeTable

TEA, CHAI = keys.post_id("posts/tea.md"), keys.post_id("posts/chai.md")
DIGEST = "d1" * 16
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TO = Destination(CHAI, "Chai", "/posts/chai/")


def ids(numbers):
    return [f"{number:024x}" for number in numbers]


def make(table, number, post=TEA, parent=""):
    comment = Comment(f"{number:024x}", post, f"Ada {number}", f"Word{number}.", NOON, parent=parent)
    hold(table, Held(comment, "Tea", "/posts/tea/", ("a reason",), 3, "b0" * 16))
    return comment


@pytest.fixture
def table():
    """On one post: 0 is on the page for long, 1 is a reply to it, 2 waits, 3 was rejected; 4 is on another post."""
    table = FakeTable()
    publish(table)
    publish(table, "posts/chai.md")
    for number in range(4):
        make(table, number, parent=ids([0])[0] if number == 1 else "")
    make(table, 4, "f" * 16)
    for comment_id in ids([0, 1]):
        approve(table, comment_id)
    table.write([Delete(keys.decided(ids([0])[0]))])
    reject(table, ids([3])[0])
    return table


def pressmark(table, *options):
    return run(parser().parse_args(("comments", "move", *options)), table)


@pytest.mark.parametrize("old", ["posts/tea.md", "/posts/tea/", "https://blog.example/posts/tea", TEA])
@pytest.mark.parametrize("new", ["posts/chai.md", "/posts/chai/", CHAI])
def test_all_comments_of_a_post_go_to_the_other_with_their_ids_and_replies(table, capsys, old, new):
    assert pressmark(table, old, new, "--yes") == 0

    first, reply = approved(table, CHAI)
    waiting, other = held(table)
    assert capsys.readouterr().out == "4 comments were moved to “Tea” at /posts/chai/.\n"
    assert ([first.id, reply.id, reply.parent], approved(table, TEA)) == (ids([0, 1, 0]), [])
    assert (waiting.comment.post, waiting.url, waiting.reasons) == (CHAI, "/posts/chai/", ("a reason",))
    assert other.comment.post == "f" * 16
    assert {row["post"] for row in table.collection(keys.TALK)} == {CHAI}
    assert belonging(table, TEA) == []


def test_what_was_decided_can_still_be_undone_at_the_new_post(table):
    move(table, TEA, ids(range(4)), TO)

    undo(table, ids([1])[0])
    undo(table, ids([3])[0])
    decide(table, ids([0])[0], Decision.REJECTED, NOON) if find(table, ids([0])[0]) else None

    assert sorted(each.comment.id for each in held(table) if each.comment.post == CHAI) == ids([1, 2, 3])
    assert [each.id for each in approved(table, CHAI)] == ids([0])


def test_an_edit_can_still_be_undone_at_the_new_post(table):
    edited = approved(table, TEA)[1]
    amend(table, edited.id, words_of(held(table)[0].comment), NOON)

    move(table, TEA, [edited.id], TO)
    undo(table, edited.id)

    [back] = approved(table, CHAI)
    assert (back.text, back.id) == (edited.text, edited.id)


def liked_by(reader, post, number):
    return Like(visitor(f"203.0.113.{reader}", "Firefox", NOON.date(), b"key"), post, ids([number])[0])


def likes(table, post, number):
    return (table.get(keys.likes(post, ids([number])[0])) or {}).get(LIKES)


def test_likes_go_with_their_comment_and_can_be_taken_back_there(table):
    for reader, number in ((1, 0), (2, 0), (1, 1)):
        like(table, liked_by(reader, TEA, number))
    reject(table, ids([1])[0])

    move(table, TEA, ids(range(4)), TO)
    is_again, is_back = like(table, liked_by(1, CHAI, 0)), take_back(table, liked_by(2, CHAI, 0))

    assert (is_again, is_back) == (False, True)
    assert [likes(table, CHAI, number) for number in range(4)] == [1, 1, None, None]
    assert not list(table.collection(keys.post(TEA), keys.LIKES))


@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize("is_late", [False, True])
def test_no_like_is_lost_that_comes_while_its_comment_moves(table, before, is_late):
    """Between what the one reads and what it writes, the other does all that it does."""
    for reader in range(before):
        like(table, liked_by(reader, TEA, 0))
    late = liked_by(9, TEA, 0)

    def meanwhile(overtaken):
        if is_late:
            move(overtaken, TEA, ids([0]), TO)
        else:
            like(overtaken, late)

    overtaken = Overtaken.of(table, meanwhile)
    if is_late:
        with pytest.raises(NothingToLike):
            like(overtaken, late)
    else:
        move(overtaken, TEA, ids([0]), TO)

    assert likes(overtaken, CHAI, 0) == (before + (not is_late) or None)
    assert likes(overtaken, TEA, 0) is None


def test_as_many_as_are_moved_at_once_fit_into_a_transaction_with_all_that_is_theirs(table):
    many = range(10, 10 + AT_ONCE)
    for number in many:
        make(table, number)
        _correspond(table, ids([number])[0])
        approve(table, ids([number])[0])
        like(table, liked_by(1, TEA, number))

    assert move(table, TEA, ids(many), TO) == AT_ONCE
    assert sum(likes(table, CHAI, number) for number in many) == AT_ONCE


def test_it_is_found_by_its_writer_s_address_there(table):
    for number in (1, 2, 3):
        _correspond(table, ids([number])[0])

    move(table, TEA, ids(range(4)), TO)

    assert {row["post"] for row in table.collection(keys.writer(DIGEST))} == {CHAI}


def _correspond(table, comment_id):
    """As if the comment had come with an address."""
    for key in (keys.held(comment_id), keys.comment(TEA, comment_id), keys.decided(comment_id)):
        if item := table.get(key):
            comment = item["held"]["comment"] if "held" in item else item
            comment["correspondent"] = DIGEST
            table.put(Put(key, item))
    table.put(Put(keys.written(DIGEST, comment_id), {"post": TEA}))


def test_a_second_time_goes_on_and_a_third_does_nothing(table, capsys):
    move(table, TEA, ids([0]), TO)

    pressmark(table, "posts/tea.md", "posts/chai.md", "--yes")
    before = list(table.scan())
    pressmark(table, "posts/tea.md", "posts/chai.md", "--yes")

    assert "3 comments were moved" in capsys.readouterr().out
    assert list(table.scan()) == before


def test_the_comments_of_a_post_that_is_gone_can_be_moved(table):
    gone = publish(table, "posts/gone.md")
    comment = make(table, 9, gone.id)
    table.write([Delete(keys.record(gone.id)), *(Delete(key) for key in rows(gone))])

    assert pressmark(table, "posts/gone.md", "posts/chai.md", "--yes") == 0
    assert find(table, comment.id).comment.post == CHAI


@pytest.mark.parametrize("old", ["posts/cup.md", "/posts/cup/", keys.post_id("posts/cup.md"), keys.post_id("old")])
def test_comments_below_a_post_s_own_id_go_along_with_those_below_the_one_that_it_wrote(table, old):
    cup = publish(table, "posts/cup.md", identity="old")
    table.write([Put(key, row) for key, row in bearers(cup).items()])
    make(table, 7, cup.id)
    make(table, 8, cup.identity)

    assert pressmark(table, old, "posts/chai.md", "--yes") == 0
    assert {find(table, each).comment.post for each in ids([7, 8])} == {CHAI}


@pytest.mark.parametrize("is_key", [True, False])
@pytest.mark.parametrize("status", [Status.DRAFT, Status.UNPUBLISHED])
def test_a_post_that_is_no_more_or_not_yet_there_is_found_with_the_id_that_it_wrote(table, status, is_key):
    cup = publish(table, "posts/cup.md", identity="old")
    table.put(Put(keys.record(cup.id), to_item(replace(cup, status=status))))
    table.write([Delete(key) for key in rows(cup)])
    make(table, 8, cup.identity)

    assert pressmark(table, cup.source if is_key else cup.id, "posts/chai.md", "--yes") == 0
    assert find(table, ids([8])[0]).comment.post == CHAI


@pytest.mark.parametrize("option", ["--yes", "--dry-run"])
def test_where_there_is_nothing_that_is_said(table, capsys, option):
    publish(table, "posts/cup.md")

    assert pressmark(table, "posts/cup.md", "posts/chai.md", option) == 0
    assert capsys.readouterr().out == "There is nothing to move.\n"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("posts/tea.md", "posts/no.md"), "no post posts/no.md"),
        (("/posts/tea/", "/posts/no/"), "no post at /posts/no/"),
        (("/posts/no/", "/posts/tea/"), "no post at /posts/no/"),
        (("posts/tea.md", "/posts/tea/"), "are one post"),
        (("posts/tea.md", "posts/chai.md"), "--yes"),
    ],
)
def test_what_cannot_be_moved_or_was_not_confirmed_stays(table, capsys, options, why):
    before = list(table.scan())

    assert pressmark(table, *options) == 1
    assert why in capsys.readouterr().err
    assert list(table.scan()) == before


def test_a_dry_run_only_counts(table, capsys):
    before = list(table.scan())

    assert pressmark(table, "posts/tea.md", "posts/chai.md", "--dry-run") == 0
    assert "4 comments would be moved" in capsys.readouterr().out
    assert list(table.scan()) == before


class Overtaken(FakeTable):
    """Before its first transaction something else happens."""

    meanwhile = None

    @classmethod
    def of(cls, table, meanwhile):
        overtaken = cls(*(Put(keys.Key(item["PK"], item["SK"]), item) for item in table.scan()))
        overtaken.meanwhile = meanwhile
        return overtaken

    def write(self, actions):
        if meanwhile := self.meanwhile:
            self.meanwhile = None
            meanwhile(self)
        super().write(actions)


def withdraw_it(table):
    table.write([Delete(keys.held(ids([2])[0]))])


def test_what_waits_since_an_earlier_release_is_moved_but_does_not_come_back(table):
    waiting = table.get(keys.held(ids([2])[0]))
    del waiting["generation"]
    table.put(Put(keys.held(ids([2])[0]), waiting))

    overtaken = Overtaken.of(table, withdraw_it)

    assert move(overtaken, TEA, ids([2]), TO) == 0
    assert ids([2])[0] not in belonging(overtaken, CHAI)
    assert move(table, TEA, ids([2]), TO) == 1


def edit(table):
    amend(table, ids([0])[0], words_of(held(table)[0].comment), NOON)


def decide_about_it(table):
    approve(table, ids([2])[0])


@pytest.mark.parametrize(
    ("meanwhile", "texts", "number"),
    [(edit, ["Word2.", "Word1."], 3), (decide_about_it, ["Word0.", "Word1.", "Word2."], 3)],
)
def test_what_is_done_meanwhile_is_not_lost(table, meanwhile, texts, number):
    overtaken = Overtaken.of(table, meanwhile)

    assert move(overtaken, TEA, ids(range(4)), TO) == 4
    assert [each.text for each in approved(overtaken, CHAI)] == texts
    assert len(list(decided(overtaken, NOON))) == number


def test_who_is_always_overtaken_says_so(table):
    class Busy(FakeTable):
        def write(self, actions):
            raise Conflict("busy")

    busy = Busy()
    for item in table.scan():
        busy._set(keys.Key(item["PK"], item["SK"]), item)

    with pytest.raises(Conflict):
        move(busy, TEA, ids([0]), TO)
    assert to_item(approved(busy, TEA)[0])["post"] == TEA
