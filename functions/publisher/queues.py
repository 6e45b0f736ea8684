"""Queues: hints that a source may have changed, and messages that ask for a page."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

BATCH = 10  # SendMessageBatch takes no more


class NotSent(Exception):
    """SQS refused some messages of a batch; `failed` are its entries."""

    def __init__(self, failed: list[dict[str, Any]]) -> None:
        super().__init__(f"{len(failed)} messages were not sent: {failed[0].get('Code')}")
        self.failed = failed


@dataclass(frozen=True)
class Want:
    """A page that is wanted: its target, and the generation that was asked for.

    A fan-out, which has no generation, has the `mark` of the change for which it is asked.
    """

    target: str
    generation: int = 0
    mark: str = ""


class Queues:
    """`client` is boto3's SQS client; a hint's body is `{"key": …}`, a want's `{"target": …, "generation": …}`,
    a fan-out's perhaps with a `mark` instead.
    """

    def __init__(self, client: Any, content_url: str, build_url: str) -> None:
        self._client = client
        self._content_url = content_url
        self._build_url = build_url

    def hint(self, source_keys: Iterable[str]) -> None:
        """Say that these sources may have changed."""
        self._send(self._content_url, ({"MessageBody": json.dumps({"key": key})} for key in source_keys))

    def want(self, wants: Iterable[Want]) -> None:
        """Ask for pages, each in the message group of its own."""
        self._send(self._build_url, map(_build_message, wants))

    def _send(self, url: str, messages: Iterable[dict[str, str]]) -> None:
        for batch in _batches(messages):
            entries = [{"Id": str(number), **message} for number, message in enumerate(batch)]
            answer = self._client.send_message_batch(QueueUrl=url, Entries=entries)
            if failed := answer.get("Failed"):
                raise NotSent(failed)


def _build_message(want: Want) -> dict[str, str]:
    # The generation or the mark is part of the body: a FIFO queue swallows an identical body for five minutes.
    # A group's name is at most 128 ASCII characters, a path may be longer and in any script.
    told: dict[str, Any] = {"mark": want.mark} if want.mark else {"generation": want.generation}
    body = json.dumps({"target": want.target, **told})
    return {"MessageBody": body, "MessageGroupId": sha256(want.target.encode()).hexdigest()}


def _batches(messages: Iterable[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    rest = iter(messages)
    while batch := list(islice(rest, BATCH)):
        yield batch
