"""The audit beside publishing: what it saw may be out of date when it repairs."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest

from publisher.audit import audit
from publisher.findings import COPY_LIFE, TOMBSTONE_LIFE
from tests.simulation.blog import Blog
from tests.simulation.directed import DIVIDED, stop_at
from tests.simulation.invariants import Divergence, check_quiet, copies, watch
from tests.simulation.stories import BACK, NEW, SHOWING, Act, B, begun, delete, photo, put
from tests.simulation.worker import Worker


@dataclass(frozen=True)
class Race:
    """What an audit of a blog finds old that was `given` so long ago, and what its author does meanwhile."""

    name: str
    given: tuple[Act, ...]
    meanwhile: Act
    age: timedelta


LATER = timedelta(hours=1)
RACES = (
    Race("a picture comes back", (SHOWING, photo(900), photo(501)), photo(900), COPY_LIFE + LATER),
    Race("a picture leaves", (SHOWING, photo(900)), delete("posts/cup.png"), COPY_LIFE + LATER),
    Race("another picture", (SHOWING, photo(900)), photo(501), COPY_LIFE + LATER),
    Race("a post comes back", (delete(B),), BACK, TOMBSTONE_LIFE + LATER),
    Race("a post is renamed back", (put(B, slug="renamed"),), BACK, TOMBSTONE_LIFE + LATER),
    Race("a new post", (), NEW, COPY_LIFE),
)
each_race = pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)


@each_race
def test_what_is_published_while_an_audit_is_at_work_stays(race: Race) -> None:
    place = 0
    while _raced(race, place, None):
        place += 1
    assert place > 4


@each_race
def test_an_audit_while_something_is_published_leaves_it_alone(race: Race) -> None:
    place = 0
    while _raced(race, 0, place):
        place += 1
    assert place > 4


def test_a_picture_that_comes_back_stays_however_its_reconcile_and_an_audit_meet() -> None:
    calls = 13  # at least as many as each of them makes
    for audited, published in product(range(calls), range(calls)):
        _raced(RACES[0], audited, published)


def _raced(race: Race, audited: int, published: int | None) -> bool:
    """An audit makes so many calls, then a publish so many or all, then both the rest; whether they make as many."""
    blog = _aged(race)
    with blog.at_work(), blog.told_on_failure(f"{race.name}, after {audited} calls and {published}"):
        worker = Worker("audit", lambda: audit(blog.press, blog.letters))
        for _ in range(audited):
            if worker.pending:
                worker.step()
        is_at_work = worker.pending is not None
        race.meanwhile(blog)
        delivery = stop_at(blog, 1_000 if published is None else published)
        worker.finish()
        assert worker.error is None
        while delivery and delivery in blog.live:
            blog.step(delivery)
        _check(blog)
    return is_at_work and (published is None or delivery is not None)


def _aged(race: Race) -> Blog:
    blog = begun(DIVIDED, race.given)
    watch(blog)
    with blog.at_work():
        blog.wait(race.age)
        blog.drain()
    return blog


def _check(blog: Blog) -> None:
    blog.drain()
    check_quiet(blog)
    site = blog.buckets["site"]
    for key in site.present():
        version = site.newest(key)
        for copy in copies(version.data or b"") if version else ():
            if site.newest(copy) is None:
                raise Divergence(f"I3: {key} shows {copy}, which does not exist")
