"""Poison: what can never be done ends among the dead letters, and holds up nothing else."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from blog import keys
from tests.simulation.blog import Blog
from tests.simulation.directed import SIZES
from tests.simulation.dynamodb import Change
from tests.simulation.invariants import check_quiet, check_replay
from tests.simulation.shown import versions_of
from tests.simulation.stories import EDIT, NEW, B, begun, text, titled
from tests.template import properties

LONG = "posts/" + "n" * 2_000 + ".md"
HINTS = {
    "not JSON": "posts/a.md",
    "a list": "[]",
    "a text": '"key"',
    "a number": "5",
    "nothing": "null",
    "no key": "{}",
    "an empty key": '{"key": ""}',
    "a number as key": '{"key": 5}',
    "a long key": json.dumps({"key": LONG}),
    "a record without a key": '{"Records": [{"s3": {}}]}',
    "a long key of S3": json.dumps({"Records": [{"s3": {"object": {"key": LONG}}}]}),
}
WANTS = {
    "not JSON": "/",
    "an unknown fan-out": '{"target": "nonsense:x", "generation": 1}',
    "no target": '{"generation": 1}',
    "a number as target": '{"target": 5, "generation": 1}',
    "a word as generation": '{"target": "/", "generation": "x"}',
}
RECORDS = {
    "a row without a date": Change(keys.ARCHIVE_LIST, "x", None, {"PK": {"S": keys.ARCHIVE_LIST}, "SK": {"S": "x"}}),
    "half a post": Change("POST#1", "RECORD", None, {"PK": {"S": "POST#1"}, "SK": {"S": "RECORD"}}),
}


def most_receives(logical_id: str) -> int:
    number: int = properties(logical_id)["RedrivePolicy"]["maxReceiveCount"]
    return number


@pytest.fixture
def blog() -> Iterator[Blog]:
    blog = begun(SIZES[0])
    with blog.at_work(), blog.told_on_failure("poison"):
        yield blog


def receipt(blog: Blog, key: str) -> dict[str, Any]:
    version = blog.buckets["report"].newest(f"receipts/{key}.json")
    assert version is not None and version.data is not None
    said: dict[str, Any] = json.loads(version.data)
    return said


# ── Hints and wants ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("bad", HINTS.values(), ids=HINTS)
def test_a_poisonous_hint_holds_up_nothing(blog: Blog, bad: str) -> None:
    EDIT(blog)
    blog.queues["hints"].send(bad)
    NEW(blog)
    blog.drain()

    check_quiet(blog)
    check_replay(blog)
    assert [(each.body, each.receives) for each in blog.queues["hints"].dead] == [(bad, most_receives("ContentQueue"))]
    assert set(blog.buckets["report"].versions) == {f"receipts/posts/{name}.md.json" for name in "abcd"}


@pytest.mark.parametrize("bad", WANTS.values(), ids=WANTS)
def test_a_poisonous_want_holds_up_nothing(blog: Blog, bad: str) -> None:
    EDIT(blog)
    blog.queues["wants"].send(bad, "bad")
    NEW(blog)
    blog.drain()

    check_quiet(blog)
    check_replay(blog)
    assert [(each.body, each.receives) for each in blog.queues["wants"].dead] == [(bad, most_receives("BuildQueue"))]


def lose_version(blog: Blog) -> None:
    """B is broken, and then its last good version is gone: its page stands, but cannot be built again."""
    blog.put(B, "---\ntitle: [\n---\n")
    blog.drain()
    versions = blog.buckets["content"].versions
    versions[B] = versions[B][-1:]


def test_a_page_whose_source_is_gone_holds_up_nothing(blog: Blog) -> None:
    lose_version(blog)
    before = blog.buckets["site"].newest("posts/b/index.html")
    titled("Another title")(blog)
    NEW(blog)
    blog.drain()

    assert blog.buckets["site"].newest("posts/b/index.html") == before
    assert {json.loads(each.body)["target"] for each in blog.queues["wants"].dead} == {"/posts/b/"}
    assert {each.receives for each in blog.queues["wants"].dead} == {most_receives("BuildQueue")}
    assert receipt(blog, B)["status"] == "error"
    old = {path for path, version in versions_of(blog) if b"Another title" not in version.data}
    assert {path for path in old if path.endswith("/")} == {"/posts/b/"}

    blog.put(B, text(B))
    blog.drain()
    blog.queues["wants"].redrive()
    blog.drain()
    assert not blog.queues["wants"].dead
    check_quiet(blog)
    check_replay(blog)


def test_a_version_that_is_gone_while_a_newer_one_is_good_is_not_waited_for(blog: Blog) -> None:
    blog.buckets["content"].put(B, text(B, title="B again").encode(), blog.now)  # and its event is lost
    versions = blog.buckets["content"].versions
    versions[B] = versions[B][-1:]
    titled("Another title")(blog)
    blog.drain()

    assert not blog.queues["wants"].dead
    assert receipt(blog, B)["status"] == "published"
    check_quiet(blog)


# ── The stream ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("bad", RECORDS.values(), ids=RECORDS)
def test_a_poisonous_record_of_the_stream_holds_up_nothing(blog: Blog, bad: Change) -> None:
    EDIT(blog)
    blog.run(blog.deliver("reconcile", blog.queues["hints"].ready()))
    blog.changes.append(bad)
    NEW(blog)
    blog.run(blog.deliver("reconcile", blog.queues["hints"].ready()))
    blog.drain()

    check_quiet(blog)
    check_replay(blog)
    assert blog.dead_changes == [bad]


def test_a_record_is_tried_as_often_as_the_template_says(blog: Blog) -> None:
    bad = RECORDS["half a post"]
    blog.changes += [bad]
    before = len(blog.trace)
    blog.drain()

    starts = [what for _, what, _ in blog.trace[before:] if what == "starts"]
    assert len(starts) == 1 + properties("TouchFunction")["Events"]["Changes"]["Properties"]["MaximumRetryAttempts"]
