"""Standing: what the owner thinks of a browser that sends comments.

A browser with scripts makes up a key and sends it along; only its digest is kept, as the
comment's `writer`. It is no account: whoever clears the browser's storage is a stranger again.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from blog import keys
from blog.item import Item, from_item, to_item
from blog.table import Conflict, Put, Table

ATTEMPTS = 5


class Word(StrEnum):
    """What the owner said of a browser."""

    TRUSTED = "trusted"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Standing:
    """`word` is what the owner said, or empty; `approved` how many of its comments were approved."""

    word: str = ""
    approved: int = 0
    generation: int = 0

    @property
    def is_known(self) -> bool:
        return self.word == Word.TRUSTED or self.approved > 0

    def after(self, more: int) -> "Standing":
        return replace(self, approved=max(0, self.approved + more))


STRANGER = Standing()


def standing_of(item: Item | None) -> Standing:
    return from_item(Standing, item or {})


def put(browser: str, standing: Standing) -> Put:
    """Write it over the one that was read, which says its generation."""
    item = to_item(replace(standing, generation=standing.generation + 1))
    return Put(keys.browser(browser), item, standing.generation)


def say(table: Table, browser: str, word: Word | None) -> None:
    """Keep what the owner says of a browser, or, with None, that there is nothing to say any more."""
    for _ in range(ATTEMPTS):
        before = standing_of(table.get(keys.browser(browser)))
        with suppress(Conflict):  # another has just said something
            return table.put(put(browser, replace(before, word=word or "")))
    raise Conflict(f"others are changing browser {browser}")
