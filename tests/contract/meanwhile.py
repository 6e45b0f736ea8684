"""What happens at the same moment, or between two calls of the code under test."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest

from blog.table import Conflict
from tests.contract.servers import Running

PATIENCE_SECONDS = 30.0


def race(server: Running, calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each call gave, or its Conflict; made at the same moment, or one by one where the server can do no more."""
    start = Barrier(len(calls) if server.server.takes_threads else 1)

    def outcome(call: Callable[[], Any]) -> Any:
        start.wait(PATIENCE_SECONDS)
        try:
            return call()
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(start.parties) as pool:
        return list(pool.map(outcome, calls))


def winners(outcomes: Sequence[Any]) -> list[int]:
    """Which calls of a race had no conflict."""
    return [number for number, outcome in enumerate(outcomes) if not isinstance(outcome, Conflict)]


@contextmanager
def just_before(client: Any, call: str, act: Callable[[], Any]) -> Iterator[None]:
    """`act`, once, when the code under test has decided and its `call` ("s3.DeleteObject") is about to be sent."""
    left = [act]

    def handler(**_: Any) -> None:
        if left:
            left.pop()()

    with _handled(client, f"before-call.{call}", handler):
        yield


@contextmanager
def paged(client: Any, call: str, parameter: str, size: int) -> Iterator[list[Any]]:
    """Answers to `call` hold at most `size`, as the server's own limits would make it; yields the calls so far."""
    calls = []

    def handler(params: dict[str, Any], **_: Any) -> dict[str, Any]:
        calls.append(params)
        return params | {parameter: size}

    with _handled(client, f"provide-client-params.{call}", handler):
        yield calls


@contextmanager
def _handled(client: Any, event: str, handler: Callable[..., Any]) -> Iterator[None]:
    if not hasattr(client, "meta"):
        pytest.skip("the simulator's client tells of no call: it halts its caller instead")
    client.meta.events.register(event, handler)
    try:
        yield
    finally:
        client.meta.events.unregister(event, handler)
