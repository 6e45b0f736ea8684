"""The build queue's consumer."""

import os
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import SqsFifoPartialProcessor, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from publisher.build import build, publish_assets
from publisher.fan_out import fan_out
from publisher.press import Press
from publisher.queues import Want
from publisher.theme import Theme, folders
from publisher.touched import is_fan_out

logger = Logger(service="build")


@cache
def press() -> Press:
    return Press.of(os.environ, boto3.client)


@cache
def theme() -> Theme:
    """The theme, once its assets are in the site bucket; of the owner's templates only if all of them can be used."""
    theme = Theme(*folders())
    if theme.replaced:
        theme.check()
    publish_assets(press(), theme)
    return theme


def build_message(record: SQSRecord) -> None:
    want = Want(**record.json_body)
    if is_fan_out(want.target):
        fan_out(press(), want.target)
    else:
        build(press(), theme(), want)
    logger.info("built", target=want.target, generation=want.generation)


def handler(event: dict[str, Any], context: Any) -> Any:
    # One page's failure must not hold up the others: only its own group waits.
    # Their Logger is none of logging's by its type; without it a failure beside successes is not logged at all.
    processor = SqsFifoPartialProcessor(skip_group_on_error=True, logger=logger)  # type: ignore[arg-type]
    return process_partial_response(event, build_message, processor, context)
