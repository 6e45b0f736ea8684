from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from blog.correspondent import WRITES
from blog.notice import Act, Notice, read_notice
from blog.offer import offers
from blog.seal import Expired, Forged

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = b"k" * 32
ADDRESS, COMMENT = "d" * 32, "a" * 24


@pytest.mark.parametrize("act", Act)
def test_a_link_comes_back_as_it_was_made(act):
    notice = Notice.of(act, ADDRESS, COMMENT, NOON)
    parts = urlsplit(notice.link(KEY))

    assert parts.path == f"/api/notices/{act}"
    assert read_notice(act, dict(parse_qsl(parts.query)), KEY, NOON) == notice


def test_a_link_for_one_thing_does_not_do_the_other():
    fields = Notice.of(Act.CONFIRM, ADDRESS, COMMENT, NOON).fields(KEY)

    for swapped in (fields, fields | {"notice": "stop"}):
        with pytest.raises(Forged):
            read_notice(Act.STOP, swapped, KEY, NOON)


@pytest.mark.parametrize("more", [{"address": "e" * 32}, {"comment": "b" * 24}, {"until": "99999999999"}, {"seal": ""}])
def test_other_words_under_its_seal_are_forged(more):
    with pytest.raises(Forged):
        read_notice(Act.STOP, Notice.of(Act.STOP, ADDRESS, COMMENT, NOON).fields(KEY) | more, KEY, NOON)


def test_a_link_of_a_letter_to_the_owner_is_none_to_a_commenter():
    with pytest.raises(Forged):
        read_notice(Act.STOP, offers(COMMENT, "e1", NOON)[0].fields(KEY), KEY, NOON)


def test_the_end_of_letters_works_as_long_as_an_address_is_written_to():
    fields = Notice.of(Act.STOP, ADDRESS, COMMENT, NOON).fields(KEY)

    assert read_notice(Act.STOP, fields, KEY, NOON + WRITES - timedelta(seconds=1))
    with pytest.raises(Expired):
        read_notice(Act.STOP, fields, KEY, NOON + WRITES)


def test_a_question_can_be_answered_for_seven_days():
    fields = Notice.of(Act.CONFIRM, ADDRESS, COMMENT, NOON).fields(KEY)

    with pytest.raises(Expired):
        read_notice(Act.CONFIRM, fields, KEY, NOON + timedelta(days=7))
