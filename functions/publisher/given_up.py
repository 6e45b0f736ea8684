"""Given up: what failed too often, as the dead letters say that nobody would find otherwise.

Those of the table's stream are batches of which touch does not know which pages they
made stale; those of the build queue are pages and fan-outs. Hints that were given up are
none of these: the audit finds their sources, and the letters stay for the owner to see.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from blog.environment import required
from publisher.queues import Want

AT_ONCE = 10  # ReceiveMessage gives no more


@dataclass(frozen=True)
class Letter:
    """A dead letter: its `handle` in a queue, and the target that was to be built, empty for a batch of the stream.

    A batch's names places in the stream, which keeps its records for a day, not the records themselves.
    """

    id: str
    queue: str
    handle: str
    target: str = ""


class GivenUp:
    """`client` is boto3's SQS client; the queues are the dead letters of the stream and of the build queue."""

    def __init__(self, client: Any, stream_url: str, build_url: str) -> None:
        self._client = client
        self._stream_url = stream_url
        self._build_url = build_url

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "GivenUp":
        """From the function's variables and a maker of boto3 clients; raises MissingVariable."""
        names = ("TOUCH_DEAD_LETTER_QUEUE_URL", "BUILD_DEAD_LETTER_QUEUE_URL")
        return cls(client("sqs"), *(required(environ, name) for name in names))

    def letters(self) -> list[Letter]:
        """Those that are there; some may only be found the next time. What cannot be read stays for the owner."""
        batches = [_letter(self._stream_url, message) for message in self._messages(self._stream_url)]
        found = [(message, target_of(message["Body"])) for message in self._messages(self._build_url)]
        return batches + [_letter(self._build_url, message, target) for message, target in found if target]

    def settle(self, letters: Iterable[Letter]) -> None:
        """Forget letters, once all that they can be about is asked for again."""
        for letter in letters:
            self._client.delete_message(QueueUrl=letter.queue, ReceiptHandle=letter.handle)

    def _messages(self, url: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while messages := self._client.receive_message(QueueUrl=url, MaxNumberOfMessages=AT_ONCE).get("Messages"):
            found += messages
        return found


def target_of(untrusted_body: str) -> str:
    """What a message of the build queue asks for; empty if it is none."""
    try:
        target = Want(**json.loads(untrusted_body)).target
    except (TypeError, ValueError):
        return ""
    return target if isinstance(target, str) else ""


def _letter(queue: str, message: Mapping[str, Any], target: str = "") -> Letter:
    return Letter(message["MessageId"], queue, message["ReceiptHandle"], target)
