"""The deployed functions, at work on the clouds of one simulated blog."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

import entry.api
import entry.audit
import entry.build
import entry.reconcile
import entry.touch
import publisher.describe
import publisher.library
import publisher.lists
import publisher.media_file
import publisher.verdict
from api.desk import Desk
from blog.comment_html import comment_html
from publisher.library import body_of
from publisher.pages import Page
from publisher.press import Press
from publisher.receipt import Receipt
from publisher.theme import Theme
from tests.simulation import memory
from tests.simulation.memory import remembered_source

TEMPLATES = Path(__file__).parents[2] / "site_templates"
ENTRIES = (entry.api, entry.build, entry.reconcile, entry.touch)


class Silent:
    """A logger that says nothing."""

    def info(self, *_: object, **__: object) -> None: ...
    def warning(self, *_: object, **__: object) -> None: ...
    def exception(self, *_: object, **__: object) -> None: ...


class RememberedTheme(Theme):
    """The real theme: rendering is pure, so a page that was rendered once need not be rendered again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._rendered: dict[Page, bytes] = {}

    def render(self, page: Page) -> bytes:
        if page not in self._rendered:
            self._rendered[page] = super().render(page)
        return self._rendered[page]

    def remembers(self, page: Page) -> bytes | None:
        return self._rendered.get(page)


@cache
def theme() -> RememberedTheme:
    return RememberedTheme(TEMPLATES)


class DoubtingTheme(RememberedTheme):
    """Of the pages that the other one has rendered, each second is rendered once more, which takes long."""

    def render(self, page: Page) -> bytes:
        there = theme().remembers(page)
        return there if there and crc32(there) % 2 else super().render(page)


@cache
def clean_theme() -> DoubtingTheme:
    """By which a site is compared: what depends on more than the page is rendered otherwise by it."""
    return DoubtingTheme(TEMPLATES)


class Unread(Theme):
    """Of each page only what tells it from others."""

    def render(self, page: Page) -> bytes:
        return b'{"page": "%x"}\n' % hash(page)


@cache
def unread() -> Unread:
    return Unread(TEMPLATES)


@contextmanager
def nobody_reading() -> Iterator[None]:
    """Whoever is at work writes pages at which nobody looks, so they need not be rendered."""
    before, entry.build.theme = entry.build.theme, unread  # type: ignore[assignment]
    try:
        yield
    finally:
        entry.build.theme = before


remembered_file = lru_cache(maxsize=2_000)(publisher.media_file._read)
remembered_json = lru_cache(maxsize=20_000)(Receipt.as_json)


def forget() -> None:
    """Another engine may read, render and tell otherwise; so may what it remembers itself."""
    memory.forget()
    for remembering in (theme, clean_theme, remembered_file, remembered_json, body_of, comment_html):
        remembering.cache_clear()


@contextmanager
def at_work(press: Press, desk: Desk, list_cards: int) -> Iterator[None]:
    """The entry points' clients, clock and theme are those of one blog; what reads, renders and tells remembers.

    A list of `list_cards` posts fits on one page: with few, a small blog has all that a large one has.
    """
    replaced: list[tuple[Any, str, Any]] = [
        (entry.reconcile, "press", lambda: press),
        (entry.build, "press", lambda: press),
        (entry.build, "theme", theme),
        (entry.touch, "table", lambda: press.table),
        (entry.touch, "queues", lambda: press.queues),
        (entry.api, "desk", lambda: desk),
        (entry.audit, "visits", lambda: press.table),
        (publisher.verdict, "read_source", remembered_source),
        (publisher.library, "read_source", remembered_source),
        (publisher.media_file, "_read", remembered_file),
        (Receipt, "as_json", remembered_json),
        (publisher.lists, "LIST_CARDS", list_cards),
        (publisher.describe, "SITEMAP_POSTS", 2 * list_cards),
        *((each, "logger", Silent()) for each in ENTRIES),
    ]
    before = [(where, name, getattr(where, name)) for where, name, _ in replaced]
    for where, name, value in replaced:
        setattr(where, name, value)
    try:
        yield
    finally:
        for where, name, value in before:
            setattr(where, name, value)
