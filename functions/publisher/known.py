"""Known: what the table knows of sources, pages and copies of pictures, gathered from all of its items. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from blog import keys, paths
from blog.item import Item
from blog.record import Record, record_of
from blog.settings import Settings, settings_of
from publisher.asked import tag_in
from publisher.copies import copies_of, former_of, tags_of
from publisher.describe import FIXED
from publisher.fan_out import pages_with
from publisher.media import is_file, path_of
from publisher.site_bucket import Tag
from publisher.source_kind import SETTINGS_KEY


@dataclass
class Known:
    """Each source's version, the paths of all pages, and what was last built at a path, by which edition.

    At the paths in `waiting` something was to be built, and its message may be lost.
    `records` are those of all posts, without what is not asked of them here. `copies`
    are the pictures' by their paths, each with its source, `copy_tags` as they were written,
    and `former` those that were replaced, each with the moment. `strays` are what the last
    audit saw of them (`strays.py`).
    """

    versions: dict[str, str] = field(default_factory=dict)
    pages: set[str] = field(default_factory=lambda: set(FIXED))
    built: dict[str, Tag] = field(default_factory=dict)
    editions: dict[str, str] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    records: list[Record] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    copies: dict[str, str] = field(default_factory=dict)
    copy_tags: dict[str, str] = field(default_factory=dict)
    former: dict[str, datetime] = field(default_factory=dict)
    strays: dict[str, datetime] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[str]:
        return frozenset(path for path in self.pages if is_file(path))


def known_from(items: Iterable[Item]) -> Known:
    """From all items of the table."""
    known = Known()
    for item in items:
        _add(known, item)
    return known


def _add(known: Known, item: Item) -> None:
    if item["PK"].startswith("MEDIA#"):
        _add_media(known, item)
    elif target := keys.wanted(item):
        _add_want(known, item, target)
    elif item["PK"] == keys.SETTINGS.pk:
        known.settings = settings_of(item)
        known.versions[SETTINGS_KEY] = item.get("version", "")
        known.pages |= {each.path for each in known.settings.redirects}
    elif item["PK"] == keys.ARCHIVE_LIST:
        known.pages |= pages_with(item)
    elif item["PK"] == keys.PAGES_LIST:
        known.pages |= {paths.decoded(item["url"]), *item.get("aliases", ())}
    elif item["PK"] == keys.PREVIEWS_LIST:
        known.pages.add(item["SK"])
    elif item["PK"] == keys.STRAYS.pk:
        known.strays = {path: datetime.fromisoformat(moment) for path, moment in item["since"].items()}
    elif item["SK"] == keys.RECORD and (record := record_of(item)):
        _add_record(known, record)


def _add_media(known: Known, item: Item) -> None:
    key, version = item["PK"].removeprefix("MEDIA#"), item.get("version", "")
    known.versions[key] = version
    known.pages |= {path_of(key)} if version else set()
    known.copies |= dict.fromkeys(copies_of(item), key)
    known.copy_tags |= {path: tag for path, tag in tags_of(item).items() if tag}
    for path, replaced in former_of(item).items():  # of two pictures that had it, the last counts
        known.former[path] = max(replaced, known.former.get(path, replaced))


def _add_want(known: Known, item: Item, target: str) -> None:
    if tag := tag_in(item):
        known.built[target] = tag
        known.editions[target] = item.get("edition", "")
    if target.startswith("/") and item.get("generation", 0) > item.get("built", 0):
        known.waiting.add(target)


def _add_record(known: Known, record: Record) -> None:
    known.versions[record.source] = record.version
    known.records.append(replace(record, links=(), media=(), postings=""))
    if record.is_published and not record.is_listed:
        known.waiting.add(record.path)
