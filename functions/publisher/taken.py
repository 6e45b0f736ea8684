"""Taken: whether the table says of each source what the source gives now. It reads only.

Each is judged again as `reconcile` judges it. So it does not matter why the table is
wrong: a lost event, a failure, a moment that has passed, a setting after which
nothing was read again.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar

from blog import keys
from blog.item import Item, from_item, to_item
from blog.picture import Picture
from blog.record import Record, record_of
from blog.settings import Settings, settings_of
from publisher.addresses import address_of, media_at
from publisher.library import Library, misplaced
from publisher.media import type_of
from publisher.media_file import MAX_BYTES as MAX_MEDIA_BYTES
from publisher.media_file import MediaFile, read_media
from publisher.raster import EDITION
from publisher.settings_file import SettingsFile, read_settings_file
from publisher.source import MAX_BYTES
from publisher.source_kind import SourceKind, kind_of
from publisher.stores import Stores
from publisher.verdict import judge
from publisher.what import What

T = TypeVar("T")
# A schedule comes up to a minute late (EventBridge Scheduler user guide, "Schedule types"), and is then on its way.
UNDER_WAY = timedelta(minutes=2)


class Taken:
    """Of one look; `made` keeps one picture's copies, no more."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._library = Library(stores.table, stores.content)
        self._settings = settings_of(stores.table.get(keys.SETTINGS))
        self._resolve = cache(lambda target: address_of(stores.table, target.text))
        self._find = cache(lambda file: media_at(stores.table, file))
        self._made: tuple[str, MediaFile] = ("", MediaFile())

    def what(self, key: str, newest: str) -> What | None:
        """What is wrong with a source whose version `newest` stands in the bucket, empty for none."""
        item, is_right = self._judged(key)
        if not newest:
            return None if is_right else What.ORPHANED
        if item is None:
            return What.UNTAKEN
        if item.get("version", "") == newest:
            return None if is_right else What.OUTDATED
        # Of a source that is broken its last good version is taken, and its receipt says so.
        return None if is_right and self._stores.reports.refused(key) == newest else What.UNTAKEN

    def made(self, key: str) -> MediaFile:
        """What is to be made of a media file now."""
        if self._made[0] != key:
            self._made = (key, read_media(key, self._stores.content.newest_first(key, MAX_MEDIA_BYTES)))
        return self._made[1]

    def _judged(self, key: str) -> tuple[Item | None, bool]:
        """What the table knows of a source, and whether it is what the source gives."""
        kind, table = kind_of(key), self._stores.table
        if kind is SourceKind.MEDIA:
            item = table.get(keys.media(key))
            return item, item is not None and self._is_made(key, item)
        if kind is SourceKind.SETTINGS:
            item = table.get(keys.SETTINGS)
            wanted = self._wanted_settings(key)
            return item, not wanted or settings_of(item) in wanted
        item, now = table.get(keys.record(keys.post_id(key))), self._stores.now()
        record = record_of(item)
        return item, record is not None and any(self._is_right(record, at) for at in (now, now - UNDER_WAY))

    def _is_right(self, record: Record, now: datetime) -> bool:
        sources = self._stores.content.newest_first(record.source, MAX_BYTES)
        judged = judge(record.source, record, sources, self._settings, now, self._resolve, self._find).record
        return _as_kept(replace(judged, generation=record.generation)) == record and self._is_placed(record)

    def _is_placed(self, record: Record) -> bool:
        """Whether it has the address that it asks for, if and only if no other post comes before it there."""
        claims = self._library.claims(record.natural) if record.is_published else []
        return record.source not in misplaced(record.natural, claims)

    def _is_made(self, key: str, item: Item) -> bool:
        file = self.made(key)
        picture = from_item(Picture, item["picture"]) if "picture" in item else None
        known = (item.get("version", ""), item.get("content_type"), picture, item.get("edition"))
        return known == (file.version, type_of(key), file.picture, EDITION if file.picture else None)

    def _wanted_settings(self, key: str) -> list[Settings]:
        """By the newest version that can be read, empty if there is none.

        Only the deployment knows whether it sends letters, so that is left open.
        """
        files = (self._settings_file(key, sends_letters=each) for each in (True, False))
        return [_as_kept(file.settings) for file in files if file.settings is not None]

    def _settings_file(self, key: str, *, sends_letters: bool) -> SettingsFile:
        return read_settings_file(key, self._stores.content.newest_first(key, MAX_BYTES), sends_letters=sends_letters)


def _as_kept(value: T) -> T:
    """As it comes back from the table, where what is empty is left out."""
    return from_item(type(value), to_item(value))
