from dataclasses import replace
from datetime import timedelta

import pytest

from blog import correspondent, keys
from blog.comment import Comment
from blog.correspondent import Correspondent, digest_of
from blog.held import Held
from blog.inquiry import PAUSE, inquire, inquiry_of
from blog.known import noted
from blog.moderation import hold, reject
from blog.offer import offer_key
from blog.table import Delete
from mail.inquiries import answer_inquiry
from mail.notices import tell
from tests.unit.mail.post_office import NOON, URL, make_mailbox, ses_says

ADA = "ada@reader.example"
TEA = "0a" * 12


@pytest.fixture
def mailbox():
    """A comment came with an address in capitals, which is kept."""
    made = make_mailbox()
    digest = digest_of(made.table, ADA)
    comment = Comment(TEA, "p1", "Ada", "Oolong.", NOON, correspondent=digest)
    hold(made.table, Held(comment, "Tea", "/posts/tea/"), *noted(comment))
    made.table.put(correspondent.asking(made.table, digest, Correspondent("Ada@Reader.example", TEA, "p1", ""), NOON))
    return made


def ask(mailbox, address=ADA, later=timedelta(0)):
    inquire(mailbox.table, address, "de", NOON + later, "5ec2e7")
    return digest_of(mailbox.table, address)


def test_who_is_known_is_written_to_as_they_gave_it_with_the_link_and_once(mailbox):
    digest = ask(mailbox)

    assert [answer_inquiry(mailbox, digest) for _ in range(2)] == [True, False]

    [letter] = mailbox.client.sent
    found = inquiry_of(mailbox.table, digest)
    assert letter["Destination"] == {"ToAddresses": ["Ada@Reader.example"]}
    assert f"{URL}/api/privacy?{found.query(digest, offer_key(mailbox.table))}" in str(letter)
    assert "Was über Sie gespeichert ist" in str(letter)
    assert (found.is_told, found.address) == (True, "Ada@Reader.example")


def test_who_is_not_known_is_not_written_to_and_forgotten(mailbox):
    digest = ask(mailbox, "stranger@reader.example")

    assert not answer_inquiry(mailbox, digest)

    assert mailbox.client.sent == []
    assert "stranger" not in str(list(mailbox.table.scan()))


def test_who_is_known_by_a_comment_that_is_gone_is_not_written_to_and_nothing_of_them_stays(mailbox):
    reject(mailbox.table, TEA)
    assert answer_inquiry(mailbox, ask(mailbox))  # it can still be seen
    mailbox.table.write([Delete(keys.decided(TEA))])  # DynamoDB does, after 30 days

    digest = ask(mailbox, later=PAUSE)

    assert not answer_inquiry(replace(mailbox, now=lambda: NOON + PAUSE), digest)
    assert keys.written(digest, TEA) not in mailbox.table.keys
    assert inquiry_of(mailbox.table, digest).address == ""


def test_who_is_known_by_a_comment_only_is_written_to_as_they_asked(mailbox):
    correspondent.forget(mailbox.table, digest_of(mailbox.table, ADA))

    assert answer_inquiry(mailbox, ask(mailbox))

    assert mailbox.client.sent[0]["Destination"] == {"ToAddresses": [ADA]}


def test_a_letter_that_failed_is_written_when_the_stream_tells_again(mailbox):
    mailbox.client.failures = [RuntimeError("SES is away")]
    due = due_row(mailbox, ask(mailbox))

    with pytest.raises(RuntimeError):
        tell(mailbox, None, due)
    assert tell(mailbox, None, due) == 1


def test_a_letter_that_is_refused_for_good_is_given_up_and_the_address_forgotten(mailbox):
    codes = []
    mailbox = replace(mailbox, given_up=codes.append)
    due = due_row(mailbox, ask(mailbox))
    mailbox.client.failures = [ses_says("MessageRejected")]

    assert [tell(mailbox, None, due) for _ in range(2)] == [0, 0]

    assert codes == ["MessageRejected"]
    assert inquiry_of(mailbox.table, digest_of(mailbox.table, ADA)).address == ""
    assert due_row(mailbox, digest_of(mailbox.table, ADA)) is None


def test_a_day_later_another_letter_has_a_link_of_its_own_time(mailbox):
    digest = ask(mailbox)
    answer_inquiry(mailbox, digest)

    ask(mailbox, later=PAUSE)
    assert answer_inquiry(replace(mailbox, now=lambda: NOON + PAUSE), digest)

    first, second = (each["Content"]["Simple"]["Body"]["Text"]["Data"] for each in mailbox.client.sent)
    assert first != second


def due_row(mailbox, digest):
    """The row as the stream has it."""
    return mailbox.table.get(keys.letter(digest))
