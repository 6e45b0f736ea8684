"""Letters: the table stream's second consumer, and once a day the schedule's."""

import os
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from blog.attributes import plain
from mail.mailbox import Mailbox
from mail.notices import tell
from mail.owner import tell_owner_daily

logger = Logger(service="notify")


def refused(code: str) -> None:
    logger.warning("a letter was refused", code=code)


@cache
def mailbox() -> Mailbox:
    return Mailbox.of(os.environ, boto3.client, refused)


def deliver(record: DynamoDBRecord) -> None:
    change = record.raw_event["dynamodb"]
    before, after = (plain(change[name]) if change.get(name) else None for name in ("OldImage", "NewImage"))
    if letters := tell(mailbox(), before, after):
        logger.info("told", comment=change["Keys"]["SK"]["S"], letters=letters)


def handler(event: dict[str, Any], context: Any) -> Any:
    if "Records" not in event:
        return logger.info("told daily", letters=int(tell_owner_daily(mailbox())))
    # Their Logger is none of logging's by its type; without it a failure beside successes is not logged at all.
    processor = BatchProcessor(event_type=EventType.DynamoDBStreams, logger=logger)  # type: ignore[arg-type]
    return process_partial_response(event, deliver, processor, context)
