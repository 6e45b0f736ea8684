"""What a late worker does about a post's moment does not concern the moment that was set since."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.manuscript import post
from tests.simulation.blog import Blog
from tests.simulation.invariants import check_quiet, watch
from tests.simulation.stories import begun, later

CALLS = 8  # at least as many as a reconcile makes


def draft(blog: Blog) -> None:
    blog.put("posts/d.md", post("UNSEEN", "2026-01-02", draft="true"))


def much_later(blog: Blog) -> None:
    moment = blog.now + timedelta(hours=18)
    title = f"UNSEEN-UNTIL-{int(moment.timestamp()) // 60}"
    blog.put("posts/d.md", post(title, "2026-01-02", publish=moment.isoformat()))


@pytest.mark.parametrize("overtaken", [draft, much_later])
@pytest.mark.parametrize("calls", range(CALLS))
def test_a_post_goes_live_at_its_moment_whatever_a_late_worker_does(
    overtaken: Callable[[Blog], None], calls: int
) -> None:
    blog = begun(50)
    watch(blog)
    with blog.at_work(), blog.told_on_failure(f"{calls} calls"):
        later(blog)
        blog.drain()
        overtaken(blog)
        late = blog.deliver("reconcile", blog.queues["hints"].ready())
        for _ in range(calls):
            if late in blog.live:
                blog.step(late)
        if late in blog.live:
            blog.abandon(late)
        later(blog)
        blog.drain()
        if late in blog.zombies:
            blog.bury(late, landing=True)
        blog.drain()
        check_quiet(blog)
        blog.wait(timedelta(hours=12))
        blog.drain()
        check_quiet(blog)
