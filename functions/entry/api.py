"""The HTTP API's function: the reader API."""

import os
from functools import cache, partial
from typing import Any

import boto3
from aws_lambda_powertools import Logger
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from api.desk import Desk
from api.routes import respond, unavailable, unexpected
from blog.table import Conflict

logger = Logger(service="api")
# So that the reader gets an answer of ours before the function's 10 seconds are over.
PATIENCE = Config(connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 3})


@cache
def desk() -> Desk:
    return Desk.of(os.environ, partial(boto3.client, config=PATIENCE))


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ARG001  # Lambda passes it
    try:
        return respond(event, desk())
    except (BotoCoreError, ClientError, Conflict):
        logger.exception("unavailable")
        return unavailable(event)
    except Exception:  # whatever it was, the reader gets an answer and the owner a log entry
        logger.exception("unexpected")
        return unexpected(event)
