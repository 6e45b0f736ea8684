"""SQS in memory: standard and FIFO queues, what is in flight, and the dead letters."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from tests.simulation.calls import Call, Gate


@dataclass
class Message:
    id: str
    body: str
    group: str = ""
    receives: int = 0
    in_flight: bool = False


class Queue:
    """`most_receives` before a message is a dead letter; a FIFO queue swallows a body that it has just seen."""

    def __init__(self, name: str, is_fifo: bool, most_receives: int) -> None:
        self.name, self.is_fifo, self.most_receives = name, is_fifo, most_receives
        self.messages: dict[str, Message] = {}
        self.dead: list[Message] = []
        self._seen: set[str] = set()
        self._groups: dict[str, list[str]] = {}  # of a FIFO queue, the ids of each group's messages in order
        self._count = 0

    def copy(self) -> "Queue":
        other = Queue(self.name, self.is_fifo, self.most_receives)
        other.messages = {each.id: replace(each) for each in self.messages.values()}
        other.dead = [replace(each) for each in self.dead]
        other._seen, other._count = set(self._seen), self._count
        other._groups = {group: list(ids) for group, ids in self._groups.items()}
        return other

    def send(self, body: str, group: str = "") -> None:
        if self.is_fifo and body in self._seen:
            return
        if self.is_fifo:
            self._seen.add(body)
        self._count += 1
        self._add(Message(f"{self.name}-{self._count}", body, group))

    def forget(self) -> None:
        """More than five minutes have passed: what is sent again counts (SQS developer guide, "Exactly-once")."""
        self._seen.clear()

    def ready(self, limit: int | None = None) -> list[Message]:
        """What may be delivered now, the oldest first: nothing of a group of which something is in flight."""
        waiting = (message for message in self.messages.values() if not message.in_flight)
        if self.is_fifo:  # what is in flight is the first of its group
            waiting = (each for each in waiting if not self.messages[self._groups[each.group][0]].in_flight)
        return list(islice(waiting, limit))

    def take(self, messages: list[Message]) -> list[Message]:
        """Take these, or as many of each group, the oldest first: all of a group come in their order."""
        if self.is_fifo:
            groups = {message.group: iter(list(self._groups[message.group])) for message in messages}
            messages = [self.messages[next(groups[message.group])] for message in messages]
        for message in messages:
            message.in_flight = True
            message.receives += 1
        return messages

    def settle(self, messages: list[Message], failed: set[str]) -> None:
        """Forget those that are done; give the others back, or to the dead letters."""
        for message in messages:
            message.in_flight = False
            is_dead = message.receives >= self.most_receives
            if message.id not in failed or is_dead:
                self._remove(message)
            if message.id in failed and is_dead:
                self.dead.append(message)

    def redrive(self) -> None:
        """Move the dead letters back."""
        for message in self.dead:
            message.receives, message.in_flight = 0, False
            self._add(message)
        self.dead.clear()

    def lose(self, is_lost: Callable[[str], bool]) -> None:
        """Forget the messages with such bodies."""
        for message in [each for each in self.messages.values() if is_lost(each.body)]:
            self._remove(message)

    def give_back(self) -> None:
        """Whoever had taken messages is taken for dead: they are there again."""
        for message in self.messages.values():
            message.in_flight = False

    def remove(self, message_id: str) -> None:
        if found := self.messages.get(message_id):
            self._remove(found)

    def _add(self, message: Message) -> None:
        self.messages[message.id] = message
        if self.is_fifo:
            self._groups.setdefault(message.group, []).append(message.id)

    def _remove(self, message: Message) -> None:
        if self.messages.pop(message.id, None) and self.is_fifo:
            self._groups[message.group].remove(message.id)


class Dead:
    """The dead letters of a queue, as a queue of their own."""

    def __init__(self, queue: Queue) -> None:
        self._letters = queue.dead

    def ready(self, limit: int | None = None) -> list[Message]:
        return [message for message in self._letters if not message.in_flight][:limit]

    def take(self, messages: list[Message]) -> None:
        for message in messages:
            message.in_flight = True

    def remove(self, message_id: str) -> None:
        self._letters[:] = [message for message in self._letters if message.id != message_id]


class Sqs:
    """A client; `refuses` says which entries of a batch SQS does not take."""

    def __init__(self, gate: Gate, queues: dict[str, Any], refuses: Callable[[Any], bool]) -> None:
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

    def receive_message(self, QueueUrl: str, MaxNumberOfMessages: int) -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            queue = self._queues[QueueUrl]
            found = queue.ready(MaxNumberOfMessages)
            queue.take(found)
            messages = [{"MessageId": each.id, "ReceiptHandle": each.id, "Body": each.body} for each in found]
            return {"Messages": messages} if found else {}

        return self._gate(Call("sqs", "receive_message", QueueUrl, effect))

    def delete_message(self, QueueUrl: str, ReceiptHandle: str) -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            self._queues[QueueUrl].remove(ReceiptHandle)
            return {}

        return self._gate(Call("sqs", "delete_message", f"{QueueUrl}: {ReceiptHandle}", effect))


def _about(body: str) -> str:
    said = json.loads(body)
    told = said.get("generation", said.get("mark"))
    return f"{said['target']} @{told}" if "target" in said else str(said.get("key", said))
