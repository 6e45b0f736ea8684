"""The audit beside publishing: what it saw may be out of date when it repairs."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest

from blog import keys
from publisher.audit import audit
from publisher.copies import COPY_LIFE
from publisher.findings import TOMBSTONE_LIFE
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
        cached = _shown(blog)
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
        _check(blog, cached)
    return is_at_work and (published is None or delivery is not None)


def _aged(race: Race) -> Blog:
    blog = begun(DIVIDED, race.given)
    watch(blog)
    with blog.at_work():
        blog.wait(race.age)
        blog.drain()
    return blog


def _check(blog: Blog, cached: set[str]) -> None:
    """All copies of pictures are there that pages show, or showed a moment ago: caches have them still."""
    blog.drain()
    check_quiet(blog)
    for copy in _shown(blog) | cached:
        if blog.buckets["site"].newest(copy) is None:
            raise Divergence(f"I3: a page shows {copy}, which does not exist")


def _shown(blog: Blog) -> set[str]:
    site = blog.buckets["site"]
    found = (site.newest(key) for key in site.present())
    return {copy for version in found if version for copy in copies(version.data or b"")}


@pytest.mark.parametrize("act", [photo(501), delete("posts/cup.png"), photo(0)], ids=["replaced", "deleted", "broken"])
def test_the_copies_of_a_picture_that_stood_for_long_stay_for_a_day(act: Act) -> None:
    blog = begun(DIVIDED, (SHOWING, photo(900)))
    with blog.at_work():
        blog.wait(timedelta(days=30))
        cached = _shown(blog)
        act(blog)
        blog.run(blog.deliver("reconcile", blog.queues["hints"].ready()))

        audit(blog.press, blog.letters)
        _check(blog, cached)

        blog.wait(COPY_LIFE - LATER)
        audit(blog.press, blog.letters)
        _check(blog, cached)

        blog.wait(2 * LATER)
        audit(blog.press, blog.letters)
        _check(blog, set())
        left = {copy for copy in cached if blog.buckets["site"].newest(copy)}
        assert left == cached & _shown(blog)


def test_a_copy_is_forgotten_by_the_day_on_which_it_is_collected() -> None:
    blog = begun(DIVIDED, (SHOWING, photo(900), photo(501)))
    with blog.at_work():
        blog.wait(COPY_LIFE + LATER)
        blog.notify("posts/cup.png")
        blog.drain()

        assert "former" not in (blog.press.table.get(keys.media("posts/cup.png")) or {})
