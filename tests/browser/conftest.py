"""Chromium, once for all stories in a browser, and a fresh profile for each page."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.browser.watch import Watch
from tests.e2e.blog import Blog

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# As a reader has it: without a window Chromium says that it has none, and is no reader.
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36"
VERSIONS = count(100)
RELOAD_SCRIPT = "**/.dev/reload.js"
OpenPage = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        missing = "Chromium was not found; install it, or name it in the variable CHROMIUM."
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    expect.set_options(timeout=30_000)  # milliseconds, on a machine that may be busy
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, blog: Blog) -> Iterator[OpenPage]:
    """Open a path of the blog in a profile of its own, each another reader's; other words are the profile's.

    Readers' pages do not reload themselves as `make dev` has it, unless `reloads` is true.
    """
    with contextlib.ExitStack() as opened:

        def open_page(path: str, watch: Watch | None = None, *, reloads: bool = False, **profile: Any) -> Page:
            reader = {"base_url": blog.url, "user_agent": AGENT.format(next(VERSIONS))}
            context = chromium.new_context(**(reader | profile))
            opened.callback(context.close)
            if not reloads:
                context.route(RELOAD_SCRIPT, _nothing)
            page = context.new_page()
            if watch:
                watch.start(page)
            page.goto(path)
            return page

        yield open_page


def _nothing(route: Route) -> None:
    route.fulfill(body="", content_type="text/javascript")
