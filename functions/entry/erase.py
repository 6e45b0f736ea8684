"""The schedule's function that does what readers asked for: to be erased."""

import os
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools import Logger

from mail.mailbox import Mailbox
from privacy.eraser import Eraser
from privacy.errand import Errands

logger = Logger(service="erase")
LOOKS = 60
PAUSE_SECONDS = 1.0


def wait(look: Callable[[], list[bool]]) -> int:
    """A minute for the pages; what has not come then, the next run waits for."""
    for _ in range(LOOKS):
        missing = look().count(False)
        if not missing:
            return 0
        time.sleep(PAUSE_SECONDS)
    return missing


def given_up(code: str) -> None:
    logger.warning("a letter was given up", code=code)


@cache
def errands() -> Errands:
    return Errands(Eraser.of(os.environ, boto3.client, wait), Mailbox.of(os.environ, boto3.client, given_up))


def handler(event: dict[str, Any], context: Any) -> None:  # noqa: ARG001  # Lambda passes them
    for outcome in errands().run():
        if outcome.error:
            logger.warning("goes on in the next run", exc_info=outcome.error)
        else:
            logger.info("erased", comments=outcome.comments)
