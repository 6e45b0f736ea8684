"""Touched: which pages can show a difference when an item of the table changes. Pure.

A target is a page's path, or a fan-out that `fan_out.py` turns into paths:
`post:<id>` (the page of a post), `beside:<position>` (the neighbours of a place
in the archive), `claims:<path>` (the posts that would like to stand at a path),
`everything` and `sources`.
"""

from blog import keys
from blog.item import Item, from_item
from blog.paths import ARCHIVE, FEED, HOME, RECENT, SITEMAP, SITEMAP_PAGES, sitemap_path, tag_path, year_path
from blog.record import record_of
from blog.settings import Settings

EVERYTHING = "everything"
SOURCES = "sources"
POST = "post:"
BESIDE = "beside:"
CLAIMS = "claims:"

Targets = frozenset[str]
NOTHING: Targets = frozenset()


def touched(before: Item | None, after: Item | None) -> Targets:
    """The targets of one change; `before` and `after` are whole items or None."""
    item = after or before
    if item is None or _visible(before) == _visible(after):
        return NOTHING
    pk, sk = item["PK"], item["SK"]
    if pk.startswith("POST#"):
        return _record(before, after) if sk == keys.RECORD else frozenset({POST + pk.removeprefix("POST#")})
    if pk == keys.ARCHIVE_LIST:
        return _archive_row(sk)
    if pk.startswith(keys.TAG_LIST):
        return _years_of(tag_path(pk.removeprefix(keys.TAG_LIST)), sk)
    if pk == keys.PAGES_LIST:
        return frozenset({SITEMAP, SITEMAP_PAGES})
    if pk.startswith("PATH#"):
        return frozenset({CLAIMS + pk.removeprefix("PATH#")})
    if pk == keys.SETTINGS.pk:
        return _settings(before, after)
    return frozenset({f"/{pk.removeprefix('MEDIA#')}"}) if pk.startswith("MEDIA#") else NOTHING


def _visible(item: Item | None) -> Item | None:
    return {name: value for name, value in item.items() if name != "generation"} if item else None


def _record(before: Item | None, after: Item | None) -> Targets:
    shown = [record.shown for record in map(record_of, (before, after)) if record]
    if len(shown) == 2 and shown[0] == shown[1]:
        return NOTHING
    return frozenset(each[0] for each in shown if each)


def _archive_row(sk: str) -> Targets:
    lists = {HOME, FEED, RECENT, SITEMAP, sitemap_path(_year(sk)), BESIDE + sk}
    return frozenset(lists) | _years_of(ARCHIVE, sk)


def _years_of(path: str, sk: str) -> Targets:
    return frozenset({path, year_path(path, _year(sk))})


def _settings(before: Item | None, after: Item | None) -> Targets:
    old, new = (from_item(Settings, (item or {}).get("settings", {})) for item in (before, after))
    dates_move = old.time_zone != new.time_zone
    return frozenset({EVERYTHING, SOURCES} if dates_move else {EVERYTHING})


def _year(position: str) -> int:
    return int(position[:4])
