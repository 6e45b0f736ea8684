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


@cache
def press() -> Press:
    return Press.of(os.environ, boto3.client)


def reconcile_message(record: SQSRecord) -> None:
    for key in hinted_keys(record.body):
        reconcile(press(), key)
        logger.info("reconciled", source=key)


def handler(event: dict[str, Any], context: Any) -> Any:
    # Their Logger is none of logging's by its type; without it a failure beside successes is not logged at all.
    processor = BatchProcessor(event_type=EventType.SQS, logger=logger)  # type: ignore[arg-type]
    return process_partial_response(event, reconcile_message, processor, context)
