"""Hints: the messages in the content queue, which say that a source may have changed."""

import json
from typing import Any
from urllib.parse import unquote_plus

from publisher.receipt import LONGEST_KEY

TEST_EVENT = "s3:TestEvent"


class NotAHint(ValueError):
    """A message that names no key which S3 could hold; the queue will put it aside. `body` is the message's."""

    def __init__(self, body: str) -> None:
        super().__init__(f"not a hint: {body[:200]}")
        self.body = body


def hinted_keys(body: str) -> list[str]:
    """The source keys that a message names.

    A message is S3's notification (`Records`, keys form-encoded: S3 user guide,
    "Event message structure"), S3's test event (no keys), or `{"key": …}`, which
    Pressmark itself and its schedules send; raises NotAHint for anything else.
    """
    try:
        found = _keys(json.loads(body))
        are_keys = all(0 < len(key.encode()) <= LONGEST_KEY for key in found)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NotAHint(body) from error
    if not are_keys:
        raise NotAHint(body)
    return found


def _keys(message: Any) -> list[str]:
    if message.get("Event") == TEST_EVENT:
        return []
    if "key" in message:
        return [message["key"]]
    return [unquote_plus(record["s3"]["object"]["key"]) for record in message["Records"]]
