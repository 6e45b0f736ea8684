"""Found: the posts that have the words of a query, the best first.

Before others come posts that have more of the words; of these, the ones for whose words
it matters more: a word's weight in a post (`posting.py`) is divided by the number of
posts that have it. Then the newest come first, and standing pages last.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from blog import keys
from blog.item import Item, from_item
from blog.keys import Key
from blog.post import Card
from blog.posting import Asked
from blog.table import Table


@dataclass(frozen=True)
class Hit:
    """A post with a word of the query; `postings` are those that were looked through, `at` where its card stands."""

    id: str
    at: str
    postings: str

    @property
    def is_dated(self) -> bool:
        """Standing pages are listed by their paths, posts by their times."""
        return not self.at.startswith("/")

    @property
    def place(self) -> Key:
        """Of its card."""
        return Key(keys.ARCHIVE_LIST if self.is_dated else keys.PAGES_LIST, f"{self.at}#{self.id}")


def hits(table: Table, asked: Sequence[Asked]) -> list[Hit]:
    """All posts that have one of the words, and perhaps others; a query for each word and bucket, all at once."""
    needles = dict.fromkeys((bucket, text) for word in asked for bucket, text in word.needles.items())
    found: dict[str, dict[int, Item]] = {}
    with ThreadPoolExecutor(len(needles) or 1) as threads:
        for (bucket, _), rows in zip(needles, threads.map(partial(_rows, table), needles), strict=True):
            for row in rows:
                found.setdefault(row["SK"], {})[bucket] = row
    return [_hit(*rows.values()) for rows in found.values()]


def ranked(hits: Sequence[Hit], asked: Sequence[Asked]) -> list[Hit]:
    """Those that do have one, the best first; of two that are equal, always the same one."""
    looked = ((hit, [word.weight_in(hit.postings) for word in asked]) for hit in hits)
    weights = {hit: found for hit, found in looked if any(found)}
    spread = [sum(map(bool, column)) for column in zip(*weights.values(), strict=True)]

    def worth(hit: Hit) -> tuple[int, float, str, str]:
        has = [(weight, posts) for weight, posts in zip(weights[hit], spread, strict=True) if weight]
        return len(has), sum(weight / posts for weight, posts in has), hit.at, hit.id

    return sorted(weights, key=worth, reverse=True)


def cards(table: Table, hits: Sequence[Hit]) -> Iterator[tuple[Hit, Card]]:
    """Each with what lists show of it, read at once; without those that are not listed any more."""
    rows = table.get_in_order(*(hit.place for hit in hits)) if hits else ()
    return ((hit, from_item(Card, row)) for hit, row in zip(hits, rows, strict=True) if row)


def _rows(table: Table, needle: tuple[int, str]) -> list[Item]:
    bucket, text = needle
    return table.containing(keys.find(bucket), "postings", text)


def _hit(first: Item, *others: Item) -> Hit:
    """From a post's rows in different buckets."""
    return Hit(first["SK"], first["at"], "".join(row["postings"] for row in (first, *others)))
