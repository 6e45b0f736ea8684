"""The content queue's consumer says in time what it did not get to."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import entry.reconcile
from entry.reconcile import ONE_SOURCE

EVENT = Path(__file__).parents[2] / "events" / "content_put.json"
MESSAGES = ("one", "two", "three")
ENOUGH, TOO_LITTLE = ONE_SOURCE, ONE_SOURCE - 1


@dataclass
class Context:
    """Lambda's, with so many milliseconds left before each message."""

    left: list[int]

    def get_remaining_time_in_millis(self) -> int:
        return self.left.pop(0)


@pytest.fixture
def handled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(entry.reconcile, "reconcile_message", lambda record: found.append(record.message_id))
    return found


def failed(*left: int) -> list[str]:
    [record] = json.loads(EVENT.read_text())["Records"]
    event: Any = {"Records": [record | {"messageId": each} for each in MESSAGES]}
    answer = entry.reconcile.handler(event, Context(list(left)))
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


def test_all_messages_are_handled_as_long_as_there_is_time(handled: list[str]) -> None:
    assert failed(ENOUGH, ENOUGH, ENOUGH) == []
    assert handled == [*MESSAGES]


def test_those_for_which_there_is_no_time_come_again(handled: list[str]) -> None:
    assert failed(ENOUGH, TOO_LITTLE, TOO_LITTLE) == ["two", "three"]
    assert handled == ["one"]
