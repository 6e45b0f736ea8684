"""A schedule that is lost, or whose hint is: the audit finds what the clock should have changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from publisher.audit import audit
from tests.simulation.blog import Blog
from tests.simulation.invariants import Divergence, check_quiet, check_site, watch
from tests.simulation.stories import Act, ageing, begun, expiring, later

by_clock = pytest.mark.parametrize("act", [later, expiring, ageing], ids=lambda act: act.__name__)


@contextmanager
def without_schedules(act: Act, time: timedelta) -> Iterator[Blog]:
    """A blog whose schedules are lost after `act`, and on which so much time has passed since."""
    blog = begun(50)
    watch(blog)
    with blog.at_work(), blog.told_on_failure(act.__name__):
        act(blog)
        blog.drain()
        assert blog.schedules
        blog.schedules.clear()
        blog.wait(time)
        yield blog


@by_clock
def test_the_audit_makes_a_lost_schedule_good(act: Act) -> None:
    with without_schedules(act, timedelta(days=2)) as blog:
        audit(blog.press, blog.letters)
        blog.drain()

        check_quiet(blog)
        assert not audit(blog.press, blog.letters).sources, "once is enough"


@by_clock
def test_it_leaves_alone_whose_moment_is_still_to_come(act: Act) -> None:
    with without_schedules(act, timedelta(hours=1)) as blog:
        assert not audit(blog.press, blog.letters).sources


@pytest.mark.parametrize("act", [later, expiring], ids=lambda act: act.__name__)
def test_without_it_the_site_would_stay_behind_the_clock(act: Act) -> None:
    with without_schedules(act, timedelta(days=2)) as blog, pytest.raises(Divergence):
        check_site(blog)
