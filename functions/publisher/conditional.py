"""Conditional: objects of S3 that are written only if nobody else has written since they were looked at."""

from http import HTTPStatus
from typing import Any

from botocore.exceptions import ClientError

from blog.table import Conflict

# The condition failed; a write at the same moment; If-Match on what is gone (S3 user guide, "Conditional writes").
_LOST_RACES = {HTTPStatus.PRECONDITION_FAILED, HTTPStatus.CONFLICT, HTTPStatus.NOT_FOUND}


def head(client: Any, bucket: str, key: str) -> dict[str, Any]:
    """What S3 says of an object, or nothing where there is none."""
    try:
        return dict(client.head_object(Bucket=bucket, Key=key))
    except ClientError as error:
        if _status_of(error) == HTTPStatus.NOT_FOUND:
            return {}
        raise


def put(client: Any, expected: str, **what: Any) -> str:
    """Write over the object with this entity tag, or where it is empty over none; its new tag. Raises Conflict."""
    condition = {"IfMatch": expected} if expected else {"IfNoneMatch": "*"}
    try:
        return str(client.put_object(**what, **condition)["ETag"])
    except ClientError as error:
        if is_lost_race(error):
            raise Conflict(str(error)) from error
        raise


def is_lost_race(error: ClientError) -> bool:
    """Whether somebody else was first; a bucket that is not there is no race."""
    return _status_of(error) in _LOST_RACES and error.response["Error"]["Code"] != "NoSuchBucket"


def _status_of(error: ClientError) -> int:
    return int(error.response["ResponseMetadata"]["HTTPStatusCode"])
