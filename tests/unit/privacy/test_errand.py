"""What readers asked for, by an eraser that only notes what it is to do; the stories on moto have the real one."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from blog import keys
from blog.comment import Comment
from blog.correspondent import digest_of
from blog.held import Held
from blog.inquiry import have_erased, inquire, inquiry_of
from blog.known import noted
from blog.moderation import hold
from privacy.eraser import NotErased
from privacy.erasure import Erasure
from privacy.errand import TRIES_TO_WRITE, Errands
from privacy.traces import Trace
from tests.unit.fake_table import FakeTable
from tests.unit.mail.post_office import NOON, make_mailbox, ses_says

ADA, EVE = "ada@reader.example", "eve@reader.example"
REFUSED = ses_says("MessageRejected")


@dataclass
class Notes:
    open: dict[str, Erasure] = field(default_factory=dict)
    done: dict[str, dict[str, Any]] = field(default_factory=dict)

    def find(self, id_: str) -> Erasure | None:
        return self.open.get(id_)

    def record(self, id_: str) -> dict[str, Any] | None:
        return self.done.get(id_)


@dataclass
class Noting:
    """`fails` are raised first, one by one, with the erasure begun."""

    table: FakeTable
    erasures: Notes = field(default_factory=Notes)
    fails: list[Exception] = field(default_factory=list)
    asked: list[Erasure] = field(default_factory=list)

    def plan(self, found: Any, items: Any, name: str) -> Erasure:
        ids = tuple(sorted({copy.comment.id for copy in found}))
        return Erasure(name, ids, (), NOON, backups=(Trace("backups/all.json", "v1"),))

    def erase(self, erasure: Erasure) -> dict[str, Any]:
        self.asked.append(erasure)
        self.erasures.open[erasure.id] = erasure
        if self.fails:
            raise self.fails.pop()
        done = {"comments": list(erasure.comments), "rewritten": ["/posts/tea/"], "left": list(erasure.left)}
        self.erasures.done[erasure.id] = done
        return done


@pytest.fixture
def errands() -> Errands:
    """Two readers asked to be erased, with a comment each."""
    table = FakeTable()
    for number, address in enumerate((ADA, EVE)):
        digest = digest_of(table, address)
        comment = Comment(f"{number}a" * 12, "p1", "Ada", "Oolong.", NOON, correspondent=digest)
        hold(table, Held(comment, "Tea", "/posts/tea/"), *noted(comment))
        inquire(table, address, "en", NOON, f"edition{number}")
        have_erased(table, digest, inquiry_of(table, digest), NOON, f"t{number}")
    eraser: Any = Noting(table)
    return Errands(eraser, make_mailbox(table))


def due(errands: Errands) -> list[str]:
    return [each["id"].rpartition("-")[2] for each in errands.eraser.table.collection(keys.ERASURE)]


def recipients(errands: Errands) -> list[str]:
    return [address for each in errands.mailbox.client.sent for address in each["Destination"]["ToAddresses"]]


def test_each_is_erased_by_what_came_with_the_address_and_told(errands: Errands) -> None:
    assert [(each.comments, each.error) for each in errands.run()] == [(1, None)] * 2

    assert due(errands) == []
    assert sorted(recipients(errands)) == [ADA, EVE, "owner@blog.example", "owner@blog.example"]
    assert not [each for each in errands.eraser.table.scan() if each["PK"].startswith(keys.PRIVACY)]


def test_one_that_must_wait_for_pages_holds_up_no_other_and_goes_on_from_its_note(errands: Errands) -> None:
    errands.eraser.fails.append(NotErased("1 of 1 pages have not been built"))

    first = list(errands.run())
    [left] = due(errands)
    assert [str(each.error) for each in first if each.error] == ["1 of 1 pages have not been built"]
    begun = next(each for id_, each in errands.eraser.erasures.open.items() if id_.endswith(left))
    assert [each.error for each in errands.run()] == [None]

    assert errands.eraser.asked[-1] is begun
    assert due(errands) == []


def test_what_was_erased_before_it_died_is_not_erased_again_but_told(errands: Errands) -> None:
    errands.mailbox.client.failures = [REFUSED] * 4
    assert all(each.error for each in errands.run())
    asked = len(errands.eraser.asked)
    errands.mailbox.client.failures = []

    assert not any(each.error for each in errands.run())

    assert (asked, len(errands.eraser.asked)) == (2, 2)
    assert due(errands) == []


def test_backups_are_left_to_the_owner_who_is_told_once(errands: Errands) -> None:
    list(errands.run())

    assert {each.backups for each in errands.eraser.asked} == {()}
    assert {each.left for each in errands.eraser.asked} == {("backups/all.json",)}


def test_an_address_that_takes_no_letter_for_a_day_is_forgotten(errands: Errands) -> None:
    late = Errands(errands.eraser, make_mailbox(errands.eraser.table, owner="", now=lambda: NOON + TRIES_TO_WRITE))
    early = Errands(
        errands.eraser,
        make_mailbox(errands.eraser.table, owner="", now=lambda: NOON + TRIES_TO_WRITE - timedelta(seconds=1)),
    )
    for each in (early, late):
        each.mailbox.client.failures = [REFUSED] * 2

    assert all(each.error for each in early.run())
    assert not any(each.error for each in late.run())
    assert due(errands) == []


def test_whoever_took_everything_back_meanwhile_is_told_that_nothing_was_there(errands: Errands) -> None:
    for number in range(2):
        errands.eraser.table._set(keys.held(f"{number}a" * 12), None)

    assert [each.comments for each in errands.run()] == [0, 0]
    assert not [each for each in errands.eraser.table.scan() if each["PK"].startswith("WRITER#")]
    assert "0 comments were erased." in str(errands.mailbox.client.sent)
    assert errands.eraser.asked == []


def test_an_owner_who_takes_no_letter_holds_up_an_erasure_for_a_day_and_a_reader_is_told_once(
    errands: Errands,
) -> None:
    class Ownerless(type(errands.mailbox.client)):
        def send_email(self, **letter: Any) -> None:
            if letter["Destination"]["ToAddresses"] == ["owner@blog.example"]:
                raise REFUSED
            super().send_email(**letter)

    errands.mailbox.client.__class__ = Ownerless
    assert all(each.error for _ in range(2) for each in errands.run())
    codes: list[str] = []
    late = replace(errands.mailbox, now=lambda: NOON + TRIES_TO_WRITE, given_up=codes.append)

    assert not any(each.error for each in Errands(errands.eraser, late).run())

    assert due(errands) == []
    assert sorted(recipients(errands)) == [ADA, EVE]
    assert codes == ["MessageRejected"] * 2


def test_a_network_that_fails_is_no_end_of_the_run(errands: Errands) -> None:
    errands.eraser.fails.append(ReadTimeoutError(endpoint_url="https://s3.example"))

    assert sorted(bool(each.error) for each in errands.run()) == [False, True]


def test_one_at_which_the_function_dies_does_not_always_come_first(errands: Errands) -> None:
    def first() -> str:
        errands.eraser.fails = [MemoryError()]
        with pytest.raises(MemoryError):
            next(errands.run())
        return errands.eraser.asked[-1].id

    assert len({first() for _ in range(60)}) == 2  # by chance it is 1 less than once in 10 ** 17
