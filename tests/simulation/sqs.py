"""SQS in memory: standard and FIFO queues, what is in flight, and the dead letters."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.simulation.calls import Call, Gate


@dataclass
class Message:
    id: str
    body: str
    group: str = ""
    receives: int = 0
    in_flight: bool = False


@dataclass
class Queue:
    """`most_receives` before a message is a dead letter; a FIFO queue swallows a body that it has seen."""

    name: str
    is_fifo: bool
    most_receives: int
    messages: list[Message] = field(default_factory=list)
    dead: list[Message] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    count: int = 0

    def copy(self) -> "Queue":
        messages, dead = ([replace(each) for each in some] for some in (self.messages, self.dead))
        return replace(self, messages=messages, dead=dead, seen=set(self.seen))

    def send(self, body: str, group: str = "") -> None:
        if self.is_fifo and body in self.seen:
            return
        self.seen.add(body)
        self.count += 1
        self.messages.append(Message(f"{self.name}-{self.count}", body, group))

    def ready(self) -> list[Message]:
        """What may be delivered now: of a group, the first one, while none of it is in flight."""
        if not self.is_fifo:
            return [message for message in self.messages if not message.in_flight]
        first: dict[str, Message] = {}
        for message in self.messages:
            first.setdefault(message.group, message)
        return [message for message in first.values() if not message.in_flight]

    def take(self, messages: list[Message]) -> None:
        for message in messages:
            message.in_flight = True
            message.receives += 1

    def settle(self, messages: list[Message], failed: set[str]) -> None:
        """Forget those that are done; give the others back, or to the dead letters."""
        for message in messages:
            message.in_flight = False
            if message.id not in failed:
                self._remove(message)
            elif message.receives >= self.most_receives:
                self._remove(message)
                self.dead.append(message)

    def redrive(self) -> None:
        """Move the dead letters back."""
        for message in self.dead:
            message.receives = 0
            self.messages.append(message)
        self.dead.clear()

    def _remove(self, message: Message) -> None:
        self.messages = [each for each in self.messages if each is not message]


class Sqs:
    """A client; `refuses` says which entries of a batch SQS does not take."""

    def __init__(self, gate: Gate, queues: dict[str, Queue], refuses: Callable[[Any], bool]) -> None:
        self._gate, self._queues, self._refuses = gate, queues, refuses

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            failed = [entry for entry in Entries if self._refuses(entry)]
            for entry in Entries:
                if entry not in failed:
                    self._queues[QueueUrl].send(entry["MessageBody"], entry.get("MessageGroupId", ""))
            return {"Failed": [{"Id": entry["Id"], "Code": "InternalError"} for entry in failed]} if failed else {}

        about = "; ".join(_about(entry["MessageBody"]) for entry in Entries)
        return self._gate(Call("sqs", "send_message_batch", f"{QueueUrl}: {about}", effect))


def _about(body: str) -> str:
    said = json.loads(body)
    return f"{said['target']} @{said['generation']}" if "target" in said else str(said.get("key", said))
