"""Faults: the ways in which AWS lets one call end, and what a handler must say when it was not done."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

import entry.build
import entry.reconcile
from tests.simulation.blog import Blog
from tests.simulation.calls import Call, refused, timed_out
from tests.simulation.directed import SIZES, calls_of, stop_at
from tests.simulation.invariants import Divergence, check_quiet, check_replay, watch
from tests.simulation.stories import STORIES, Story, begun
from tests.simulation.worker import Delivery

CHANCE = 0.2  # in a burst, of each call
CALLS = 250  # that a burst lasts
SHARDS = (1, 4)
TRANSACTIONS = {"transact_get_items": "TransactGetItems", "transact_write_items": "TransactWriteItems"}

End = Callable[[Blog, Delivery], None]
Fits = Callable[[Call], bool]


@dataclass(frozen=True)
class Fault:
    """`end` ends the pending call of a worker; if the fault `is_final`, the handler must say that it failed."""

    name: str
    fits: Fits
    end: End
    is_final: bool = True


def _answer(code: str, status: int, *, late: bool = False, **more: Any) -> End:
    return lambda blog, worker: blog.fail(worker, refused("Operation", code, status, **more), late=late)


def _time_out(*, late: bool) -> End:
    return lambda blog, worker: blog.fail(worker, timed_out(_call(worker)), late=late)


def _canceled(reason: str) -> End:
    return _answer("TransactionCanceledException", 400, CancellationReasons=[{"Code": "None"}, {"Code": reason}])


def _repeat(blog: Blog, delivery: Delivery) -> None:
    """The answer gets lost, and botocore asks again: a condition that held the first time may not hold now."""
    delivery.worker.land()
    blog.step(delivery)


def _refuse(which: slice) -> End:
    """SQS takes a batch of messages but for some of them."""

    def end(blog: Blog, delivery: Delivery) -> None:
        seen = []

        def refuses(entry: Any) -> bool:
            seen.append(entry)
            return str(len(seen) - 1) in chosen

        total = _call(delivery).subject.count("; ") + 1
        chosen = {str(number) for number in range(total)[which]}
        blog.refuses = refuses
        blog.step(delivery)
        blog.refuses = lambda _: False

    return end


def _of(service: str, *operations: str) -> Fits:
    return lambda call: call.service == service and (not operations or call.operation in operations)


def _any(_: Call) -> bool:
    return True


def _writes(call: Call) -> bool:
    return not call.is_read


def _is_conditional(call: Call) -> bool:
    return call.operation == "put_object" and ("IfMatch" in call.subject or "IfNoneMatch" in call.subject)


FAULTS = (
    Fault("500", _any, _answer("InternalServerError", 500)),
    Fault("503", _any, _answer("ServiceUnavailable", 503)),
    Fault("time-out before", _any, _time_out(late=False)),
    Fault("time-out after", _writes, _time_out(late=True)),
    Fault("repeated", _writes, _repeat, is_final=False),
    Fault("throughput", _of("dynamodb"), _answer("ProvisionedThroughputExceededException", 400)),
    Fault("throttled", _of("dynamodb"), _answer("ThrottlingException", 400)),
    Fault("conflict", _of("dynamodb", *TRANSACTIONS), _canceled("TransactionConflict"), is_final=False),
    Fault("throttled transaction", _of("dynamodb", *TRANSACTIONS), _canceled("ThrottlingError")),
    Fault(
        "met a transaction",
        _of("dynamodb", "put_item", "update_item"),
        _answer("TransactionConflictException", 400),
        is_final=False,
    ),
    Fault("slow down", _of("s3"), _answer("SlowDown", 503)),
    Fault("409", _is_conditional, _answer("ConditionalRequestConflict", 409), is_final=False),
    Fault("412", _is_conditional, _answer("PreconditionFailed", 412), is_final=False),
    Fault("412 after its effect", _is_conditional, _answer("PreconditionFailed", 412, late=True), is_final=False),
    Fault("throttled queue", _of("sqs"), _answer("RequestThrottled", 403)),
    Fault("first refused", _of("sqs"), _refuse(slice(1))),
    Fault("last refused", _of("sqs"), _refuse(slice(-1, None))),
    Fault("all refused", _of("sqs"), _refuse(slice(None))),
    Fault("throttled schedule", _of("scheduler"), _answer("ThrottlingException", 429)),
)


class Named:
    """Which message a function is at work on, so that its answer can be held against it."""

    def __init__(self) -> None:
        self.id = ""

    @contextmanager
    def watching(self) -> Iterator["Named"]:
        places = ((entry.build, "build_message"), (entry.reconcile, "reconcile_message"))
        before = [(where, name, getattr(where, name)) for where, name in places]
        for where, name, handle in before:
            setattr(where, name, self._noting(handle))
        try:
            yield self
        finally:
            for where, name, handle in before:
                setattr(where, name, handle)

    def _noting(self, handle: Callable[[Any], None]) -> Callable[[Any], None]:
        def noting(record: Any) -> None:
            self.id = record.message_id
            handle(record)

        return noting


def faults(story: Story, list_cards: int, *, all_: bool) -> Counter[str]:
    """Let each call of the story end in `all_` faults that fit it, or in one of them; how often each was tried."""
    tried: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for place, call in enumerate(calls_of(story, list_cards)):
        fitting = [fault for fault in FAULTS if fault.fits(call)]
        if not all_ and call.service != "sqs":  # of which there are few
            fitting = [fitting[seen[call.operation] % len(fitting)]]
        seen[call.operation] += 1
        for fault in fitting:
            _with_fault(story, list_cards, place, fault)
            tried[fault.name] += 1
    return tried


def _with_fault(story: Story, list_cards: int, place: int, fault: Fault) -> None:
    blog, named = begun(list_cards), Named()
    watch(blog)
    with blog.at_work(), named.watching(), blog.told_on_failure(f"{story.name}, call {place}: {fault.name}"):
        story.act(blog)
        delivery = stop_at(blog, place)
        assert delivery is not None
        message = named.id
        fault.end(blog, delivery)
        while not delivery.worker.is_done:
            blog.step(delivery)
        check_answer(delivery, message, fault)
        blog.drain()
        for act in story.then:
            act(blog)
            blog.drain()
        assert not any(queue.dead for queue in blog.queues.values()) and not blog.dead_changes
        check_quiet(blog)
        check_replay(blog)


def check_answer(delivery: Delivery, message: str, fault: Fault) -> None:
    """I7: a function names the message that it could not do, and no other."""
    if delivery.kind == "touch":
        if fault.is_final and delivery.worker.error is None:
            raise Divergence("I7: touch reports success for records that it did not do")
        return
    names = {message, *behind(delivery, message)}
    if delivery.failed not in ([names] if fault.is_final else [names, set()]):
        raise Divergence(f"I7: {delivery.kind} names {sorted(delivery.failed)} as failed instead of {message}")


def behind(delivery: Delivery, message: str) -> set[str]:
    """What waits behind a message in its group comes again with it: it must not be done before."""
    groups = {each.id: each.group for each in delivery.messages}
    ids = list(groups)
    return {each for each in ids[ids.index(message) + 1 :] if groups[each] == groups[message] != ""}


def burst(seed: int) -> int:
    """Let calls fail at random for a while, then no more, and move the dead letters back; how many there were."""
    random = Random(seed)
    story, blog = random.choice(STORIES), begun(random.choice(SIZES))
    # Faults are far more frequent than AWS's. What becomes of a record that is given up, `test_redrive.py` shows.
    blog.divide(random.choice(SHARDS), is_patient=True)
    watch(blog)
    dead = 0
    with blog.at_work(), blog.told_on_failure(f"seed {seed}, {story.name}"):
        for act in (story.act, *story.then):
            act(blog)
            last = blog.steps + CALLS
            for delivery in blog.deliveries():
                while not delivery.worker.is_done:
                    _step(blog, delivery, random, CHANCE if blog.steps < last else 0)
            dead += sum(len(queue.dead) for queue in blog.queues.values())
            for queue in blog.queues.values():
                queue.redrive()
            blog.drain()
        assert not blog.dead_changes
        check_quiet(blog)
        check_replay(blog)
    return dead


def _step(blog: Blog, delivery: Delivery, random: Random, chance: float) -> None:
    if random.random() >= chance:
        blog.step(delivery)
        return
    blog.calls[_call(delivery).operation] += 1
    random.choice([fault for fault in FAULTS if fault.fits(_call(delivery))]).end(blog, delivery)


def _call(delivery: Delivery) -> Call:
    assert delivery.worker.pending is not None
    return delivery.worker.pending
