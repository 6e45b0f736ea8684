"""The table stream's second consumer: letters about comments that wait."""

import os
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from blog.attributes import plain
from mail.mailbox import Mailbox

logger = Logger(service="notify")


@cache
def mailbox() -> Mailbox:
    return Mailbox.of(os.environ, boto3.client)


def tell(record: DynamoDBRecord) -> None:
    change = record.raw_event["dynamodb"]
    before, after = (plain(change[name]) if change.get(name) else None for name in ("OldImage", "NewImage"))
    if mailbox().tell(before, after):
        logger.info("told", comment=change["Keys"]["SK"]["S"])


def handler(event: dict[str, Any], context: Any) -> Any:
    # Their Logger is none of logging's by its type; without it a failure beside successes is not logged at all.
    processor = BatchProcessor(event_type=EventType.DynamoDBStreams, logger=logger)  # type: ignore[arg-type]
    return process_partial_response(event, tell, processor, context)
