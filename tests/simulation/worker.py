"""Workers: an invocation of a function, halted before each of its AWS calls until it is decided how the call ends."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from greenlet import GreenletExit, getcurrent, greenlet

from tests.simulation.calls import Call
from tests.simulation.sqs import Message

Outcome = Callable[[], Any]


class _Thread(greenlet):
    """A greenlet that AWS calls can be told apart by."""


def gate(call: Call) -> Any:
    """Where every client's calls pass: a worker halts here, anybody else goes straight through."""
    here = getcurrent()
    if not isinstance(here, _Thread):
        return call.effect()
    outcome: Outcome = here.parent.switch(call)
    return outcome()


class Worker:
    """`pending` is the call at which it halts, None once it has ended with a `result` or an `error`."""

    def __init__(self, name: str, run: Callable[[], Any]) -> None:
        self.name = name
        self.pending: Call | None = None
        self.result: Any = None
        self.error: Exception | None = None
        self.calls = 0
        self._run = run
        self._thread = _Thread(self._main)
        self._go()

    @property
    def is_done(self) -> bool:
        return self.pending is None

    def step(self) -> Any:
        """Let the pending call do what it does, and the worker go on; the call's answer, None if it failed."""
        call = self._call()
        try:
            answer = call.effect()
        except Exception as error:  # noqa: BLE001  # whatever it is, it is the worker's to handle
            self.fail(error)
            return None
        self._go(lambda: answer)
        return answer

    def fail(self, error: Exception) -> None:
        """Let the pending call end in an error, without any effect."""

        def outcome() -> Any:
            raise error

        self._call()
        self._go(outcome)

    def fail_late(self, error: Exception) -> None:
        """Let the pending call take effect, and its answer get lost."""
        self.land()
        self.fail(error)

    def land(self) -> None:
        """Let the pending call take effect, whatever becomes of the worker."""
        try:
            self._call().effect()
        except Exception:  # noqa: BLE001  # nobody is there to hear of it
            return

    def kill(self) -> None:
        """End it where it stands."""
        if not self._thread.dead:
            self._thread.throw(GreenletExit)
        self.pending = None

    def finish(self) -> None:
        while not self.is_done:
            self.step()

    def _call(self) -> Call:
        if self.pending is None:
            raise AssertionError(f"{self.name} has ended")
        return self.pending

    def _go(self, outcome: Outcome | None = None) -> None:
        self.calls += outcome is not None
        answer = self._thread.switch(outcome) if outcome else self._thread.switch()
        self.pending = None if self._thread.dead else answer

    def _main(self) -> None:
        try:
            self.result = self._run()
        except Exception as error:  # noqa: BLE001  # it is kept for whoever asks
            self.error = error


@dataclass
class Delivery:
    """A worker with what it was given: messages of a queue, or the numbers of records of a shard of the stream."""

    kind: str
    worker: Worker
    messages: list[Message] = field(default_factory=list)
    records: list[int] = field(default_factory=list)

    @property
    def failed(self) -> set[str]:
        """The messages that it did not do, by its own account."""
        if self.worker.error or self.worker.result is None:
            return {message.id for message in self.messages}
        return {each["itemIdentifier"] for each in self.worker.result["batchItemFailures"]}
