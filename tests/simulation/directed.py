"""Directed schedules: one worker is stopped at one call, the world goes on, and what it was about to do lands late.

Random schedules find these once in many thousand runs, or never.
"""

import json
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import combinations, product

from blog import keys
from tests.simulation.blog import Blog
from tests.simulation.calls import Call
from tests.simulation.invariants import check_quiet, check_replay, watch
from tests.simulation.stories import E_Y, NEW, B, Story, Y, begun, text
from tests.simulation.worker import Delivery


class Fate(Enum):
    """What becomes of a worker that was stopped at a call."""

    GOES_ON = "is presumed dead, and goes on when all the others are done, who follow each of its writes"
    LANDS = "is dead, and its call lands when all the others are done"
    OVERTAKEN = "is presumed dead, and goes on when all the others are done, who were late as well"
    DIES = "is presumed dead, goes on when all the others are done, and dies after its next write"
    OVERTAKEN_DIES = "is presumed dead, goes on when all are done who were late as well, and dies after its next write"
    SLOW = "takes so long that all the others are done first"


# Each is the same as the other if the worker writes at most once more. Besides, who dies after the write at which it
# was stopped is whose call lands. No call lands that only reads: that is a worker who died, see `deaths`.
SAME = {
    Fate.LANDS: Fate.GOES_ON,
    Fate.DIES: Fate.GOES_ON,
    Fate.OVERTAKEN_DIES: Fate.OVERTAKEN,
}
SIZES = (50, 2)  # posts on one page of a list: all, or fewer than there are
DIVIDED = SIZES[-1]  # so a small blog has all that a large one has


def calls_of(story: Story, list_cards: int) -> list[Call]:
    """The calls that the functions make for what the story looks at."""
    blog, calls = begun(list_cards, story.given), []
    with blog.at_work():
        story.act(blog)
        for delivery in blog.deliveries():
            while delivery.worker.pending:
                calls.append(delivery.worker.pending)
                blog.step(delivery)
    return calls


def late_workers(story: Story, list_cards: int) -> None:
    """Stop each worker of the story at each of its calls, go on without it, and let it have its fate.

    A fate that is the same as another at this call, because too little is left to be written, is not tried again.
    """
    later: dict[tuple[int, Fate], list[Call]] = {}
    for place, fate in late_cases(story, list_cards):
        if fate not in SAME or not _is_same(fate, later[place, SAME[fate]]):
            later[place, fate] = late_worker(story, list_cards, place, fate)


def _is_same(fate: Fate, calls: list[Call]) -> bool:
    """Whether a worker has this fate that goes on with these calls, from the one on at which it was stopped."""
    lands, writes = not calls[0].is_read, sum(not call.is_read for call in calls)
    return writes < 2 or (fate is Fate.LANDS and not lands) or (fate is Fate.DIES and lands)


def late_cases(story: Story, list_cards: int) -> Iterator[tuple[int, Fate]]:
    fates = Fate if story.then else (Fate.GOES_ON, Fate.LANDS, Fate.SLOW)
    return product(range(len(calls_of(story, list_cards))), fates)


def late_worker(story: Story, list_cards: int, place: int, fate: Fate) -> list[Call]:
    """The calls that it made late."""
    blog = begun(list_cards, story.given)
    events = len(blog.hinted)
    watch(blog)
    with blog.at_work(), blog.told_on_failure(f"{story.name}: the worker at call {place} {fate.value}"):
        story.act(blog)
        late = stop_at(blog, place)
        assert late is not None
        if fate is not Fate.SLOW:
            blog.abandon(late)
        if fate not in (Fate.OVERTAKEN, Fate.OVERTAKEN_DIES):
            blog.drain()
        for act in story.then:
            act(blog)
            blog.drain()
        if fate is Fate.LANDS:
            blog.bury(late, landing=True)
        if fate in (Fate.DIES, Fate.OVERTAKEN_DIES):
            _write_and_die(blog, late)
        calls = []
        while late.worker.pending:
            calls.append(late.worker.pending)
            blog.step(late)
            if fate is Fate.GOES_ON and not calls[-1].is_read:
                blog.drain()
        blog.drain()
        check_quiet(blog)
        check_replay(blog, events)  # those before the story concern what no worker of it touches but by them
    return calls


def _write_and_die(blog: Blog, late: Delivery) -> None:
    while late in blog.zombies:
        has_written = late.worker.pending is not None and not late.worker.pending.is_read
        blog.step(late)
        if has_written and late in blog.zombies:
            blog.bury(late, landing=False)


def _leave(_: Blog) -> bool:
    return False


def _raise(blog: Blog) -> bool:
    """Somebody raises the wanted generation of each page that is waited for, and dies before he can ask for it.

    Whether any is.
    """
    waiting = list(blog.queues["wants"].messages.values())
    for message in waiting:
        blog.press.table.add(keys.want(json.loads(message.body)["target"]), "generation")
    return bool(waiting)


def stop_at(blog: Blog, place: int, meanwhile: Callable[[Blog], object] = _leave) -> Delivery | None:
    """Drain until the call of this number is pending; None if all is quiet before."""
    last = blog.steps + place
    for delivery in blog.deliveries():
        meanwhile(blog)
        while not delivery.worker.is_done:
            if blog.steps == last:
                return delivery
            blog.step(delivery)
    return None


def two_reconcilers(ahead: int = 0) -> Iterator[str]:
    """Two live reconcilers over A, B, A: all orders of their calls, and all moments of the second change.

    The first one is at least so many calls `ahead` when the second starts.
    """
    calls = 7
    for done in range(ahead, calls + 1):
        for first in combinations(range(2 * calls - done), calls - done):
            _race(done, set(first), 2 * calls - done)
            yield f"{done} {first}"


def _race(done: int, first: set[int], moves: int) -> None:
    blog = begun(SIZES[0])
    watch(blog)
    with blog.at_work(), blog.told_on_failure(f"race {done} {sorted(first)}"):
        blog.put(B, text(B, title="Other"))
        one = blog.deliver("reconcile", blog.queues["hints"].ready())
        for _ in range(done):
            _step(blog, one)
        blog.put(B, text(B))
        two = blog.deliver("reconcile", blog.queues["hints"].ready())
        for move in range(moves):
            _step(blog, one if move in first else two)
        for delivery in (one, two):
            while delivery in blog.live:
                blog.step(delivery)
        blog.drain()
        check_quiet(blog)


def _step(blog: Blog, delivery: Delivery) -> None:
    if delivery in blog.live:
        blog.step(delivery)


def crashes(story: Story, list_cards: int) -> int:
    """Crash before and after each call of the story, deliver again, and look; how many places there were."""
    places = len(calls_of(story, list_cards))
    for place in range(places):
        for late in (False, True):
            for raised in (False, True):
                _with_crash(story, list_cards, place, late=late, raised=raised)
    return places


def deaths(story: Story, list_cards: int) -> int:
    """Crash after each write of the story, which took effect at once; how many places there were."""
    places = [place for place, call in enumerate(calls_of(story, list_cards)) if not call.is_read]
    for place in places:
        _with_crash(story, list_cards, place, late=True, raised=False)
    return len(places)


def _with_crash(story: Story, list_cards: int, place: int, *, late: bool, raised: bool) -> None:
    """After a call that only reads is as before it; and where nobody waits for a page, none is raised."""
    blog = begun(list_cards, story.given)
    watch(blog)
    with blog.at_work(), blog.told_on_failure(f"{story.name}, dies {'after' if late else 'before'} call {place}"):
        story.act(blog)
        is_waited_for = []
        dying = stop_at(blog, place, lambda blog: is_waited_for.append(raised and _raise(blog)))
        assert dying is not None and dying.worker.pending is not None
        if (late and dying.worker.pending.is_read) or (raised and not any(is_waited_for)):
            return
        blog.crash(dying, late=late)
        blog.drain()
        check_quiet(blog)
        for act in story.then:
            act(blog)
            blog.drain()
        check_quiet(blog)
        check_replay(blog)


def built_and_not_listed() -> None:
    """A page is built, its builder dies, another post appears beside it, and only then the message comes again."""
    blog = begun(SIZES[0])
    wants = blog.queues["wants"]
    watch(blog)
    with blog.at_work(), blog.told_on_failure("built and not listed"):
        blog.put("posts/d.md", text("posts/d.md"))
        dying = next(each for each in _stopped_at_writes(blog) if each.kind == "build")
        blog.crash(dying)
        hidden = [each for each in dying.messages if each.id in wants.messages]
        wants.take(hidden)
        blog.put("posts/e.md", text("posts/e.md"))
        blog.drain()
        wants.settle(hidden, {each.id for each in hidden})
        blog.drain()
        check_quiet(blog)
        check_replay(blog)


def grown_batch() -> None:
    """The stream's consumer dies once it has sent all; what it asked for is done, and then its change comes again with
    another that needs the same.
    """
    blog = begun(SIZES[0])
    watch(blog)
    with blog.at_work(), blog.told_on_failure("grown batch"):
        blog.stream_batch = 1
        blog.put(B, text(B, title="B again"))
        blog.crash(_about_to(blog, "beside:"), late=True)
        while wants := blog.queues["wants"].ready(10):
            blog.run(blog.deliver("build", wants))
        blog.stream_batch = 500
        blog.put(B, text(B, title="B at last"))
        blog.drain()
        check_quiet(blog)
        check_replay(blog)


def written_and_not_noted() -> None:
    """Whoever wrote the page of a list dies before he could note what stands there."""
    for meanwhile in (_leave, _raise):
        _written_and_not_noted(meanwhile)


def _written_and_not_noted(meanwhile: Callable[[Blog], object]) -> None:
    blog = begun(SIZES[0])
    watch(blog)
    with blog.at_work(), blog.told_on_failure("written and not noted"):
        blog.put(B, text(B, tags="[y]"))
        blog.crash(_about_to(blog, "put_object site/tags/y/index.html", meanwhile), late=True)
        blog.drain()
        check_quiet(blog)
        check_replay(blog)


def related_meanwhile() -> None:
    """While a post's page is being written, another gets its topic, and finds no page that would show it."""
    blog = begun(SIZES[0], (NEW,))
    watch(blog)
    with blog.at_work(), blog.told_on_failure("related meanwhile"):
        E_Y(blog)
        slow = _about_to(blog, "put_object site/posts/e/")
        Y(blog)
        blog.drain()
        blog.run(slow)
        blog.drain()
        check_quiet(blog)
        check_replay(blog)


def _about_to(blog: Blog, call: str, meanwhile: Callable[[Blog], object] = _leave) -> Delivery:
    """The first worker that is about to make a call of which this is told."""
    for delivery in blog.deliveries():
        meanwhile(blog)
        while not delivery.worker.is_done:
            if call in str(delivery.worker.pending):
                return delivery
            blog.step(delivery)
    raise AssertionError(f"nobody made a call with {call}")


def _stopped_at_writes(blog: Blog) -> Iterator[Delivery]:
    """Each worker that is about to make a transaction of the table."""
    for delivery in blog.deliveries():
        while not delivery.worker.is_done:
            if delivery.worker.pending and delivery.worker.pending.operation == "transact_write_items":
                yield delivery
            if delivery in blog.live:
                blog.step(delivery)
