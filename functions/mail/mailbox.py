"""The mailbox: what sends letters, and knows who the owner is and when to write to him."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from blog.environment import required
from blog.keys import Key
from blog.table import Put, Table
from mail.letter import Letter


class Letters(StrEnum):
    """When the owner gets letters about comments that wait."""

    EACH = "each"
    DAILY = "daily"
    NONE = "none"


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Mailbox:
    """`client` is boto3's of SES (version 2); `sender` and `owner` are plain addresses, `owner` perhaps empty."""

    table: Table
    client: Any
    site_url: str
    sender: str
    owner: str
    owner_letters: Letters = Letters.EACH
    now: Callable[[], datetime] = utc_now

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "Mailbox":
        """From the function's variables and a maker of boto3 clients; raises MissingVariable."""
        return cls(
            table=Table(client("dynamodb"), required(environ, "TABLE_NAME"), required(environ, "VISIT_TABLE_NAME")),
            client=client("sesv2"),
            site_url=required(environ, "SITE_URL").rstrip("/"),
            sender=required(environ, "SENDER_ADDRESS"),
            owner=required(environ, "OWNER_ADDRESS"),
            owner_letters=Letters(required(environ, "OWNER_LETTERS")),
        )

    def writes_to_owner(self, when: Letters) -> bool:
        return bool(self.owner) and self.owner_letters is when

    def send_once(self, note: Key, remembered: timedelta, address: str, written: Letter) -> None:
        """Send, and note that it was sent: twice only if the function died between the two."""
        self.send(address, written)
        self.table.put(Put(note, {"expires": int((self.now() + remembered).timestamp())}))

    def send(self, address: str, written: Letter) -> None:
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
