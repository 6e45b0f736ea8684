from datetime import UTC, datetime, timedelta

import pytest

from blog import keys
from blog.correspondent import digest_of
from blog.inquiry import (
    LASTS,
    PAUSE,
    Spent,
    end,
    forget_address,
    have_erased,
    inquire,
    inquiry_of,
    read_link,
    told,
)
from blog.offer import offer_key
from blog.seal import Expired
from blog.table import Conflict
from tests.unit.fake_table import FakeTable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADA = "ada@reader.example"


@pytest.fixture
def table():
    return FakeTable()


@pytest.fixture
def digest(table):
    inquire(table, ADA, "de", NOON, "5ec2e7")
    return digest_of(table, ADA)


def test_the_address_is_only_where_it_is_forgotten(table, digest):
    there = [Key for Key in table.scan() if ADA in str(Key)]

    assert [each["PK"] for each in there] == [keys.inquiry(digest).pk]
    assert keys.is_of_visits(there[0]["PK"])
    assert there[0]["expires"] == (NOON + LASTS).timestamp()


def test_nobody_s_address_is_forgotten_at_once_and_still_asks_for_one_letter_a_day(table, digest):
    forget_address(table, digest, inquiry_of(table, digest))

    assert ADA not in str(list(table.scan()))
    assert table.get(keys.letter(digest)) is None
    inquire(table, ADA, "de", NOON + PAUSE - timedelta(seconds=1), "5ec2e7")
    assert table.get(keys.letter(digest)) is None
    inquire(table, ADA, "de", NOON + PAUSE, "5ec2e7")
    assert table.get(keys.letter(digest))


def test_a_letter_that_was_sent_is_due_no_more_and_its_link_reads(table, digest):
    told(table, digest, inquiry_of(table, digest))

    found = inquiry_of(table, digest)
    assert (found.is_told, found.address, table.get(keys.letter(digest))) == (True, ADA, None)
    assert read_link(table, found.fields(digest, offer_key(table)), NOON) == (digest, found)
    with pytest.raises(Expired):
        read_link(table, found.fields(digest, offer_key(table)), NOON + LASTS)


def test_a_link_that_was_used_while_its_letter_is_noted_stays_used(table, digest):
    sending = inquiry_of(table, digest)
    have_erased(table, digest, sending, NOON, "t0")

    told(table, digest, sending)

    assert inquiry_of(table, digest).is_erasing


def test_of_two_who_erase_at_once_one_is_asked_and_neither_fails(table, digest):
    both = inquiry_of(table, digest)

    for _ in range(2):
        have_erased(table, digest, both, NOON, "t0")

    [request] = table.collection(keys.ERASURE)
    assert request["id"] == "2026-11-23T120000Z-t0"


def test_whoever_erases_while_another_letter_is_asked_for_is_told_to_try_again(table, digest):
    before = inquiry_of(table, digest)
    inquire(table, ADA, "de", NOON + PAUSE, "another")

    with pytest.raises(Conflict):
        have_erased(table, digest, before, NOON, "t0")
    assert not list(table.collection(keys.ERASURE))


def test_when_all_is_done_nothing_stays_and_the_link_is_spent(table, digest):
    link = inquiry_of(table, digest).fields(digest, offer_key(table))
    have_erased(table, digest, inquiry_of(table, digest), NOON, "t0")

    end(table, digest)

    assert {each["PK"] for each in table.scan()} == {keys.SECRET.pk, keys.letter(digest).pk}
    with pytest.raises(Spent):
        read_link(table, link, NOON)


def test_a_new_letter_after_that_has_another_link(table, digest):
    link = inquiry_of(table, digest).fields(digest, offer_key(table))
    end(table, digest)
    inquire(table, ADA, "de", NOON, "another")

    with pytest.raises(Spent):
        read_link(table, link, NOON)
