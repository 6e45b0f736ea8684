"""The HTTP API's function: the reader API."""

import os
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools import Logger

from api.desk import Desk
from api.routes import respond, unexpected

logger = Logger(service="api")


@cache
def desk() -> Desk:
    return Desk.of(os.environ, boto3.client)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ARG001  # Lambda passes it
    try:
        return respond(event, desk())
    except Exception:  # whatever it was, the reader gets an answer and the owner a log entry
        logger.exception("unexpected")
        return unexpected()
