"""The machinery: the deployed functions between queues, a stream and a clock, one call at a time."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any, Self
from zlib import crc32

import entry.api
import entry.build
import entry.reconcile
import entry.touch
from api.desk import Desk
from publisher.given_up import GivenUp
from publisher.lists import LIST_CARDS
from publisher.press import Press
from tests.simulation.cloud import ENVIRON, NOON, URL, queue
from tests.simulation.dynamodb import Change, Collections, DynamoDB, items_in
from tests.simulation.events import sqs_record, stream_record
from tests.simulation.functions import at_work
from tests.simulation.s3 import S3, Bucket, Version
from tests.simulation.scheduler import Schedule, Scheduler
from tests.simulation.shard import Shard
from tests.simulation.sqs import Dead, Message, Queue, Sqs
from tests.simulation.worker import Delivery, Worker, gate

ENDLESS = 1_000_000
ROUNDS = 400  # in which everything must have drained


class Machinery:
    """`watchers` are called with the key and version of each page that is written."""

    def __init__(self, list_cards: int = LIST_CARDS) -> None:
        self.now = NOON
        self.list_cards = list_cards
        self.calls: Counter[str] = Counter()  # that workers made, by operation
        self.items = 0  # of the table that workers read
        self.bytes = 0  # written to the site
        self.stream_batch = 500
        self.pace = {"reconcile": 1, "build": 1}  # deliveries for each one of the stream
        self.is_traced = True
        self.moves = 0
        self.tokens = 0
        self.buckets = {name: Bucket(name == "content") for name in ("content", "site", "report")}
        self.table = Collections()
        self.changes: list[Change] = []
        self.divided = 0  # of these, how many the shards have been given
        self.shards = [Shard.of_template()]
        self.dead_changes: list[Change] = []  # records that it was given in vain, too often
        self.given_up = Queue("given up", is_fifo=False, most_receives=1_000)  # a letter for each batch of them
        self.queues = {"hints": queue("hints", "ContentQueue"), "wants": queue("wants", "BuildQueue")}
        self.schedules: dict[str, Schedule] = {}
        self.watchers: list[Callable[[str, Version], None]] = []
        self.live: list[Delivery] = []
        self.zombies: list[Delivery] = []
        self.trace: list[tuple[str, str, str]] = []
        self.written: list[str] = []
        self.findings: list[str] = []
        self.is_stale: Callable[[], bool] = lambda: True  # whoever does not ask for consistency does not get it
        self.refuses: Callable[[Any], bool] = lambda _: False

    # ── Parts ─────────────────────────────────────────────────────────────────────────────────────

    def client(self, service: str) -> Any:
        makers: dict[str, Callable[[], Any]] = {
            "s3": lambda: S3(gate, self.buckets, lambda: self.now, self._wrote),
            "dynamodb": lambda: DynamoDB(gate, self.table, self.changes, lambda: self.is_stale()),  # noqa: PLW0108  # it may change
            "sqs": lambda: Sqs(gate, self._all_queues, lambda entry: self.refuses(entry)),  # noqa: PLW0108  # it may change
            "scheduler": lambda: Scheduler(gate, self.schedules),
        }
        return makers[service]()

    @cached_property
    def press(self) -> Press:
        made = Press.of(ENVIRON, self.client)
        return type(made)(**{**made.__dict__, "now": lambda: self.now})

    @cached_property
    def letters(self) -> GivenUp:
        return GivenUp.of(ENVIRON, self.client)

    @cached_property
    def desk(self) -> Desk:
        return Desk(self.press.table, URL, now=lambda: self.now, token=self._token)

    @property
    def _all_queues(self) -> dict[str, Queue | Dead]:
        return self.queues | {"given up": self.given_up, "dead wants": Dead(self.queues["wants"])}

    @contextmanager
    def at_work(self) -> Iterator[Self]:
        with at_work(self.press, self.desk, self.list_cards):
            try:
                yield self
            finally:
                for delivery in self.live + self.zombies:
                    delivery.worker.kill()

    @property
    def steps(self) -> int:
        return self.calls.total()

    # ── The stream ────────────────────────────────────────────────────────────────────────────────

    def divide(self, shards: int, *, is_patient: bool = False) -> None:
        """From now on the stream has so many shards; nothing may wait in it. If `is_patient` no record is given up."""
        if self.waiting_shards():
            raise AssertionError("records of the stream wait")
        self.shards = [Shard.of_template() for _ in range(shards)]
        if is_patient:
            self.shards = [replace(each, most_retries=ENDLESS) for each in self.shards]

    def waiting_shards(self) -> list[Shard]:
        """Those that have records, and nobody at work on them."""
        for number in range(self.divided, len(self.changes)):
            self._shard_of(number).waiting.append(number)
        self.divided = len(self.changes)
        return [each for each in self.shards if each.waiting and not each.is_taken]

    def _shard_of(self, number: int) -> Shard:
        """DynamoDB keeps the order of one item's records only; here as there that of one partition key's."""
        return self.shards[crc32(self.changes[number].pk.encode()) % len(self.shards)]

    # ── Deliveries ────────────────────────────────────────────────────────────────────────────────

    def deliver(self, kind: str, messages: list[Message] | None = None, records: list[int] | None = None) -> Delivery:
        """Start a function on as many messages of its queue, or on records of one shard of the stream."""
        number = self.moves
        if records:
            self._shard_of(records[0]).is_taken = True
            event = {"Records": [stream_record(self.changes[each], each) for each in records]}
            worker = Worker(f"touch {number}", lambda: entry.touch.handler(event, None))
            delivery = Delivery(kind, worker, records=records)
        else:
            queue, handler = self._queue_of(kind), {"reconcile": entry.reconcile, "build": entry.build}[kind].handler
            messages = queue.take(messages or [])
            event = {"Records": [sqs_record(queue, message) for message in messages]}
            worker = Worker(f"{kind} {number}", lambda: handler(event, None))
            delivery = Delivery(kind, worker, messages)
        said = f"records {records}" if records else "; ".join(each.body for each in delivery.messages)
        self._note(worker.name, "starts", said)
        self.live.append(delivery)
        self._end(delivery)
        return delivery

    def step(self, delivery: Delivery) -> None:
        self._note(delivery.worker.name, str(delivery.worker.pending), "ok")
        self.calls[delivery.worker.pending.operation if delivery.worker.pending else ""] += 1
        self.items += items_in(delivery.worker.step())
        self._end(delivery)

    def fail(self, delivery: Delivery, error: Exception, *, late: bool = False) -> None:
        self._note(delivery.worker.name, str(delivery.worker.pending), f"{error} {'after its effect' if late else ''}")
        (delivery.worker.fail_late if late else delivery.worker.fail)(error)
        self._end(delivery)

    def crash(self, delivery: Delivery, *, late: bool = False) -> None:
        """The worker dies before its pending call, or `late`, after it."""
        self._note(delivery.worker.name, str(delivery.worker.pending), f"dies {'after' if late else 'before'} it")
        if late:
            delivery.worker.land()
        delivery.worker.kill()
        self._give_back(delivery)

    def abandon(self, delivery: Delivery) -> None:
        """Presume a worker dead while it is not: what it was given is given to others."""
        self._note(delivery.worker.name, str(delivery.worker.pending), "is presumed dead")
        self._give_back(delivery)
        self.zombies.append(delivery)

    def bury(self, delivery: Delivery, *, landing: bool) -> None:
        """End a worker that was presumed dead; its pending call may still be `landing`."""
        self._note(delivery.worker.name, str(delivery.worker.pending), "lands late" if landing else "is lost")
        if landing:
            delivery.worker.land()
        delivery.worker.kill()
        self.zombies.remove(delivery)

    def run(self, delivery: Delivery) -> None:
        while not delivery.worker.is_done:
            self.step(delivery)

    def drain(self, rounds: int = ROUNDS) -> None:
        """Deliver everything, in order and without any fault, until all is quiet."""
        for _ in range(rounds):
            if not self.drain_once():
                return
        raise AssertionError(f"still busy after {rounds} rounds")

    def drain_once(self) -> bool:
        """One round: what waits now is delivered; whether there was anything."""
        before = self.moves
        for delivery in self._round():
            self.run(delivery)
        return self.moves > before

    def deliveries(self) -> Iterator[Delivery]:
        """What a drain delivers, one after the other; whoever asks for the next has run the last, or stopped it."""
        for _ in range(ROUNDS):
            before = self.moves
            yield from self._round()
            if self.moves == before:
                return

    def _round(self) -> Iterator[Delivery]:
        for _ in range(self.pace["reconcile"]):
            if hints := self.queues["hints"].ready(5):
                yield self.deliver("reconcile", hints)
        for shard in self.waiting_shards():
            yield self.deliver("touch", records=shard.next(self.stream_batch))
        for _ in range(self.pace["build"]):
            if wants := self.queues["wants"].ready(10):
                yield self.deliver("build", wants)

    # ── What came of it ───────────────────────────────────────────────────────────────────────────

    @contextmanager
    def told_on_failure(self, name: str) -> Iterator[None]:
        """An invariant that does not hold is told with the trace that led there."""
        try:
            yield
        except AssertionError as error:
            raise type(error)(f"{name}: {error}\n{self.told()}") from error

    def told(self, last: int = 400) -> str:
        return "\n".join(f"{who:14} {what}  {how}" for who, what, how in self.trace[-last:])

    def _queue_of(self, kind: str) -> Queue:
        return self.queues["hints" if kind == "reconcile" else "wants"]

    def _end(self, delivery: Delivery) -> None:
        if not delivery.worker.is_done:
            return
        if delivery in self.zombies:
            self.zombies.remove(delivery)
            return
        self.live.remove(delivery)
        if delivery.kind != "touch":
            self._queue_of(delivery.kind).settle(delivery.messages, delivery.failed)
        else:
            self._settle_records(delivery, is_done=delivery.worker.error is None)
        if delivery.worker.error or (delivery.messages and delivery.failed):
            self._note(delivery.worker.name, "fails", repr(delivery.worker.error))

    def _give_back(self, delivery: Delivery) -> None:
        self.live.remove(delivery)
        if delivery.kind != "touch":
            self._queue_of(delivery.kind).settle(delivery.messages, {each.id for each in delivery.messages})
        else:
            self._settle_records(delivery, is_done=False)

    def _settle_records(self, delivery: Delivery, *, is_done: bool) -> None:
        records, shard = delivery.records, self._shard_of(delivery.records[0])
        shard.is_taken = False
        is_given_up = not is_done and shard.failed(records)
        if is_given_up:
            self.dead_changes += [self.changes[each] for each in records]
            self.given_up.send(f"records {records}")
        if is_done or is_given_up:
            shard.done(records[-1])

    def _wrote(self, bucket: str, key: str, version: Version) -> None:
        if bucket != "site":
            return
        self.written.append(key)
        self.bytes += len(version.data or b"")
        for watcher in self.watchers:
            watcher(key, version)

    def _token(self) -> str:
        self.tokens += 1
        return f"{self.tokens:012x}"

    def _note(self, who: str, what: str, how: str) -> None:
        if self.is_traced:
            self.trace.append((who, what, how))
        self.moves += 1
