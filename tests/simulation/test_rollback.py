"""A rollback shows readers what they saw right after a publish, whatever was broken then or is now."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from cli.pressmark import main
from cli.sources import Sources
from cli.timeline import Publish, timeline
from tests.simulation.blog import Blog
from tests.simulation.cloud import ENVIRON
from tests.simulation.directed import SIZES
from tests.simulation.invariants import Page, check_site, pages_of
from tests.simulation.stories import opened, text
from tests.simulation.texts import photograph

POST, PICTURE, SETTINGS = "posts/a.md", "posts/cup.png", "site.yaml"
# What may be put there, None for a deletion. The post shows the picture, if there is one.
TEXTS: dict[str, tuple[str | bytes | None, ...]] = {
    POST: (
        text(POST, body="Alpha. ![A cup](cup.png)"),
        text(POST, body="Gamma. ![A cup](cup.png)"),
        "---\ntitle: [UNSEEN\n---\n",
        "---\ntitle: [UNSEEN again\n---\n",
        None,
    ),
    PICTURE: (photograph(500), photograph(900), b"BROKEN", None),
    SETTINGS: ("title: Alpha\n", "title: Gamma\n", "---\ntitle: [UNSEEN\n", None),
}
Seen = dict[str, Page]


def act(blog: Blog, key: str, said: str | bytes | None) -> Seen:
    """Of S3's whole seconds each write has its own; all is quiet before the next."""
    blog.wait(timedelta(minutes=1))
    do(blog, key, said)
    return quiet(blog)


def do(blog: Blog, key: str, said: str | bytes | None) -> None:
    if said is None:
        blog.delete(key)
    else:
        blog.put(key, said)


def quiet(blog: Blog) -> Seen:
    blog.drain()
    return {path: page for path, page in pages_of(blog).items() if page[1] != 410}


def publishes(blog: Blog) -> list[Publish]:
    return timeline(Sources(blog.client("s3"), "content").versions())


def rollback(blog: Blog, publish: Publish) -> Seen:
    """What readers see after it; S3 tells of every version that it writes."""
    blog.wait(timedelta(minutes=1))
    before = len(publishes(blog))
    assert main(("rollback", publish.id, "--yes"), ENVIRON, blog.client) == 0
    for key in sorted({each.version.key for each in publishes(blog)[before:]}):
        blog.notify(key)
    return quiet(blog)


def lived(acts: list[tuple[str, str | bytes | None]]) -> tuple[Blog, list[Seen]]:
    """A blog, and what its readers saw after each act."""
    blog = opened(SIZES[0])
    with blog.at_work():
        return blog, [act(blog, *each) for each in acts]


GOOD, LATER, BROKEN, BROKEN_AGAIN, GONE = TEXTS[POST]
BEFORE = (
    (GOOD, BROKEN),
    (GOOD, BROKEN, BROKEN_AGAIN),
    (BROKEN,),
    (GOOD, None, BROKEN),
    (GOOD, LATER, BROKEN),
    (GOOD, None),
)
AFTER = ((LATER,), (None,), (LATER, BROKEN), (GOOD,), (None, BROKEN))


@pytest.mark.parametrize(("before", "after"), list(product(BEFORE, AFTER)))
def test_a_broken_post_is_shown_as_it_was_then(before: tuple[str | None, ...], after: tuple[str | None, ...]) -> None:
    blog, seen = lived([(POST, said) for said in (*before, *after)])
    then, newest = publishes(blog)[len(before) - 1], publishes(blog)[-1]

    with blog.at_work():
        assert rollback(blog, then) == seen[len(before) - 1]
        assert rollback(blog, newest) == seen[-1]


@pytest.mark.parametrize("seed", range(12))
def test_any_history_can_be_rolled_back_to_any_publish(seed: int) -> None:
    random = Random(seed)
    keys = [random.choice(list(TEXTS)) for _ in range(7)]
    blog, seen = lived([(key, random.choice(TEXTS[key])) for key in keys])
    then = random.sample(list(zip(publishes(blog), seen, strict=True)), 3)

    with blog.at_work():
        for publish, wanted in then:
            assert rollback(blog, publish) == wanted
            check_site(blog)


class Rival:
    """A client before whose nth call of an operation somebody else does something."""

    def __init__(self, client: Any, operation: str, number: int, act: Callable[[], None]) -> None:
        self._client, self._operation, self._act = client, operation, act
        self._left = number

    def __getattr__(self, name: str) -> Any:
        if name == self._operation:
            self._left -= 1
            if self._left == 0:
                self._act()
        return getattr(self._client, name)


RESTORING, DELETING = [(POST, GOOD), (POST, LATER)], [(PICTURE, photograph(500)), (POST, GOOD)]
RESTORING_TWO = [(POST, GOOD), (POST, BROKEN), (POST, LATER)]


@pytest.mark.parametrize(
    ("acts", "operation", "number"),
    [
        (RESTORING, "head_object", 1),
        (RESTORING, "copy_object", 1),
        (RESTORING_TWO, "copy_object", 2),
        (DELETING, "head_object", 1),
        (DELETING, "delete_object", 1),
    ],
)
@pytest.mark.parametrize("said", ["Their words.", None])
def test_what_somebody_else_does_meanwhile_stays(
    acts: list[tuple[str, str | bytes | None]], operation: str, number: int, said: str | None, capsys: Any
) -> None:
    blog, _ = lived(acts)
    with blog.at_work():
        then, newest = publishes(blog)[-2:]
        client = Rival(blog.client("s3"), operation, number, lambda: do(blog, POST, said))

        status = main(("rollback", then.id, "--yes"), ENVIRON, lambda _: client)

        told = capsys.readouterr()
        there = blog.buckets["content"].newest(POST)
        assert (there and there.data) == (said and said.encode())
        assert (status, f"{POST} was changed by somebody else meanwhile" in told.err) == (1, True)
        assert "0 of 1 files were brought back." in told.out
        assert told.out.index(f"To undo this: pressmark rollback {newest.short_id}") < told.out.index("0 of 1")


@pytest.mark.parametrize("key", [PICTURE, SETTINGS])
def test_broken_pictures_and_settings_are_those_of_then(key: str) -> None:
    good, later, broken, _ = TEXTS[key]
    blog, seen = lived([(POST, GOOD), *((key, said) for said in (good, broken, later, broken))])
    then, newest = publishes(blog)[2], publishes(blog)[-1]
    assert seen[2] != seen[-1]

    with blog.at_work():
        assert rollback(blog, then) == seen[2]
        assert rollback(blog, newest) == seen[-1]
