from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blog.environment import MissingVariable
from blog.held import item_of
from blog.moderation import hold, reject
from mail.mailbox import Mailbox
from tests.unit.fake_table import FakeTable
from tests.unit.mail.test_letter import make_held

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Ses:
    def __init__(self, *failures):
        self.sent, self.failures = [], list(failures)

    def send_email(self, **letter):
        if self.failures:
            raise self.failures.pop()
        self.sent.append(letter)


@pytest.fixture
def ses():
    return Ses()


@pytest.fixture
def table():
    return FakeTable()


@pytest.fixture
def mailbox(table, ses):
    return Mailbox(table, ses, "https://blog.example", "blog@blog.example", "owner@blog.example", now=lambda: NOON)


def arrive(table, **more):
    held = make_held(**more)
    hold(table, held)
    return item_of(held)


def test_a_comment_that_waits_is_a_letter_to_the_owner(mailbox, table, ses):
    assert mailbox.tell(None, arrive(table))

    [letter] = ses.sent
    assert letter["FromEmailAddress"] == "blog@blog.example"
    assert letter["Destination"] == {"ToAddresses": ["owner@blog.example"]}
    assert set(letter["Content"]["Simple"]["Body"]) == {"Text"}  # no HTML


def test_the_same_change_delivered_again_is_no_second_letter(mailbox, table, ses):
    item = arrive(table)

    told = [mailbox.tell(None, item), mailbox.tell(None, item)]

    assert (told, len(ses.sent)) == ([True, False], 1)


def test_a_letter_that_failed_is_sent_when_the_change_is_delivered_again(mailbox, table, ses):
    item = arrive(table)
    ses.failures.append(RuntimeError("throttled"))

    with pytest.raises(RuntimeError):
        mailbox.tell(None, item)
    mailbox.tell(None, item)

    assert len(ses.sent) == 1


def test_an_edit_is_another_letter(mailbox, table, ses):
    before = arrive(table)
    mailbox.tell(None, before)
    edited = item_of(replace(make_held(text="I prefer sencha."), generation=2))
    table._items.clear()
    hold(table, replace(make_held(text="I prefer sencha."), generation=2))

    assert mailbox.tell(before, edited)
    assert "sencha" in ses.sent[1]["Content"]["Simple"]["Body"]["Text"]["Data"]


def test_what_was_decided_meanwhile_is_no_letter(mailbox, table, ses):
    item = arrive(table)
    reject(table, "0a")

    assert not mailbox.tell(None, item)
    assert not mailbox.tell(item, None)
    assert ses.sent == []


def test_what_did_not_change_for_the_reader_is_no_letter(mailbox, table, ses):
    item = arrive(table)

    assert not mailbox.tell(item, {**item, "score": 5})


def test_a_missing_address_is_named():
    environ = {"TABLE_NAME": "t", "SITE_URL": "u", "SENDER_ADDRESS": "s"}

    with pytest.raises(MissingVariable, match="OWNER_ADDRESS"):
        Mailbox.of(environ, lambda _: None)
