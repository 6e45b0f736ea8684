"""Schedules: a hint that is sent at a moment of its own, by EventBridge Scheduler."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Schedules:
    """`client` is boto3's Scheduler client; a schedule is named by the post's id and deletes itself when it is done."""

    client: Any
    group: str
    role: str
    queue: str

    def set(self, name: str, source_key: str, moment: datetime) -> None:
        """Hint at the source at `moment`, instead of any moment that was set before."""
        schedule = {
            "Name": name,
            "GroupName": self.group,
            "ScheduleExpression": f"at({moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S})",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": {"Arn": self.queue, "RoleArn": self.role, "Input": json.dumps({"key": source_key})},
        }
        try:
            self.client.create_schedule(**schedule)
        except self.client.exceptions.ConflictException:
            self.client.update_schedule(**schedule)

    def clear(self, name: str) -> None:
        try:
            self.client.delete_schedule(Name=name, GroupName=self.group)
        except self.client.exceptions.ResourceNotFoundException:
            return
