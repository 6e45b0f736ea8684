"""The mailbox: what sends letters, and knows who the owner is and when to write to him."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from blog.environment import required
from blog.keys import Key
from blog.table import Put, Table
from blog.unix_time import unix_after
from mail.letter import Letter

# What SES says of a letter that it will not take later, either (API reference, version 2, SendEmail). An account
# that is paused, suspended or at its limit may be so no more.
FOR_GOOD = frozenset(
    {"MessageRejected", "BadRequestException", "MailFromDomainNotVerifiedException", "NotFoundException"}
)


class NotSent(Exception):
    """A letter that did not go; `code` is how SES calls the reason. What else it says names addresses, and is dropped.

    NotSent
    ├── Refused  it never will
    └── Unsent   it may, later
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"the letter was not sent: {code}")
        self.code = code


class Refused(NotSent):
    pass


class Unsent(NotSent):
    pass


class Letters(StrEnum):
    """When the owner gets letters about comments that wait."""

    EACH = "each"
    DAILY = "daily"
    NONE = "none"


def ignore(code: str) -> None:
    pass


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Mailbox:
    """`client` is boto3's of SES (version 2); `sender` and `owner` are plain addresses, `owner` perhaps empty.

    `given_up` is told SES's code for a letter that is not tried any more.
    """

    table: Table
    client: Any
    site_url: str
    sender: str
    owner: str
    owner_letters: Letters = Letters.EACH
    now: Callable[[], datetime] = utc_now
    given_up: Callable[[str], None] = ignore

    @classmethod
    def of(
        cls, environ: Mapping[str, str], client: Callable[[str], Any], given_up: Callable[[str], None] = ignore
    ) -> "Mailbox":
        """From the function's variables and a maker of boto3 clients; raises MissingVariable."""
        return cls(
            table=Table(client("dynamodb"), required(environ, "TABLE_NAME"), required(environ, "VISIT_TABLE_NAME")),
            client=client("sesv2"),
            site_url=required(environ, "SITE_URL").rstrip("/"),
            sender=required(environ, "SENDER_ADDRESS"),
            owner=required(environ, "OWNER_ADDRESS"),
            owner_letters=Letters(required(environ, "OWNER_LETTERS")),
            given_up=given_up,
        )

    def writes_to_owner(self, when: Letters) -> bool:
        return bool(self.owner) and self.owner_letters is when

    def send_once(self, note: Key, remembered: timedelta, address: str, written: Letter) -> bool:
        """Send, and note that it was, or never will be: twice only if the function died between the two.

        Whether it was sent; raises Unsent.
        """
        is_sent = self.send_or_give_up(address, written)
        self.remember(note, remembered)
        return is_sent

    def remember(self, note: Key, remembered: timedelta) -> None:
        self.table.put(Put(note, {"expires": unix_after(self.now(), remembered)}))

    def send_or_give_up(self, address: str, written: Letter) -> bool:
        """Whether it was sent; raises Unsent. One that SES refuses for good holds up no other."""
        try:
            self.send(address, written)
        except Refused as refused:
            self.given_up(refused.code)
            return False
        return True

    def send(self, address: str, written: Letter) -> None:
        """Raises Refused and Unsent."""
        try:
            self._send(address, written)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            raise (Refused if code in FOR_GOOD else Unsent)(code) from None
        except BotoCoreError as error:
            raise Unsent(type(error).__name__) from None

    def _send(self, address: str, written: Letter) -> None:
        headers = [{"Name": name, "Value": value} for name, value in written.headers.items()]
        self.client.send_email(
            FromEmailAddress=self.sender,
            Destination={"ToAddresses": [address]},
            Content={
                "Simple": {
                    "Subject": {"Data": written.subject, "Charset": "UTF-8"},
                    "Body": {"Text": {"Data": written.text, "Charset": "UTF-8"}},
                    **({"Headers": headers} if headers else {}),
                }
            },
        )
