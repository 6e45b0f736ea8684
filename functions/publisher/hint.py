"""Hints: the messages in the content queue, which say that a source may have changed."""

import json
from urllib.parse import unquote_plus


def hinted_keys(body: str) -> list[str]:
    """The source keys that a message names.

    A message is S3's notification (`Records`, keys form-encoded: S3 user guide,
    "Event message structure"), S3's test event (no keys), or `{"key": …}`, which
    Pressmark itself and its schedules send.
    """
    message = json.loads(body)
    if "key" in message:
        return [message["key"]]
    return [unquote_plus(record["s3"]["object"]["key"]) for record in message.get("Records", ())]
