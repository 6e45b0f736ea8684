"""After the cause is gone: dead letters are moved back, and what cannot be moved back is found."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import entry.touch
from publisher.audit import audit
from publisher.queues import NotSent
from publisher.touch import touch
from publisher.touched import EVERYTHING, SOURCES, is_fan_out
from tests.simulation.blog import Blog
from tests.simulation.calls import refused
from tests.simulation.directed import SIZES
from tests.simulation.effort import is_proof
from tests.simulation.invariants import Divergence, check_quiet, check_replay, check_site, watch
from tests.simulation.stories import ADDRESSES, EDIT, PUBLISHES, STORIES, Story, begun, picture

TWO_ACTS = [story for story in STORIES if len(story.then) == 1 and story not in PUBLISHES]
PICTURES = (Story("a picture is replaced", picture("<svg/>"), given=(picture("<svg><g/></svg>"),)),)
UNCONCERNED = {"reconcile": ("approve", "remove", "view"), "build": ("broken",)}
SHARDS = 4  # some of which are stuck while others go on
PREFIXES = ("", "POST#", "LIST#archive", "LIST#tag/", "PATH#", "CONTENTS#") if is_proof() else ("",)


def outage(blog: Blog, kinds: set[str]) -> None:
    """Deliver all there is, while some functions fail at their first call, until nothing is left to deliver."""
    for delivery in blog.deliveries():
        while not delivery.worker.is_done:
            if delivery.kind in kinds:
                blog.fail(delivery, refused("Operation", "InternalServerError", 500))
            else:
                blog.step(delivery)


def redrive(blog: Blog) -> int:
    """How many there were."""
    number = sum(len(queue.dead) for queue in blog.queues.values())
    for queue in blog.queues.values():
        queue.redrive()
    return number


@pytest.mark.parametrize("kind", ["reconcile", "build"])
@pytest.mark.parametrize("story", PUBLISHES, ids=lambda story: story.name)
def test_dead_letters_are_done_when_they_are_moved_back(story: Story, kind: str) -> None:
    blog = begun(SIZES[0])
    watch(blog)
    with blog.at_work(), blog.told_on_failure(story.name):
        story.act(blog)
        outage(blog, {kind})
        assert bool(redrive(blog)) == (story.name not in UNCONCERNED[kind])
        blog.drain()
        for act in story.then:
            act(blog)
            blog.drain()
        check_quiet(blog)
        check_replay(blog)


@pytest.mark.parametrize("kind", ["reconcile", "build"])
@pytest.mark.parametrize("story", TWO_ACTS, ids=lambda story: story.name)
def test_dead_letters_that_are_obsolete_write_nothing_wrong(story: Story, kind: str) -> None:
    blog = begun(SIZES[0])
    watch(blog)
    with blog.at_work(), blog.told_on_failure(story.name):
        story.act(blog)
        outage(blog, {kind})
        story.then[0](blog)
        blog.drain()
        redrive(blog)
        blog.drain()
        check_quiet(blog)
        before = len(blog.written)
        check_replay(blog)
        assert len(blog.written) == before


# ── The stream ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def broken(prefix: str) -> Iterator[None]:
    """The touch function fails on some items' records, as it would with a bug in it."""
    good = entry.touch.change

    def change(record: dict[str, Any]) -> Any:
        if record["dynamodb"]["Keys"]["PK"]["S"].startswith(prefix):
            raise ValueError("a bug")
        return good(record)

    entry.touch.change = change
    try:
        yield
    finally:
        entry.touch.change = good


def lost(story: Story, prefix: str, *repairs: Callable[[Blog], object]) -> None:
    """What a publish says in the stream is given up at first; then the cause is gone, and it is repaired."""
    blog = begun(SIZES[0], story.given)
    blog.divide(SHARDS)
    with blog.at_work(), blog.told_on_failure(f"{story.name} {prefix}"):
        with broken(prefix):
            story.act(blog)
            while blog.drain_once():
                pass
        for repair in repairs:
            repair(blog)
            blog.drain()
        check_site(blog)


def look(blog: Blog) -> None:
    audit(blog.press, blog.letters)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("story", (*PUBLISHES, *ADDRESSES, *PICTURES), ids=lambda story: story.name)
def test_the_audit_makes_records_of_the_stream_good_that_were_given_up(story: Story, prefix: str) -> None:
    lost(story, prefix, look)


@pytest.mark.parametrize("name", ["new", "edit", "retag", "approve", "settings"])
def test_without_it_a_page_would_stay_stale(name: str) -> None:
    story = next(each for each in PUBLISHES if each.name == name)

    with pytest.raises(Divergence):
        lost(story, "")


def test_an_audit_that_fails_forgets_no_letter() -> None:
    blog = begun(SIZES[0])
    with blog.at_work(), broken(""):
        EDIT(blog)
        while blog.drain_once():
            pass
    with blog.at_work():
        blog.refuses = lambda _: True
        with pytest.raises(NotSent):
            look(blog)
        blog.refuses = lambda _: False
        blog.given_up.give_back()

        look(blog)

        blog.drain()
        check_site(blog)
        assert not blog.given_up.messages


def test_a_sound_blog_s_audit_builds_nothing() -> None:
    blog = begun(SIZES[0])
    with blog.at_work():
        before = len(blog.written)

        look(blog)

        blog.drain()
        assert len(blog.written) == before


# ── The build queue ───────────────────────────────────────────────────────────────────────────────


def lose_messages(story: Story, is_lost: Callable[[str], bool], *repairs: Callable[[Blog], object]) -> None:
    """Messages to the builder are lost, as dead letters are that nobody moves back; then it is repaired."""
    blog = begun(SIZES[0])
    wants = blog.queues["wants"]
    with blog.at_work(), blog.told_on_failure(story.name):
        story.act(blog)
        for delivery in blog.deliveries():
            blog.run(delivery)
            wants.lose(lambda body: is_lost(json.loads(body)["target"]))
        for repair in repairs:
            repair(blog)
            blog.drain()
        check_site(blog)


@pytest.mark.parametrize("story", PUBLISHES, ids=lambda story: story.name)
def test_the_audit_alone_makes_lost_messages_for_pages_good(story: Story) -> None:
    lose_messages(story, lambda target: not is_fan_out(target), look)


@pytest.mark.parametrize("story", PUBLISHES, ids=lambda story: story.name)
def test_an_audit_and_a_rebuild_make_lost_messages_of_all_kinds_good(story: Story) -> None:
    lose_messages(story, lambda _: True, look, rebuild)


@pytest.mark.parametrize("story", PUBLISHES, ids=lambda story: story.name)
def test_the_audit_asks_again_for_what_the_builder_gave_up(story: Story) -> None:
    given_up_and_audited(story, "build")


@pytest.mark.parametrize("story", PUBLISHES, ids=lambda story: story.name)
def test_the_audit_finds_the_sources_whose_hints_were_given_up(story: Story) -> None:
    given_up_and_audited(story, "reconcile")


def given_up_and_audited(story: Story, kind: str) -> None:
    blog = begun(SIZES[0])
    with blog.at_work(), blog.told_on_failure(story.name):
        story.act(blog)
        outage(blog, {kind})
        look(blog)
        blog.drain()
        check_site(blog)
        assert not blog.queues["wants"].dead


def test_what_fails_for_good_is_asked_for_once_an_audit_and_what_cannot_be_read_is_left() -> None:
    blog = begun(SIZES[0])
    wants = blog.queues["wants"]
    poison, unreadable = "poison:x", "no message"
    with blog.at_work():
        wants.send(json.dumps({"target": poison, "mark": "1"}), "a")
        wants.send(unreadable, "b")
        for _ in range(3):
            blog.drain()
            assert {letter.body for letter in wants.dead} > {unreadable}

            look(blog)

            assert [json.loads(message.body)["target"] for message in wants.messages.values()] == [poison]
            assert [letter.body for letter in wants.dead] == [unreadable]


def rebuild(blog: Blog) -> None:
    touch(blog.press.table, blog.press.queues, [EVERYTHING, SOURCES])


@pytest.mark.parametrize("name", ["new", "edit", "settings"])
def test_without_them_pages_would_stay_stale(name: str) -> None:
    story = next(each for each in PUBLISHES if each.name == name)

    with pytest.raises(Divergence):
        lose_messages(story, lambda _: True)
