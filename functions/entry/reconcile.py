"""The content queue's consumer."""

import os
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from publisher.hint import hinted_keys
from publisher.press import Press
from publisher.reconcile import reconcile

logger = Logger(service="reconcile")
# What one source may take: the time limit of its text for each of its versions that are tried, on half a processor.
ONE_SOURCE = 30_000  # milliseconds


class NoTimeLeft(Exception):
    """Those before it in the batch took so long that this message shall rather come again."""


@cache
def press() -> Press:
    return Press.of(os.environ, boto3.client)


def reconcile_message(record: SQSRecord) -> None:
    for key in hinted_keys(record.body):
        reconcile(press(), key)
        logger.info("reconciled", source=key)


def handler(event: dict[str, Any], context: Any) -> Any:
    def in_time(record: SQSRecord) -> None:
        # A time-out would be counted against every message of the batch, and nothing of it be told.
        if context and context.get_remaining_time_in_millis() < ONE_SOURCE:
            raise NoTimeLeft
        reconcile_message(record)

    # Their Logger is none of logging's by its type; without it a failure beside successes is not logged at all.
    processor = BatchProcessor(event_type=EventType.SQS, logger=logger)  # type: ignore[arg-type]
    return process_partial_response(event, in_time, processor, context)
