"""A deployment: code of before it is at work still while all pages are made anew by the code that came with it."""

from collections.abc import Callable
from itertools import count

import entry.build
from publisher.pages import Page
from publisher.touch import touch
from publisher.touched import EVERYTHING, SOURCES
from tests.simulation.blog import Blog
from tests.simulation.functions import TEMPLATES, RememberedTheme
from tests.simulation.invariants import check_quiet, watch
from tests.simulation.stories import begun
from tests.simulation.worker import Delivery

PATHS = ("/", "/posts/b/", "/tags/x/2025/", "/feed.xml")


class FormerTheme(RememberedTheme):
    """A theme of before, which makes all pages otherwise."""

    edition = "of before"

    def render(self, page: Page) -> bytes:
        return super().render(page).replace(b"</title>", b" of before</title>")


FORMER = FormerTheme(TEMPLATES)


def deployed() -> None:
    """Whatever an old worker has done when all is asked for anew, and whether he goes on at once, late or never."""
    for path in PATHS:
        for goes_on in (Blog.run, _goes_on_late, _lands_late):
            for calls in count():
                if not _deployed(path, calls, goes_on):
                    break


def _deployed(path: str, calls: int, goes_on: Callable[[Blog, Delivery], None]) -> bool:
    """Whether the old worker makes so many calls."""
    blog = begun(50)
    watch(blog)
    with blog.at_work(), blog.told_on_failure(f"{path} by an old worker after {calls} calls"):
        old = _at_work(blog, path)
        for _ in range(calls):
            if old in blog.live:
                blog.step(old)
        is_at_work = old in blog.live
        touch(blog.press.table, blog.press.queues, [EVERYTHING, SOURCES])
        for _ in range(2):  # all pages are asked for, and some are made
            blog.run(blog.deliver("build", blog.queues["wants"].ready(10)))
        if is_at_work:
            goes_on(blog, old)
        blog.drain()
        check_quiet(blog)
    return is_at_work


def _at_work(blog: Blog, path: str) -> Delivery:
    """A worker of the former theme who has not made his first call."""
    ours = entry.build.theme
    touch(blog.press.table, blog.press.queues, [path])
    entry.build.theme = lambda: FORMER  # type: ignore[assignment]
    try:
        return blog.deliver("build", blog.queues["wants"].ready())
    finally:
        entry.build.theme = ours


def _goes_on_late(blog: Blog, old: Delivery) -> None:
    blog.abandon(old)
    blog.drain()
    blog.run(old)


def _lands_late(blog: Blog, old: Delivery) -> None:
    blog.abandon(old)
    blog.drain()
    blog.bury(old, landing=True)
