"""Whereabouts: which post stands at an address, or stood there before, by what the table tells."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from blog import keys
from blog.paths import decoded
from blog.record import Record, record_of
from blog.settings import Settings, settings_of
from blog.table import Table
from publisher.public_path import public_path

IDENTITY = re.compile("[0-9a-f]{16}")
ENDINGS = re.compile(r"(?i)\.(html?|php|aspx?)$")


class NoSuchPost(LookupError):
    """No listed post can be found so, or more than one."""


@dataclass(frozen=True)
class Whereabouts:
    """The ids of the posts in the archive by their paths and aliases, and by the last parts of these."""

    table: Table
    settings: Settings
    by_path: dict[str, str]
    by_slug: dict[str, set[str]]

    @classmethod
    def of(cls, table: Table) -> "Whereabouts":
        by_path: dict[str, str] = {}
        by_slug: dict[str, set[str]] = defaultdict(set)
        rows = list(table.collection(keys.ARCHIVE_LIST))
        # A post's own path goes before another's alias.
        named = [(alias, row["id"]) for row in rows for alias in row.get("aliases", ())]
        for path, post_id in (*named, *((decoded(row["url"]), row["id"]) for row in rows)):
            by_path[path] = post_id
            by_slug[_slug(path)].add(post_id)
        return cls(table, settings_of(table.get(keys.SETTINGS)), by_path, dict(by_slug))

    def find(self, untrusted_addresses: Iterable[str]) -> Record:
        """By a whole address, whatever its host; else by its last part, if one post alone has it. Raises NoSuchPost."""
        paths = [path for each in untrusted_addresses if (path := _path(each))]
        if not paths:
            raise NoSuchPost("its thread has no address")
        ids = [self._at(path) for path in paths] + [self._called(path) for path in paths]
        found = next((record for post_id in ids if post_id and (record := self.record(post_id))), None)
        if found is None:
            raise NoSuchPost(f"there is no post at {paths[0]}")
        return found

    def bearing(self, identity: str) -> Record | None:
        """The post in the archive that has an identity, its own or one that its author wrote."""
        if not IDENTITY.fullmatch(identity):
            return None
        rows = self.table.collection(keys.post(identity), keys.BEARER)
        ids = [identity, *(keys.post_id(row["SK"].removeprefix(keys.BEARER)) for row in rows)]
        return next((each for post_id in ids if (each := self.record(post_id)) and each.identity == identity), None)

    def record(self, post_id: str) -> Record | None:
        record = self.of_any_status(post_id)
        return record if record and record.is_in_archive else None

    def of_any_status(self, post_id: str) -> Record | None:
        """Also a draft, or one that was taken back."""
        return record_of(self.table.get(keys.record(post_id)))

    def _at(self, path: str) -> str:
        ways = (path, path.rstrip("/"), f"{path.rstrip('/')}/")
        there = (self.by_path.get(each) or self.by_path.get(self.settings.leads_to(each)) for each in ways)
        return next(filter(None, there), "")

    def _called(self, path: str) -> str:
        ids = self.by_slug.get(_slug(path), set())
        return next(iter(ids)) if len(ids) == 1 else ""


def _path(untrusted_address: str) -> str:
    """The decoded path of an address or a slug; empty for what is none, and for the home page."""
    bare = re.split("[?#]", untrusted_address.strip(), maxsplit=1)[0]
    try:
        path = public_path(bare)
    except ValueError:
        return ""
    return "" if path == "/" else path


def _slug(path: str) -> str:
    return ENDINGS.sub("", path.rstrip("/").rpartition("/")[2]).casefold()
