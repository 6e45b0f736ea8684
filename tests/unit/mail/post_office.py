"""A mailbox over a table in memory, and an SES that keeps what it is given."""

from datetime import UTC, datetime

from botocore.exceptions import ClientError

from mail.mailbox import Mailbox
from tests.unit.fake_table import FakeTable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://blog.example"


def ses_says(code, about="ada@reader.example"):
    """An error of SES, with its way of naming whom it is about."""
    message = f"Email address is not verified. The following identities failed the check: {about}"
    return ClientError({"Error": {"Code": code, "Message": message}}, "SendEmail")


class Ses:
    """`failures` are raised first, one by one."""

    def __init__(self):
        self.sent, self.failures = [], []

    def send_email(self, **letter):
        if self.failures:
            raise self.failures.pop()
        self.sent.append(letter)


def make_mailbox(table=None, **more):
    usual = {"sender": "blog@blog.example", "owner": "owner@blog.example", "now": lambda: NOON}
    return Mailbox(table or FakeTable(), Ses(), URL, **(usual | more))
