from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from blog import keys
from blog.held import Decision
from blog.offer import LASTS, offer_key, offers, read_offer
from blog.seal import Expired, Forged
from blog.table import Put
from tests.unit.fake_table import FakeTable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = b"k" * 32


def fields(**more):
    return offers("0a", "e1", NOON)[0].fields(KEY) | more


def test_an_offer_comes_back_as_it_was_made():
    for offer in offers("0a", "e1", NOON):
        assert read_offer(offer.fields(KEY), KEY, NOON) == offer


def test_there_is_one_for_each_decision():
    assert {offer.act for offer in offers("0a", "e1", NOON)} == set(Decision)


@pytest.mark.parametrize(
    "more",
    [
        {"act": "spam"},
        {"comment": "0b"},
        {"edition": "e2"},
        {"until": "99999999999"},
        {"until": "x"},
        {"seal": ""},
        {"seal": "é"},
        {"seal": "0" * 64},
        {"comment": "0a&edition=e1", "edition": ""},
        {"act": "approved" + " " * 200},
    ],
)
def test_other_words_under_its_seal_are_forged(more):
    with pytest.raises(Forged):
        read_offer(fields(**more), KEY, NOON)


def test_nothing_at_all_is_forged():
    with pytest.raises(Forged):
        read_offer({}, KEY, NOON)


def test_another_key_s_seal_is_forged():
    with pytest.raises(Forged):
        read_offer(fields(), b"l" * 32, NOON)


def test_an_offer_lasts_seven_days():
    last = NOON + timedelta(days=7)
    assert timedelta(days=7) == LASTS
    read_offer(fields(), KEY, last - timedelta(seconds=1))

    with pytest.raises(Expired):
        read_offer(fields(), KEY, last)


def test_what_is_forged_is_so_even_when_it_has_expired():
    late = replace(offers("0a", "e1", NOON)[0], until=0).fields(b"l" * 32)

    with pytest.raises(Forged):
        read_offer(late, KEY, NOON)


def test_the_key_is_made_once():
    table = FakeTable()

    first = offer_key(table)

    assert offer_key(table) == first
    assert len(first) == 32


def test_of_two_who_make_the_key_both_take_the_first_s():
    class LateTable(FakeTable):
        looks = 0

        def get(self, key):
            self.looks += 1
            return None if self.looks == 1 else super().get(key)

    table = LateTable(Put(keys.SECRET, {"key": "0f" * 32}))

    assert offer_key(table) == b"\x0f" * 32
