import traceback

import pytest
from botocore.exceptions import EndpointConnectionError

from blog.environment import MissingVariable
from mail.letter import Letter
from mail.mailbox import Letters, Mailbox, NotSent, Refused, Unsent
from tests.unit.mail.post_office import URL, make_mailbox, ses_says

ADA = "ada@reader.example"
ENVIRON = {
    "TABLE_NAME": "blog",
    "VISIT_TABLE_NAME": "visits",
    "SITE_URL": URL + "/",
    "SENDER_ADDRESS": "blog@blog.example",
    "OWNER_ADDRESS": "",
    "OWNER_LETTERS": "daily",
}


def test_a_mailbox_is_made_of_the_function_s_variables():
    made = Mailbox.of(ENVIRON, lambda service: service)

    assert (made.site_url, made.client, made.owner, made.owner_letters) == (URL, "sesv2", "", Letters.DAILY)


@pytest.mark.parametrize("name", ENVIRON)
def test_a_missing_variable_is_named(name):
    with pytest.raises(MissingVariable, match=name):
        Mailbox.of({key: value for key, value in ENVIRON.items() if key != name}, lambda _: None)


def test_a_letter_has_its_headers_and_is_plain_text():
    mailbox = make_mailbox()

    mailbox.send("ada@tea.example", Letter("Tea", "Oolong.", {"Auto-Submitted": "auto-generated"}))

    [sent] = mailbox.client.sent
    assert sent["Destination"] == {"ToAddresses": ["ada@tea.example"]}
    assert sent["Content"]["Simple"]["Headers"] == [{"Name": "Auto-Submitted", "Value": "auto-generated"}]
    assert set(sent["Content"]["Simple"]["Body"]) == {"Text"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("MessageRejected", Refused),
        ("BadRequestException", Refused),
        ("MailFromDomainNotVerifiedException", Refused),
        ("NotFoundException", Refused),
        ("TooManyRequestsException", Unsent),
        ("LimitExceededException", Unsent),
        ("SendingPausedException", Unsent),
        ("AccountSuspendedException", Unsent),
        ("InternalFailure", Unsent),
        ("AccessDeniedException", Unsent),
    ],
)
def test_a_letter_that_did_not_go_is_told_by_a_code_alone(code, kind):
    """SES names the address in its message, which must not get into a log by the error that it led to."""
    mailbox = make_mailbox()
    mailbox.client.failures = [ses_says(code, ADA)]

    with pytest.raises(NotSent) as caught:
        mailbox.send(ADA, Letter("Tea", "Oolong."))

    assert (type(caught.value), caught.value.code) == (kind, code)
    assert ADA not in "".join(traceback.format_exception(caught.value))


def test_whatever_the_network_does_is_tried_again():
    mailbox = make_mailbox()
    mailbox.client.failures = [EndpointConnectionError(endpoint_url="https://email.example")]

    with pytest.raises(Unsent, match="EndpointConnectionError"):
        mailbox.send("ada@reader.example", Letter("Tea", "Oolong."))
