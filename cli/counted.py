"""Counted: what the table knows of views, by post, by day and by the host that readers came from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from blog import keys
from blog.counting import LIKES, VIEWS, Counts, shards, total
from blog.record import Record, record_of
from blog.table import Table
from blog.views import hosts_of

T = TypeVar("T")
NOWHERE = ""  # the host of those who came by no link, or by one that tells nothing


@dataclass(frozen=True)
class Counted:
    """How often a post was read on a day; `hosts` tells where from, as far as that is known."""

    post: str
    day: date
    views: int
    hosts: Mapping[str, int] = field(default_factory=dict)


class NoSuchPost(LookupError):
    """No post that can be read is called so; `name` says how."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no post {name!r}: name it by its file, posts/tea.md, or its address, /posts/tea/")
        self.name = name


def posts(table: Table) -> list[Record]:
    """All posts that are listed, the newest first."""
    rows = table.newest(keys.ARCHIVE_LIST)
    found = table.get_all(*(keys.record(row["id"]) for row in rows))
    return [record for item in found if (record := record_of(item))]


def named(records: Iterable[Record], name: str) -> Record:
    """The post of a file, an address or an id; raises NoSuchPost."""
    path = unquote(urlsplit(name).path)
    for record in records:
        if name in (record.source, record.id, record.identity) or path in (record.path, record.path.rstrip("/")):
            return record
    raise NoSuchPost(name)


def last_days(today: date, number: int) -> list[date]:
    """Today and the days before it, the oldest first."""
    return [today - timedelta(days=back) for back in reversed(range(number))]


def counted(table: Table, days: Iterable[date]) -> Iterator[Counted]:
    """Of all posts, the shards of a day one after another."""
    for day in days:
        for shard in range(keys.SHARDS):
            for item in table.collection(keys.days_views(day, shard)):
                yield Counted(item["SK"], day, item["views"], hosts_of(item))


def ever(table: Table, identities: Iterable[str]) -> dict[str, Counts]:
    """How often each post was read and liked since it is there."""
    wanted = list(dict.fromkeys(identities))
    found = iter(table.get_all(*(key for each in wanted for key in shards(each))))
    items = {each: [next(found) for _ in range(keys.SHARDS)] for each in wanted}
    return {each: Counts(total(shared, VIEWS), total(shared, LIKES)) for each, shared in items.items()}


def by_post(found: Iterable[Counted]) -> Counter[str]:
    return _sum((each.post, each.views) for each in found)


def by_day(found: Iterable[Counted]) -> Counter[date]:
    return _sum((each.day, each.views) for each in found)


def by_host(found: Iterable[Counted]) -> Counter[str]:
    """Whoever came by no link that is known is at NOWHERE."""
    hosts: Counter[str] = Counter()
    for each in found:
        hosts.update(each.hosts)
        hosts[NOWHERE] += each.views - sum(each.hosts.values())
    return +hosts


def _sum(pairs: Iterable[tuple[T, int]]) -> Counter[T]:
    found: Counter[T] = Counter()
    for name, number in pairs:
        found[name] += number
    return found
