"""The machinery allows what AWS does: shards of a stream that go on by themselves, and groups of a queue in order."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.simulation.blog import Blog
from tests.simulation.calls import refused
from tests.simulation.cloud import queue
from tests.simulation.directed import SIZES
from tests.simulation.invariants import check_quiet, check_replay, watch
from tests.simulation.sqs import Queue
from tests.simulation.stories import EDIT, NEW, begun


@pytest.fixture
def divided() -> Iterator[Blog]:
    """A blog with four shards, of which a new post's first transaction has filled several."""
    blog = begun(SIZES[0])
    blog.divide(4)
    watch(blog)
    with blog.at_work(), blog.told_on_failure("divided"):
        NEW(blog)
        blog.run(blog.deliver("reconcile", blog.queues["hints"].ready()))
        yield blog


@pytest.fixture
def wants() -> Queue:
    return queue("wants", "BuildQueue")


def settle(blog: Blog) -> None:
    blog.drain()
    check_quiet(blog)
    check_replay(blog)


def test_each_shard_has_a_function_of_its_own_and_one_only(divided: Blog) -> None:
    shards = divided.waiting_shards()
    touches = [divided.deliver("touch", records=shard.next(500)) for shard in shards]

    assert len(touches) > 1
    assert not divided.waiting_shards()
    for touch in reversed(touches):
        divided.run(touch)
    settle(divided)


def test_a_shard_that_is_stuck_holds_up_no_other(divided: Blog) -> None:
    """Its batch fails until all that the others said is done, and more came."""
    stuck, *others = divided.waiting_shards()
    for act in (lambda _: None, EDIT):
        act(divided)
        while any(waiting := [each for each in divided.waiting_shards() if each is not stuck]):
            for shard in waiting:
                divided.run(divided.deliver("touch", records=shard.next(500)))
            divided.fail(divided.deliver("touch", records=stuck.next(500)), refused("X", "InternalServerError", 500))
            for kind, name in (("reconcile", "hints"), ("build", "wants")):
                while messages := divided.queues[name].ready(10):
                    divided.run(divided.deliver(kind, messages))

    assert stuck.waiting
    assert not any(each.waiting for each in others)
    settle(divided)


def test_a_key_has_one_shard_and_of_a_batch_that_failed_the_first_half_comes_again(divided: Blog) -> None:
    EDIT(divided)
    divided.run(divided.deliver("reconcile", divided.queues["hints"].ready()))
    pks = [{divided.changes[number].pk for number in shard.waiting} for shard in divided.waiting_shards()]
    assert sum(map(len, pks)) == len(set().union(*pks))

    shard = max(divided.waiting_shards(), key=lambda each: len(each.waiting))
    before = list(shard.waiting)
    divided.crash(divided.deliver("touch", records=shard.next(500)))
    assert shard.waiting == before
    assert shard.next(500) == before[: len(before) // 2] != []


def test_a_stream_in_which_something_waits_is_not_divided_anew(divided: Blog) -> None:
    with pytest.raises(AssertionError, match="wait"):
        divided.divide(1)


def test_a_group_comes_in_order_and_no_more_of_it_while_something_is_in_flight(wants: Queue) -> None:
    for body, group in (("1", "a"), ("2", "a"), ("3", "b"), ("4", "a")):
        wants.send(body, group)
    first, second, other, third = wants.ready()

    taken = wants.take([third, other, second])
    assert [each.body for each in taken] == ["1", "3", "2"]
    assert wants.ready() == []

    wants.settle(taken, {second.id})
    assert [each.body for each in wants.ready()] == ["2", "4"]
    assert first.id not in wants.messages


def test_what_was_seen_is_swallowed_for_five_minutes(wants: Queue) -> None:
    blog = Blog()
    blog.queues["wants"] = wants
    for minutes, messages in ((0, 1), (5, 1), (6, 2)):
        blog.wait(timedelta(minutes=minutes))
        wants.send("1", "a")
        assert len(wants.ready()) == messages
