"""Given up: batches of the table's stream on which touch failed too often; nobody knows which pages they made stale."""

from collections.abc import Callable, Mapping
from typing import Any

from blog.environment import required

AT_ONCE = 10  # ReceiveMessage gives no more


class GivenUp:
    """`client` is boto3's SQS client; the queue is the stream's dead letters.

    A letter names places in the stream, which keeps its records for a day, not the records themselves.
    """

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "GivenUp":
        """From the function's variables and a maker of boto3 clients; raises MissingVariable."""
        return cls(client("sqs"), required(environ, "TOUCH_DEAD_LETTER_QUEUE_URL"))

    def letters(self) -> list[str]:
        """The handles of those that are there; some may only be found the next time."""
        found: list[str] = []
        while letters := self._receive():
            found += letters
        return found

    def settle(self, letters: list[str]) -> None:
        """Forget letters, once all that they can be about is asked for again."""
        for letter in letters:
            self._client.delete_message(QueueUrl=self._url, ReceiptHandle=letter)

    def _receive(self) -> list[str]:
        answer = self._client.receive_message(QueueUrl=self._url, MaxNumberOfMessages=AT_ONCE)
        return [message["ReceiptHandle"] for message in answer.get("Messages", ())]
