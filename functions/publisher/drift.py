"""Drift: where the site or the table is not what the table and the sources give. It reads only.

The site is listed, not read: each page's bytes are made anew, and their entity
tag is compared with the object's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from blog import keys
from blog.environment import required
from blog.item import Item
from blog.paths import object_key, of_object
from blog.record import record_of
from blog.table import Table
from publisher.asked import Asked, read_asked
from publisher.assets import Asset
from publisher.build import output_of
from publisher.content import Content, VersionGone
from publisher.describe import describe
from publisher.findings import lost_sources
from publisher.known import known_from
from publisher.library import Library
from publisher.media import is_file, key_at
from publisher.pages import GonePage, Page
from publisher.problem import SourceError
from publisher.receipt import Reports
from publisher.site_bucket import GONE, Output, SiteBucket
from publisher.theme import Theme

ASSETS = "assets/"
SECOND_LOOKS = 2


class What(StrEnum):
    """What is wrong, as the rest of a sentence."""

    MISSING = "the page is missing"
    CHANGED = "the bytes are not those that the table gives"
    WAITING = "the page is waiting to be built"
    TOMBSTONE = "a tombstone stands where a page should be"
    STAYED = "a page stands where a tombstone should be"
    STRAY = "the object is neither a page nor a tombstone nor an asset"
    UNBUILDABLE = "the page cannot be built, because the version of its source is gone or broken"
    NO_COPY = "a narrower copy of the picture is missing"
    NO_ASSET = "the asset is missing; perhaps another theme is deployed than the one in this folder"
    UNTAKEN = "the newest version of this source has not been taken"
    ORPHANED = "this source is gone, but not what was made from it"


@dataclass(frozen=True)
class Drift:
    """`name` is a page's path or a source's key."""

    name: str
    what: What


@dataclass(frozen=True)
class Stores:
    """What is compared; `url` is the site's public address without a closing slash."""

    table: Table
    content: Content
    site: SiteBucket
    reports: Reports
    url: str

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "Stores":
        """From variables and a maker of boto3 clients; raises MissingVariable."""
        names = ("TABLE_NAME", "CONTENT_BUCKET", "SITE_BUCKET", "REPORT_BUCKET", "SITE_URL")
        table, content, site, reports, url = (required(environ, name) for name in names)
        s3 = client("s3")
        return cls(
            Table(client("dynamodb"), table),
            Content(s3, content),
            SiteBucket(s3, site),
            Reports(s3, reports),
            url.rstrip("/"),
        )


Check = Callable[[], What | None]


class Survey:
    """One look: what the table knows and what stands in both buckets, listed when it is made."""

    def __init__(self, stores: Stores, theme: Theme) -> None:
        self._stores = stores
        self._theme = theme
        self._library = Library(stores.table, stores.content)
        self._there = {each.key: each.etag for each in stores.site.objects()}
        self._newest = dict(stores.content.versions())
        items = list(stores.table.scan())
        self._known = known_from(items)
        self._unlisted = frozenset(_unlisted(items))
        self._checks: dict[str, Check] = self._assets() | self._copies() | self._pages() | self._sources()

    @property
    def names(self) -> tuple[str, ...]:
        """All that there is to look at."""
        return tuple(self._checks)

    def drifts(self, names: Iterable[str]) -> Iterator[Drift | None]:
        """For each name what is wrong with it, None if nothing is."""
        for name in names:
            check = self._checks.get(name)
            what = check() if check else None
            yield Drift(name, what) if what else None

    def _assets(self) -> dict[str, Check]:
        return {path: partial(self._asset, path, asset) for path, asset in self._theme.assets.items()}

    def _asset(self, path: str, asset: Asset) -> What | None:
        etag = self._there.get(object_key(path))
        if etag is None:
            return What.NO_ASSET
        return None if etag == Output(asset.data, asset.content_type, 0).tag.etag else What.CHANGED

    def _copies(self) -> dict[str, Check]:
        return {path: partial(self._copy, path) for path in self._known.copies}

    def _copy(self, path: str) -> What | None:
        return None if object_key(path) in self._there else What.NO_COPY

    def _pages(self) -> dict[str, Check]:
        objects = [key for key in self._there if not key.startswith(ASSETS)]
        # A folder that some client made, "posts/tea/", is not the object of the page "/posts/tea/".
        folders: dict[str, Check] = {key: lambda: What.STRAY for key in objects if object_key(of_object(key)) != key}
        paths = {of_object(key) for key in objects if key not in folders} | self._known.pages | self._unlisted
        return folders | {path: partial(self._page, path) for path in sorted(paths)}

    def _page(self, path: str) -> What | None:
        if path in self._unlisted:
            return What.WAITING
        etag = self._there.get(object_key(path))
        try:
            if etag and etag == self._file_etag(path):
                return None
            asked = read_asked(self._stores.table, path)
            page = describe(path, self._library, asked.settings, self._stores.url, asked.contents.parts).page
        except (VersionGone, SourceError):
            return What.UNBUILDABLE
        generation = asked.tag.generation if asked.tag else asked.generation
        if etag is None:
            return None if isinstance(page, GonePage) else What.MISSING
        output = output_of(self._theme, page, generation)
        if output.tag.etag == etag or (output.status == GONE and _is_built(asked, etag)):
            return None
        return self._difference(path, page, asked.generation)

    def _file_etag(self, path: str) -> str:
        """The entity tag of a picture's source, so that equal ones are not read; empty for other pages."""
        key = key_at(path)
        version = self._known.versions.get(key) if is_file(path) else ""
        return self._stores.content.etag(key, version) if version else ""

    def _difference(self, path: str, page: Page, generation: int) -> What | None:
        """Why the object that stands there is not the page."""
        tag = self._stores.site.tag(path)
        if tag and 0 < tag.generation < generation:
            return What.WAITING
        is_tombstone = tag is not None and tag.status == GONE
        if not isinstance(page, GonePage):
            return What.TOMBSTONE if is_tombstone else What.CHANGED
        if is_tombstone:
            return What.CHANGED
        return What.STAYED if generation else What.STRAY

    def _sources(self) -> dict[str, Check]:
        lost = sorted(lost_sources(self._newest, self._known.versions))
        return {key: partial(self._source, key, self._newest.get(key, "")) for key in lost}

    def _source(self, key: str, version: str) -> What | None:
        if not version:
            return What.ORPHANED
        # A broken source leaves the last good page; its receipt says so.
        return None if self._stores.reports.refused(key) == version else What.UNTAKEN


def _is_built(asked: Asked, etag: str) -> bool:
    """Whether the object is the tombstone that was built: it may be older than the theme and the settings."""
    return asked.tag is not None and (asked.tag.etag, asked.tag.status) == (etag, GONE)


def lasting(found: list[Drift], look: Callable[[], Survey], pause: Callable[[], None]) -> list[Drift]:
    """What is still wrong when it is looked at again: a page may have been under way."""
    for _ in range(SECOND_LOOKS):
        if found:
            pause()
            again = look().drifts(each.name for each in found)
            found = [each for each in again if each]
    return found


def _unlisted(items: Iterable[Item]) -> Iterator[str]:
    """The paths of published records that no list shows yet."""
    records = (record_of(item) for item in items if item["PK"].startswith("POST#") and item["SK"] == keys.RECORD)
    return (record.path for record in records if record and record.is_published and not record.is_listed)
