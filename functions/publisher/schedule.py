"""Schedules: a hint that is sent at a moment of its own, by EventBridge Scheduler."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Schedules:
    """`client` is boto3's Scheduler client; a schedule deletes itself when it is done.

    Its name holds the post's id and its moment, and none is ever moved or deleted:
    a worker that was overtaken can leave a hint too many, which does no harm, but
    never take one away that somebody waits for.
    """

    client: Any
    group: str
    role: str
    queue: str

    def set(self, post_id: str, source_key: str, moment: datetime) -> None:
        """Hint at the source at `moment`."""
        try:
            self.client.create_schedule(
                Name=f"{post_id}-{moment.astimezone(UTC):%Y%m%dT%H%M%S}",
                GroupName=self.group,
                ScheduleExpression=f"at({moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S})",
                FlexibleTimeWindow={"Mode": "OFF"},
                ActionAfterCompletion="DELETE",
                Target={"Arn": self.queue, "RoleArn": self.role, "Input": json.dumps({"key": source_key})},
            )
        except self.client.exceptions.ConflictException:
            return  # it is set already
