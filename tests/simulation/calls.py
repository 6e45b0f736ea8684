"""Calls: one request to AWS, which may succeed, fail, get lost, or land late."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore import xform_name
from botocore.exceptions import ClientError, ReadTimeoutError

READS = frozenset(
    {
        *("get_item", "batch_get_item", "transact_get_items", "query", "scan"),
        *("get_object", "head_object", "list_objects_v2", "list_object_versions"),
    }
)


@dataclass(frozen=True)
class Call:
    """`effect` does it and gives its answer; `subject` is what it is about, for people who read a trace."""

    service: str
    operation: str
    subject: str
    effect: Callable[[], Any]

    @property
    def is_read(self) -> bool:
        return self.operation in READS

    def __str__(self) -> str:
        return f"{self.operation} {self.subject}"


Gate = Callable[[Call], Any]


def at_once(call: Call) -> Any:
    """The gate of whoever is not being scheduled."""
    return call.effect()


def refused(operation: str, code: str, status: int, **more: Any) -> ClientError:
    """The error that AWS answers with."""
    answer = {"Error": {"Code": code, "Message": code}, "ResponseMetadata": {"HTTPStatusCode": status}, **more}
    return ClientError(answer, operation)


def timed_out(call: Call) -> Exception:
    return ReadTimeoutError(endpoint_url=f"https://{call.service}.example")


def operation_of(name: str) -> str:
    """The client's method for an operation's name: `s3:PutObject` is `put_object`."""
    return xform_name(name.partition(":")[2])
