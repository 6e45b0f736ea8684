"""The hourly schedule's function."""

import os
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools import Logger

from blog.daily_key import day_of, forget_keys
from blog.environment import required
from blog.table import Table
from publisher.audit import audit
from publisher.given_up import GivenUp
from publisher.press import Press
from publisher.theme import Theme, folders

logger = Logger(service="audit")


@cache
def press() -> Press:
    return Press.of(os.environ, boto3.client)


@cache
def given_up() -> GivenUp:
    return GivenUp.of(os.environ, boto3.client)


@cache
def theme() -> Theme:
    return Theme(*folders())


@cache
def visits() -> Table:
    return Table(boto3.client("dynamodb"), required(os.environ, "TABLE_NAME"), required(os.environ, "VISIT_TABLE_NAME"))


def handler(event: dict[str, Any], context: Any) -> None:  # noqa: ARG001  # Lambda passes them
    forgotten = forget_keys(visits(), day_of(press().now()))
    findings = audit(press(), given_up(), theme())
    logger.info(
        "audited",
        sources=len(findings.sources),
        pages=len(findings.pages),
        tombstones=len(findings.tombstones),
        copies=len(findings.copies),
        assets=len(findings.assets),
        strays=len(findings.strays),
        given_up=findings.given_up,
        forgotten_keys=forgotten,
    )
