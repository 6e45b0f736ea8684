from dataclasses import replace
from datetime import timedelta

import pytest

from blog import keys
from blog.comment import Draft
from blog.migration import bring_in
from blog.moderation import amend, hold, reject
from blog.relocation import Destination, move
from blog.table import Delete
from mail.mailbox import Letters
from mail.notices import tell
from mail.owner import tell_owner_daily
from tests.unit.mail.post_office import make_mailbox, ses_says
from tests.unit.mail.test_owner_letter import make_held

DAY = timedelta(days=1)


@pytest.fixture
def mailbox():
    return make_mailbox()


def arrive(mailbox, **more):
    """The row of a comment that waits, as the stream has it."""
    hold(mailbox.table, make_held(**more))
    return mailbox.table.changes[-1][1]


def text_of(letter):
    return letter["Content"]["Simple"]["Body"]["Text"]["Data"]


def test_a_comment_that_waits_is_a_letter_to_the_owner(mailbox):
    assert tell(mailbox, None, arrive(mailbox)) == 1

    [letter] = mailbox.client.sent
    assert letter["FromEmailAddress"] == "blog@blog.example"
    assert letter["Destination"] == {"ToAddresses": ["owner@blog.example"]}
    assert set(letter["Content"]["Simple"]["Body"]) == {"Text"}  # no HTML


def test_the_same_change_delivered_again_is_no_second_letter(mailbox):
    item = arrive(mailbox)

    told = [tell(mailbox, None, item), tell(mailbox, None, item)]

    assert (told, len(mailbox.client.sent)) == ([1, 0], 1)


def test_a_letter_that_failed_is_sent_when_the_change_is_delivered_again(mailbox):
    item = arrive(mailbox)
    mailbox.client.failures.append(RuntimeError("throttled"))

    with pytest.raises(RuntimeError):
        tell(mailbox, None, item)
    tell(mailbox, None, item)

    assert len(mailbox.client.sent) == 1


def test_a_letter_that_is_refused_for_good_is_given_up(mailbox):
    item = arrive(mailbox)
    mailbox.client.failures = [ses_says("MessageRejected")]

    assert [tell(mailbox, None, item), tell(mailbox, None, item)] == [0, 0]
    assert mailbox.client.sent == []


def test_an_edit_by_its_writer_is_another_letter(mailbox):
    before = arrive(mailbox)
    tell(mailbox, None, before)
    mailbox.table.write([Delete(keys.held("0a"))])
    now = make_held(text="I prefer sencha.", generation=2)
    hold(mailbox.table, replace(now, comment=replace(now.comment, edited=mailbox.now())))

    assert tell(mailbox, before, mailbox.table.changes[-1][1])
    assert "sencha" in text_of(mailbox.client.sent[1])


def test_what_the_owner_does_to_what_waits_is_no_letter_to_the_owner(mailbox):
    before = arrive(mailbox)
    amend(mailbox.table, "0a", Draft("Ada", "I prefer sencha."), mailbox.now())
    edited = mailbox.table.changes[-1][1]
    move(mailbox.table, edited["post"], ["0a"], Destination("1", "Chai", "/posts/chai/"))

    assert (edited["text"], mailbox.table.get(keys.held("0a"))["post"]) == ("I prefer sencha.", "1")
    assert not tell(mailbox, before, edited)
    assert not tell(mailbox, edited, mailbox.table.get(keys.held("0a")))


def test_what_is_imported_into_the_queue_is_no_letter_until_its_writer_changes_it(mailbox):
    bring_in(mailbox.table, [replace(make_held(), is_imported=True)])

    assert not tell(mailbox, None, mailbox.table.changes[-1][1])
    assert not mailbox.client.sent


def test_what_was_decided_meanwhile_is_no_letter(mailbox):
    item = arrive(mailbox)
    reject(mailbox.table, "0a")

    assert not tell(mailbox, None, item)
    assert not tell(mailbox, item, None)
    assert mailbox.client.sent == []


def test_what_did_not_change_for_the_reader_is_no_letter(mailbox):
    item = arrive(mailbox)

    assert not tell(mailbox, item, {**item, "score": 5})


@pytest.mark.parametrize(
    "how", [{"owner": ""}, {"owner_letters": Letters.DAILY}, {"owner_letters": Letters.NONE}], ids=str
)
def test_an_owner_who_wants_no_letter_about_each_gets_none(how):
    mailbox = make_mailbox(**how)

    assert not tell(mailbox, None, arrive(mailbox))


# ── Once a day ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def daily():
    return make_mailbox(owner_letters=Letters.DAILY)


def test_all_that_waits_is_one_letter_a_day(daily):
    for name in ("Ada", "Bob"):
        arrive(daily, name=name, comment_id=name)

    told = [tell_owner_daily(daily), tell_owner_daily(daily)]  # a schedule may deliver twice

    assert told == [True, False]
    [letter] = daily.client.sent
    assert letter["Destination"] == {"ToAddresses": ["owner@blog.example"]}
    assert "Ada wrote" in text_of(letter)
    assert "Bob wrote" in text_of(letter)


def test_a_daily_letter_that_is_refused_for_good_is_given_up_for_that_day(daily):
    arrive(daily)
    daily.client.failures = [ses_says("MessageRejected")]

    assert [tell_owner_daily(daily), tell_owner_daily(daily)] == [False, False]
    assert tell_owner_daily(replace(daily, now=lambda: daily.now() + DAY))


def test_what_still_waits_the_next_day_is_told_again(daily):
    arrive(daily)

    tell_owner_daily(daily)

    assert tell_owner_daily(replace(daily, now=lambda: daily.now() + DAY))


def test_nothing_is_told_when_nothing_waits(daily):
    arrive(daily)
    reject(daily.table, "0a")

    assert not tell_owner_daily(daily)
    assert daily.client.sent == []


@pytest.mark.parametrize(
    "how", [{"owner": "", "owner_letters": Letters.DAILY}, {"owner_letters": Letters.EACH}], ids=str
)
def test_an_owner_who_wants_no_daily_letter_gets_none(how):
    mailbox = make_mailbox(**how)
    arrive(mailbox)

    assert not tell_owner_daily(mailbox)
