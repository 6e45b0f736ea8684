"""What the functions that write letters log: no address, whatever SES says of it."""

import traceback
from dataclasses import replace
from io import StringIO
from types import SimpleNamespace

import pytest
from aws_lambda_powertools.utilities.batch.exceptions import BatchProcessingError

import entry.erase
import entry.notify
from blog import correspondent, keys
from blog.attributes import attributes_of
from blog.comment import Comment
from blog.correspondent import digest_of
from blog.held import Held
from blog.inquiry import have_erased, inquire, inquiry_of
from blog.known import noted
from blog.moderation import hold
from mail.mailbox import Letters
from privacy.errand import Errands
from tests.unit.mail.post_office import NOON, make_mailbox, ses_says
from tests.unit.privacy.test_errand import Noting

VICTIM = "victim@reader.example"
CODES = ["MessageRejected", "TooManyRequestsException"]  # for good, and for now


@pytest.fixture
def log(monkeypatch):
    said = StringIO()
    for each in (entry.notify.logger, entry.erase.logger):
        monkeypatch.setattr(each.registered_handler, "stream", said)
    return said


@pytest.fixture
def mailbox():
    """Somebody asked about an address with which a comment came; the owner's letters fail in the same way."""
    made = make_mailbox(owner=VICTIM, owner_letters=Letters.DAILY)
    digest = digest_of(made.table, VICTIM)
    comment = Comment("0a" * 12, "p1", "Vic", "Oolong.", NOON, correspondent=digest)
    asked = correspondent.Correspondent(VICTIM, comment.id, "p1", "")
    hold(made.table, Held(comment, "Tea", "/"), *noted(comment), correspondent.asking(made.table, digest, asked, NOON))
    inquire(made.table, VICTIM, "en", NOON, "5ec2e7")
    return made


def stream(table, key):
    """What the stream tells of an item: twice, since alone it would be an error of the whole batch."""
    image = {"Keys": attributes_of({"PK": key.pk, "SK": key.sk}), "NewImage": attributes_of(table.get(key))}
    records = [
        {"eventSource": "aws:dynamodb", "dynamodb": {**image, "SequenceNumber": str(number)}} for number in (1, 2)
    ]
    return {"Records": records}


@pytest.mark.parametrize("code", CODES)
def test_a_letter_that_fails_leaves_a_code_in_the_log(code, log, mailbox, monkeypatch):
    mailbox.client.failures = [ses_says(code, VICTIM)]
    monkeypatch.setattr(entry.notify, "mailbox", lambda: replace(mailbox, given_up=entry.notify.refused))
    event = stream(mailbox.table, keys.letter(digest_of(mailbox.table, VICTIM)))

    entry.notify.handler(event, SimpleNamespace())

    assert code in log.getvalue()
    assert "victim" not in log.getvalue()


@pytest.mark.parametrize("code", CODES)
def test_an_erasure_whose_letter_fails_leaves_a_code_in_the_log(code, log, mailbox, monkeypatch):
    digest = digest_of(mailbox.table, VICTIM)
    have_erased(mailbox.table, digest, inquiry_of(mailbox.table, digest), NOON, "t0")
    mailbox.client.failures = [ses_says(code, VICTIM)]
    monkeypatch.setattr(entry.erase, "errands", lambda: Errands(Noting(mailbox.table), mailbox))

    entry.erase.handler({}, None)

    assert code in log.getvalue()
    assert "victim" not in log.getvalue()


def test_a_batch_of_which_all_fails_is_told_by_codes_alone(log, mailbox, monkeypatch):
    """Lambda logs the error that ends the function, and what led to it."""
    mailbox.client.failures = [ses_says(CODES[1], VICTIM)] * 2
    monkeypatch.setattr(entry.notify, "mailbox", lambda: mailbox)

    with pytest.raises(BatchProcessingError) as caught:
        entry.notify.handler(stream(mailbox.table, keys.letter(digest_of(mailbox.table, VICTIM))), SimpleNamespace())

    said = "".join(traceback.format_exception(caught.value)) + log.getvalue()
    assert CODES[1] in said
    assert "victim" not in said
