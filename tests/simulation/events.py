"""Events, as AWS gives them to the functions."""

import json
from typing import Any
from urllib.parse import quote_plus, urlencode

from tests.simulation.dynamodb import Change
from tests.simulation.sqs import Message, Queue


def notification(key: str) -> str:
    """S3's notification as the body of a message, its key form-encoded as S3 does it."""
    record = {"eventSource": "aws:s3", "s3": {"bucket": {"name": "content"}, "object": {"key": quote_plus(key)}}}
    return json.dumps({"Records": [record]})


def request(url: str, path: str, form: dict[str, str], agent: str = "Mozilla/5.0 Firefox/140.0") -> dict[str, Any]:
    """A reader's form, as the HTTP API gives it to its function."""
    content = {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}
    return {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {**content, "origin": url, "user-agent": agent},
        "requestContext": {"http": {"method": "POST", "path": path}},
        "body": urlencode(form),
        "isBase64Encoded": False,
    }


def sqs_record(queue: Queue, message: Message) -> dict[str, Any]:
    attributes = {"ApproximateReceiveCount": str(message.receives), "MessageGroupId": message.group}
    return {
        "messageId": message.id,
        "receiptHandle": message.id,
        "body": message.body,
        "attributes": attributes,
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:us-east-1:123456789012:{queue.name}{'.fifo' if queue.is_fifo else ''}",
        "awsRegion": "us-east-1",
    }


def stream_record(change: Change, number: int) -> dict[str, Any]:
    images = {"OldImage": change.before, "NewImage": change.after}
    keys = {"PK": {"S": change.pk}, "SK": {"S": change.sk}}
    return {
        "eventID": str(number),
        "dynamodb": {"Keys": keys, **{name: image for name, image in images.items() if image}},
    }
