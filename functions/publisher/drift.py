"""Drift: where the site or the table is not what the table and the sources give. It reads only.

The site is listed, not read: the bytes of each page, asset and copy of a picture
are made anew, and their entity tag is compared with the object's; what is sent with
them is asked of each. Each source is judged anew (`taken.py`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from blog import keys
from blog.item import Item
from blog.paths import is_made_from, object_key, of_object
from blog.record import record_of
from publisher.asked import Asked, read_asked
from publisher.assets import Asset
from publisher.build import output_of
from publisher.content import VersionGone
from publisher.describe import describe
from publisher.known import known_from
from publisher.library import Library
from publisher.media import is_file, key_at, type_of
from publisher.media_file import is_raster
from publisher.pages import GonePage, Page
from publisher.problem import SourceError
from publisher.raster import COPY_TYPE
from publisher.site_bucket import GONE, Output
from publisher.source_kind import SourceKind, kind_of
from publisher.stores import Stores
from publisher.taken import Taken
from publisher.theme import Theme
from publisher.what import What

ASSETS = "assets/"
SECOND_LOOKS = 2


@dataclass(frozen=True)
class Drift:
    """`name` is a page's path or a source's key."""

    name: str
    what: What


Check = Callable[[], What | None]


class Survey:
    """One look: what the table knows and what stands in both buckets, listed when it is made."""

    def __init__(self, stores: Stores, theme: Theme) -> None:
        self._stores = stores
        self._theme = theme
        self._library = Library(stores.table, stores.content)
        self._taken = Taken(stores)
        self._there = {each.key: each.etag for each in stores.site.objects()}
        newest = dict(stores.content.versions())
        items = list(stores.table.scan())
        self._known = known_from(items)
        self._unlisted = frozenset(_unlisted(items))
        self._checks: dict[str, Check] = self._assets() | self._pages() | self._sources(newest)

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
        own: dict[str, Check] = {path: partial(self._asset, path, each) for path, each in self._theme.assets.items()}
        others = {f"/{key}" for key in self._there if key.startswith(ASSETS)} - own.keys() - self._known.copies.keys()
        return own | {path: partial(self._other_asset, path) for path in sorted(others)}

    def _asset(self, path: str, asset: Asset) -> What | None:
        return self._compared(path, Output(asset.data, asset.content_type, 0), What.NO_ASSET)

    def _other_asset(self, path: str) -> What | None:
        """Of a theme or a picture from before there may be some still: their paths are made from their bytes."""
        return None if is_made_from(path, self._stores.site.digest(path)) else What.STRAY

    def _compared(self, path: str, wanted: Output, missing: What) -> What | None:
        etag = self._there.get(object_key(path))
        if etag is None:
            return missing
        return self._sent(path, wanted) if etag == wanted.tag.etag else What.CHANGED

    def _sent(self, path: str, output: Output) -> What | None:
        return None if self._stores.site.sends(path, output) else What.HEADERS

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
                return self._sent(path, Output(b"", type_of(path), 0))
            asked = read_asked(self._stores.table, path)
            page = describe(path, self._library, asked.settings, self._stores.url, asked.contents.parts).page
        except (VersionGone, SourceError):
            return What.UNBUILDABLE
        generation = asked.tag.generation if asked.tag else asked.generation
        if etag is None:
            return None if isinstance(page, GonePage) else What.MISSING
        output = output_of(self._theme, page, generation)
        if output.tag.etag == etag or (output.status == GONE and _is_built(asked, etag)):
            return self._sent(path, output)
        return self._difference(path, page, asked.generation)

    def _file_etag(self, path: str) -> str:
        """The entity tag of a file's source, so that equal ones are not read; empty where something else is shown.

        That is so of pages, and may be so of pictures, which lose what their camera wrote into them.
        """
        key = key_at(path)
        version = self._known.versions.get(key) if is_file(path) and not is_raster(path) else ""
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

    def _sources(self, newest: Mapping[str, str]) -> dict[str, Check]:
        """Each source, and after a picture its copies, which are made once for all of them."""
        ours = {key for key in newest if kind_of(key) is not SourceKind.OTHER} | self._known.versions.keys()
        copies: dict[str, list[str]] = defaultdict(list)
        for path, key in self._known.copies.items():
            copies[key].append(path)
        checks: dict[str, Check] = {}
        for key in sorted(ours):
            checks[key] = partial(self._taken.what, key, newest.get(key, ""))
            checks |= {path: partial(self._copy, path, key) for path in sorted(copies[key])}
        return checks

    def _copy(self, path: str, key: str) -> What | None:
        data = dict(self._taken.made(key).copies).get(path)
        if data is None:  # the table is wrong, which is told of its source
            return None if object_key(path) in self._there else What.NO_COPY
        return self._compared(path, Output(data, COPY_TYPE, 0), What.NO_COPY)


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
