"""The mailbox: what sends the owner letters, and remembers for a while that it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from blog import keys
from blog.environment import required
from blog.held import Held, held_of
from blog.item import Item
from blog.offer import offer_key
from blog.table import Put, Table
from mail.letter import Letter, letter

REMEMBERED = timedelta(days=2)  # a stream keeps what it could not deliver for one


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Mailbox:
    """`client` is boto3's of SES (version 2); `sender` and `owner` are plain addresses."""

    table: Table
    client: Any
    site_url: str
    sender: str
    owner: str
    now: Callable[[], datetime] = utc_now

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "Mailbox":
        """From the function's variables and a maker of boto3 clients; raises MissingVariable."""
        return cls(
            table=Table(client("dynamodb"), required(environ, "TABLE_NAME")),
            client=client("sesv2"),
            site_url=required(environ, "SITE_URL").rstrip("/"),
            sender=required(environ, "SENDER_ADDRESS"),
            owner=required(environ, "OWNER_ADDRESS"),
        )

    def tell(self, before: Item | None, after: Item | None) -> bool:
        """Write to the owner of a comment that has just begun to wait, or was edited; whether a letter was sent.

        `before` and `after` are the row of the queue as the table's stream has it. One that is
        delivered again is no second letter, unless the function died between letter and note.
        """
        if after is None or (before and held_of(before).edition == held_of(after).edition):
            return False
        held = held_of(after)
        if not self._still_waits(held) or self.table.get(_note(held)):
            return False
        self._send(letter(held, self.site_url, offer_key(self.table), self.now()))
        expires = int((self.now() + REMEMBERED).timestamp())
        self.table.put(Put(_note(held), {"expires": expires}))
        return True

    def _still_waits(self, held: Held) -> bool:
        there = self.table.get(keys.held(held.comment.id))
        return there is not None and held_of(there).edition == held.edition

    def _send(self, written: Letter) -> None:
        self.client.send_email(
            FromEmailAddress=self.sender,
            Destination={"ToAddresses": [self.owner]},
            Content={
                "Simple": {
                    "Subject": {"Data": written.subject, "Charset": "UTF-8"},
                    "Body": {"Text": {"Data": written.text, "Charset": "UTF-8"}},
                }
            },
        )


def _note(held: Held) -> keys.Key:
    return keys.mailed(held.comment.id, held.edition)
