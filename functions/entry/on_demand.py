"""The HTTP API's function for what is made on demand."""

import os
from functools import cache
from http import HTTPStatus
from typing import Any

import boto3
from aws_lambda_powertools import Logger

from publisher.kiosk import Kiosk
from publisher.on_demand import refusal, respond
from publisher.theme import Theme, folders

logger = Logger(service="on-demand")


@cache
def kiosk() -> Kiosk:
    return Kiosk.of(os.environ, boto3.client)


@cache
def theme() -> Theme:
    return Theme(*folders())


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ARG001  # Lambda passes it
    try:
        return respond(event, kiosk(), theme())
    except Exception:  # whatever it was, the reader gets an answer and the owner a log entry
        logger.exception("unexpected")
        return refusal(HTTPStatus.INTERNAL_SERVER_ERROR)
