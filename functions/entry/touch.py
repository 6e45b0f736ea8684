"""The table stream's consumer."""

import os
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools import Logger

from blog.attributes import plain
from blog.environment import required
from blog.table import Table
from publisher.queues import Queues
from publisher.touch import Change, touch_changes

logger = Logger(service="touch")


@cache
def table() -> Table:
    return Table(boto3.client("dynamodb"), required(os.environ, "TABLE_NAME"))


@cache
def queues() -> Queues:
    return Queues(
        boto3.client("sqs"), required(os.environ, "CONTENT_QUEUE_URL"), required(os.environ, "BUILD_QUEUE_URL")
    )


def change(record: dict[str, Any]) -> Change:
    before, after = record["dynamodb"].get("OldImage"), record["dynamodb"].get("NewImage")
    return plain(before) if before else None, plain(after) if after else None


def handler(event: dict[str, Any], context: Any) -> None:  # noqa: ARG001  # Lambda passes it
    touch_changes(table(), queues(), map(change, event["Records"]), mark=event["Records"][-1]["eventID"])
    logger.info("touched", changes=len(event["Records"]))
