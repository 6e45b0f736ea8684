"""EventBridge Scheduler in memory: one-time schedules that send a message to a queue."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.simulation.calls import Call, Gate


class Conflict(Exception):
    """As `client.exceptions.ConflictException`."""


class Exceptions:
    ConflictException = Conflict


@dataclass(frozen=True)
class Schedule:
    moment: datetime
    body: str


class Scheduler:
    exceptions = Exceptions

    def __init__(self, gate: Gate, schedules: dict[str, Schedule]) -> None:
        self._gate, self._schedules = gate, schedules

    def create_schedule(self, Name: str, **more: Any) -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            if Name in self._schedules:
                raise Conflict
            self._schedules[Name] = _schedule(**more)
            return {}

        return self._gate(Call("scheduler", "create_schedule", Name, effect))


def _schedule(ScheduleExpression: str, Target: dict[str, str], **_: Any) -> Schedule:
    moment = datetime.fromisoformat(ScheduleExpression.removeprefix("at(").removesuffix(")")).replace(tzinfo=UTC)
    return Schedule(moment, Target["Input"])
