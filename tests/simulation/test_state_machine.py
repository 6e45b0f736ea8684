"""Any sequence of what authors, readers, the owner and the clock do, with deliveries in between, shrunk when it fails.

The small run is the same each time. The long proof looks elsewhere each time; what it finds is
told with a `@reproduce_failure` that, put before `Machine`, finds it again.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.simulation.blog import Blog
from tests.simulation.effort import is_proof
from tests.simulation.invariants import Divergence, check_now, check_quiet, check_replay, watch
from tests.simulation.known_bad import known
from tests.simulation.people import People, among, place
from tests.simulation.texts import KEYS, Text
from tests.simulation.worker import Delivery

WORKERS = 3
KINDS = ("reconcile", "touch", "build")

places = st.lists(st.integers(0, 9), min_size=1, max_size=6, unique=True)  # which of those that wait
calls = st.none() | st.integers(0, 15)  # after how many a worker halts
deliveries = st.lists(st.tuples(st.sampled_from(KINDS), places, calls), min_size=1, max_size=8)


class Machine(People):
    """A blog, what people do to it, and who is at work on it."""

    def __init__(self) -> None:
        super().__init__()
        self.work = ExitStack()
        self.heard = 0  # of the trace
        self.told = 0  # of the events, once more

    @initialize(list_cards=st.sampled_from((50, 2, 1)), posts=st.integers(0, len(KEYS)), shards=st.sampled_from((1, 4)))
    def begin(self, list_cards: int, posts: int, shards: int) -> None:
        self.blog = begun(list_cards, posts).copy()
        self.blog.divide(shards)
        self.texts = {key: Text() for key in KEYS[:posts]}
        watch(self.blog)
        self.work.enter_context(self.blog.at_work())

    # ── Deliveries ────────────────────────────────────────────────────────────────────────────────

    def go(self, delivery: Delivery, calls: int | None) -> None:
        """Let a worker make some calls, or all."""
        while not delivery.worker.is_done and calls != 0:
            self.blog.step(delivery)
            calls = None if calls is None else calls - 1

    @property
    def workers(self) -> list[Delivery]:
        return self.blog.live + self.blog.zombies

    @rule(deliveries=deliveries)
    def deliver(self, deliveries: list[tuple[str, list[int], int | None]]) -> None:
        for kind, places, calls in deliveries:
            if len(self.workers) < WORKERS:
                self.start(kind, places, calls)

    def start(self, kind: str, places: list[int], calls: int | None) -> None:
        """Start a function on some of what waits for it; if nothing does, the next one."""
        shards = self.blog.waiting_shards()
        waiting = {
            "reconcile": self.blog.queues["hints"].ready(),
            "touch": among(shards, places[0]).waiting if shards else [],
            "build": self.blog.queues["wants"].ready(),
        }
        first = KINDS.index(kind)
        for each in KINDS[first:] + KINDS[:first]:
            if chosen := some(waiting[each], places):
                many = {"records": waiting[each][: len(chosen)]} if each == "touch" else {"messages": chosen}
                self.go(self.blog.deliver(each, **many), calls)
                return

    @precondition(lambda self: self.blog.hinted)
    @rule(place=st.integers(0, 60))
    def hint_again(self, place: int) -> None:
        self.blog.queues["hints"].send(among(self.blog.hinted, place))

    @precondition(lambda self: self.workers)
    @rule(place=place, calls=calls)
    def go_on(self, place: int, calls: int | None) -> None:
        self.go(among(self.workers, place), calls)

    @precondition(lambda self: self.blog.live)
    @rule(place=place, late=st.booleans())
    def die(self, place: int, late: bool) -> None:
        """A worker dies before its pending call, or `late`, after it."""
        self.blog.crash(among(self.blog.live, place), late=late)

    @precondition(lambda self: self.blog.live)
    @rule(place=place)
    def presume_dead(self, place: int) -> None:
        self.blog.abandon(among(self.blog.live, place))

    @precondition(lambda self: self.blog.zombies)
    @rule(place=place)
    def land_late(self, place: int) -> None:
        """The last that is heard of a worker that was presumed dead: its pending call lands."""
        self.blog.bury(among(self.blog.zombies, place), landing=True)

    # ── What must hold ────────────────────────────────────────────────────────────────────────────

    @rule()
    def drain(self) -> None:
        """All is delivered, and what is new once more; those who were presumed dead may still come back."""
        self.settle(check_quiet, lambda blog: check_replay(blog, self.told))
        self.told = len(self.blog.hinted)

    @rule()
    def go_quiet(self) -> None:
        """The same, and nothing is told again: that could mend what would go wrong later."""
        self.settle(check_quiet)

    def settle(self, *checks: Callable[[Blog], None]) -> None:
        for delivery in list(self.blog.live):
            self.blog.run(delivery)
        with self.blog.told_on_failure("drained"):
            for queue in self.blog.queues.values():
                queue.redrive()
            self.blog.drain()
            for check in checks:
                check(self.blog)

    @invariant()
    def holds(self) -> None:
        """I3 and I4; and nobody fails, since no call does."""
        with self.blog.told_on_failure("at this step"):
            check_now(self.blog)
            news, self.heard = self.blog.trace[self.heard :], len(self.blog.trace)
            if failures := [f"{who}: {how}" for who, what, how in news if what == "fails"]:
                raise Divergence(f"I7: {'; '.join(failures)}")

    def teardown(self) -> None:
        with self.work:
            if sys.exc_info()[0]:
                return  # something failed, or this sequence was given up: what holds now says nothing
            for delivery in list(self.workers):
                self.blog.run(delivery)
            self.settle(check_quiet, check_replay)
            self.holds()


@cache
def begun(list_cards: int, posts: int) -> Blog:
    """A blog on which some posts have been published."""
    blog = Blog(list_cards)
    with blog.at_work():
        blog.open()
        for key in KEYS[:posts]:
            blog.put(key, Text().written())
        blog.drain()
    return blog


def some(those: list[Any], places: list[int]) -> list[Any]:
    return [those[number] for number in dict.fromkeys(place % len(those) for place in places)] if those else []


def effort(*, large: bool) -> settings:
    return settings(
        max_examples=500 if large else 50,
        stateful_step_count=50 if large else 30,
        derandomize=not large,
        print_blob=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    )


def test_any_sequence_keeps_the_invariants() -> None:
    run_state_machine_as_test(Machine, settings=effort(large=is_proof()))


def test_a_broken_rule_is_noticed() -> None:
    sketch = settings(effort(large=False), phases=(Phase.generate,))

    begun.cache_clear()
    with known("a post is listed before its page exists").at_large(), pytest.raises(Divergence):
        run_state_machine_as_test(Machine, settings=sketch)
    begun.cache_clear()
