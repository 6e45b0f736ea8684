from dataclasses import replace
from datetime import timedelta

import pytest

from blog import keys
from blog.comment import Comment
from blog.correspondent import ANSWERS, Correspondent, asking, confirm, correspondent_of, digest_of, end_letters, forget
from blog.held import Held
from blog.item import to_item
from blog.migration import bring_in
from blog.moderation import approve, hold, reject, remove
from blog.record import Status
from blog.relocation import Destination, move
from blog.table import Delete, Put
from mail.notices import tell
from tests.unit.api.reader import POST, make_record
from tests.unit.mail.post_office import NOON, make_mailbox, ses_says

ADA = "ada@tea.example"
ONE, TWO, THREE, FOUR = ("0" * 23 + number for number in "1234")


@pytest.fixture
def mailbox():
    mailbox = make_mailbox()
    mailbox.table.put(Put(keys.record(POST), to_item(make_record())))
    return mailbox


def say(mailbox, comment_id, *, address="", writer="", parent="", text="I prefer oolong.", post=POST):
    """A comment that is approved at once; the letters that follow."""
    hold_one(mailbox, comment_id, address=address, writer=writer, parent=parent, text=text, post=post)
    approve(mailbox.table, comment_id)
    return deliver(mailbox, comment_id)


def hold_one(mailbox, comment_id, *, address="", post=POST, writer="", **more):
    writer = writer or f"browser of {comment_id}"
    table, digest = mailbox.table, digest_of(mailbox.table, address) if address else ""
    comment = Comment(comment_id, post, "Ada", at=NOON, correspondent=digest, writer=writer, **more)
    asked = [asking(table, digest, Correspondent(address, comment_id, POST, writer), mailbox.now())] if address else []
    hold(table, Held(comment, "Tea", "/posts/tea/"), *asked)


def deliver(mailbox, comment_id):
    """What the stream tells of the comment on its page, once more; to whom letters were sent."""
    before = len(mailbox.client.sent)
    joined = [(old, new) for old, new in mailbox.table.changes if new and new["SK"] == keys.COMMENT + comment_id]
    for change in joined:
        tell(mailbox, *change)
    return [each["Destination"]["ToAddresses"] for each in mailbox.client.sent[before:]]


def confirm_of(mailbox, comment_id, address=ADA):
    assert confirm(mailbox.table, digest_of(mailbox.table, address), comment_id, mailbox.now())


@pytest.fixture
def asked(mailbox):
    """Ada's comment is on the page, and she has said that she wants letters."""
    say(mailbox, ONE, address=ADA)
    confirm_of(mailbox, ONE)
    mailbox.client.sent.clear()
    return mailbox


# ── The question ──────────────────────────────────────────────────────────────────────────────────


def test_an_address_is_asked_once_its_comment_is_approved_and_not_before(mailbox):
    hold_one(mailbox, ONE, address=ADA, text="I prefer oolong.")
    for change in list(mailbox.table.changes):
        tell(mailbox, *change)
    assert not [each for each in mailbox.client.sent if each["Destination"] == {"ToAddresses": [ADA]}]

    approve(mailbox.table, ONE)

    assert deliver(mailbox, ONE) == [[ADA]]


def test_a_question_delivered_again_is_not_asked_again(mailbox):
    say(mailbox, ONE, address=ADA)

    assert deliver(mailbox, ONE) == []


def test_a_question_that_failed_is_asked_when_it_is_delivered_again(mailbox):
    mailbox.client.failures.append(RuntimeError("throttled"))

    with pytest.raises(RuntimeError):
        say(mailbox, ONE, address=ADA)

    assert deliver(mailbox, ONE) == [[ADA]]


def test_a_question_that_is_refused_for_good_is_not_asked_again_and_holds_nothing_up(mailbox):
    mailbox.client.failures = [ses_says("BadRequestException")]

    assert say(mailbox, ONE, address=ADA) == []
    assert deliver(mailbox, ONE) == []

    digest = digest_of(mailbox.table, ADA)
    assert correspondent_of(mailbox.table, digest, ONE, NOON + ANSWERS) is None


def test_one_address_is_asked_at_most_once_a_day(mailbox):
    sent = [say(mailbox, ONE, address=ADA), say(mailbox, TWO, address=ADA)]
    tomorrow = replace(mailbox, now=lambda: NOON + timedelta(days=1))

    assert sent == [[[ADA]], []]
    assert say(tomorrow, THREE, address=ADA) == [[ADA]]


def test_who_ended_letters_is_not_asked_for_a_year_whoever_leaves_the_address(mailbox):
    say(mailbox, ONE, address=ADA)
    end_letters(mailbox.table, digest_of(mailbox.table, ADA), NOON)
    within, after = (replace(mailbox, now=lambda days=days: NOON + timedelta(days=days)) for days in (364, 365))

    assert say(mailbox, TWO, address=ADA) == []
    assert say(within, THREE, address=ADA) == []
    assert say(after, FOUR, address=ADA) == [[ADA]]


def test_of_two_questions_at_the_same_moment_one_is_asked(mailbox):
    hold_one(mailbox, ONE, address=ADA, text="Oolong.")
    approve(mailbox.table, ONE)
    key = keys.asked(digest_of(mailbox.table, ADA))

    class Late(type(mailbox.table)):
        def get(self, asked):
            found = super().get(asked)
            if asked == key and found is None:
                super().put(Put(key, {"comment": TWO, "expires": 9**11, "generation": 1}, 0))
            return found

    mailbox.table.__class__ = Late

    assert deliver(mailbox, ONE) == []


def test_who_was_asked_and_did_not_answer_is_forgotten(mailbox):
    say(mailbox, ONE, address=ADA)

    digest = digest_of(mailbox.table, ADA)
    assert correspondent_of(mailbox.table, digest, ONE, NOON + ANSWERS) is None


def test_nobody_is_asked_who_left_no_address_or_whose_comment_is_gone(mailbox):
    assert say(mailbox, ONE) == []
    hold_one(mailbox, TWO, address=ADA, text="Oolong.")
    approve(mailbox.table, TWO)
    remove(mailbox.table, POST, TWO)

    assert deliver(mailbox, TWO) == []


def test_who_has_confirmed_with_this_browser_is_not_asked_again(mailbox):
    say(mailbox, ONE, address=ADA, writer="ada's")
    confirm_of(mailbox, ONE)

    assert say(mailbox, TWO, address=ADA, writer="ada's") == []
    assert say(mailbox, THREE, parent=TWO) == [[ADA]]


# ── A reply ───────────────────────────────────────────────────────────────────────────────────────


def test_a_reply_is_a_letter_to_whoever_confirmed(asked):
    assert say(asked, TWO, parent=ONE, text="So do I.") == [[ADA]]

    text = asked.client.sent[0]["Content"]["Simple"]["Body"]["Text"]["Data"]
    assert "> So do I." in text
    assert f"https://blog.example/posts/tea/#comment-{TWO}" in text


def test_a_reply_of_long_ago_that_comes_by_an_import_is_no_letter(asked):
    old = Comment(TWO, POST, "Bo", "So do I.", NOON - timedelta(days=91), parent=ONE)
    bring_in(asked.table, [old, replace(old, id=TWO[:-1] + "f", at=NOON - timedelta(days=1))])

    assert deliver(asked, TWO) == []
    assert deliver(asked, TWO[:-1] + "f") == [[ADA]]


def test_a_reply_is_no_letter_before_it_was_confirmed(mailbox):
    say(mailbox, ONE, address=ADA)

    assert say(mailbox, TWO, parent=ONE) == []


def test_a_reply_delivered_again_is_no_second_letter(asked):
    say(asked, TWO, parent=ONE)

    assert deliver(asked, TWO) == []


def test_a_letter_that_failed_is_sent_when_it_is_delivered_again(asked):
    asked.client.failures.append(RuntimeError("throttled"))

    with pytest.raises(RuntimeError):
        say(asked, TWO, parent=ONE)

    assert deliver(asked, TWO) == [[ADA]]


def test_a_letter_that_is_refused_for_good_is_given_up_and_its_writer_asked_all_the_same(asked):
    asked.client.failures = [ses_says("MessageRejected")]

    assert say(asked, TWO, parent=ONE, address="bob@tea.example") == [["bob@tea.example"]]
    assert deliver(asked, TWO) == []


def test_a_reply_that_was_taken_away_and_comes_back_is_no_second_letter(asked):
    say(asked, TWO, parent=ONE)
    reject(asked.table, TWO)
    approve(asked.table, TWO)

    assert deliver(asked, TWO) == []


def test_a_reply_that_is_gone_again_is_no_letter(asked):
    hold_one(asked, TWO, parent=ONE, text="So do I.")
    approve(asked.table, TWO)
    remove(asked.table, POST, TWO)

    assert deliver(asked, TWO) == []


def test_nobody_is_told_of_what_they_wrote_themselves(asked):
    assert say(asked, TWO, parent=ONE, writer=f"browser of {ONE}") == []

    say(asked, THREE, parent=ONE, address=ADA)
    assert not [each for each in asked.client.sent if "replied" in str(each)]


@pytest.mark.parametrize("parent", ["", FOUR])
def test_what_replies_to_nothing_that_is_there_is_no_letter(asked, parent):
    assert say(asked, TWO, parent=parent) == []


def test_a_comment_that_is_gone_has_no_replies_to_tell_of(asked):
    remove(asked.table, POST, ONE)

    assert say(asked, TWO, parent=ONE) == []


def test_nobody_is_told_any_more_who_was_forgotten(asked):
    forget(asked.table, digest_of(asked.table, ADA))

    assert say(asked, TWO, parent=ONE) == []


def test_nobody_is_led_to_a_post_that_is_not_there(asked):
    asked.table.put(Put(keys.record(POST), to_item(make_record(status=Status.DRAFT))))

    assert say(asked, TWO, parent=ONE) == []


def test_a_reply_is_also_told_where_the_post_got_an_identity_in_between(mailbox):
    older = keys.post_id("posts/tea.md")
    mailbox.table.put(Put(keys.record(older), to_item(make_record())))
    say(mailbox, ONE, address=ADA, post=older)
    confirm_of(mailbox, ONE)
    mailbox.table.put(Put(keys.bearer("f" * 16, "posts/tea.md"), {"path": "/posts/tea/"}))

    assert say(mailbox, TWO, parent=ONE, post="f" * 16) == [[ADA]]
    assert say(mailbox, THREE, address=ADA, writer=f"browser of {ONE}", post="f" * 16) == []
    assert say(mailbox, FOUR, parent=THREE, post="f" * 16) == [[ADA]]


def test_a_letter_leads_to_where_a_comment_was_moved_and_old_replies_that_move_along_are_not_told_again(asked):
    other = "e" * 16
    asked.table.put(Put(keys.record(other), to_item(replace(make_record(slug="rain", title="Rain"), id=other))))
    say(asked, TWO, parent=ONE)
    later = replace(asked, now=lambda: NOON + timedelta(days=91))
    asked.table.write([Delete(keys.told(TWO))])  # long expired by then
    move(asked.table, POST, [ONE, TWO], Destination(other, "Rain", "/posts/rain/"))

    assert deliver(later, TWO) == []
    assert say(asked, THREE, parent=ONE, post=other) == [[ADA]]
    assert f"/posts/rain/#comment-{THREE}" in str(asked.client.sent[-1])
