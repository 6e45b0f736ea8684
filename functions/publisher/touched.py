"""Touched: which pages can show a difference when an item of the table changes. Pure.

A target is a page's path, or a fan-out that `fan_out.py` turns into paths:
`post:<identity>` (the page of a post), `translations:<id>` (the pages of a post and its
translations), `beside:<position>/<topic>…,…` (the pages that show what is at a place in
the archive, as a neighbour or as a post of its topics; where one has a `+`, its own page
as well), `parts:<path>` (the years or months of a list), `links:<source>` (the pages that
link to one, by its present or its former title, or that show a file), `everything` and
`sources`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from blog import keys
from blog.counting import LIKES, TURN, worth_baking
from blog.item import Item, from_item
from blog.paths import (
    ARCHIVE,
    FEED,
    HOME,
    RECENT,
    SITEMAP,
    SITEMAP_PAGES,
    TERMS,
    decoded,
    month_path,
    sitemap_path,
    term_path,
    year_path,
)
from blog.post import Card
from blog.record import Record, record_of
from blog.settings import settings_of
from blog.slug import slug
from publisher.media import path_of

EVERYTHING = "everything"
SOURCES = "sources"
POST = "post:"
TRANSLATIONS = "translations:"
BESIDE = "beside:"
PARTS = "parts:"
LINKS = "links:"
READING = ("time_zone", "language", "permalink", "html", "comments_close_after")  # settings by which sources are read
NEW = "+"  # before a place that has just been taken

Targets = frozenset[str]
NOTHING: Targets = frozenset()


def touched(before: Item | None, after: Item | None) -> Targets:
    """The targets of one change; `before` and `after` are whole items or None."""
    item = after or before
    if item is None or _visible(before) == _visible(after):
        return NOTHING
    return next((edge(before, after) for prefix, edge in EDGES.items() if item["PK"].startswith(prefix)), NOTHING)


def is_fan_out(target: str) -> bool:
    return not target.startswith("/")


def _visible(item: Item | None) -> Item | None:
    """What a page may show of it: of likes a number that is rounded when it is large."""
    shown = {name: value for name, value in (item or {}).items() if name not in (TURN, "generation")}
    return shown | {LIKES: worth_baking(shown[LIKES])} if LIKES in shown else shown or None


def _post(before: Item | None, after: Item | None) -> Targets:
    pk, sk = _key(before, after)
    if sk == keys.RECORD:
        return _record(before, after)
    if sk.startswith(keys.BEARER):  # its record says all
        return NOTHING
    kind = TRANSLATIONS if sk.startswith(keys.TRANSLATION) else POST
    return frozenset({kind + pk.removeprefix("POST#")})


def _record(before: Item | None, after: Item | None) -> Targets:
    old, new = record_of(before), record_of(after)
    linking = _linking(old, new) | _previews(old, new)
    if old and new and old.shown == new.shown:
        return linking
    own = {record.path for record in (old, new) if record and record.is_published}
    return linking | (own | {FEED} if _is_edit(old, new) else own)


def _is_edit(old: Record | None, new: Record | None) -> bool:
    """Whether the feed shows another text; of that the row in the archive knows only the beginning."""
    if old is None or new is None or not (old.is_in_archive and new.is_published):
        return False
    return replace(old, closed=new.closed).shown != new.shown


def _previews(old: Record | None, new: Record | None) -> Targets:
    """Whoever was given the address of a draft reads what it says now, or that it is there no more."""
    if (old and old.previewed) == (new and new.previewed):
        return NOTHING
    return frozenset(record.preview for record in (old, new) if record and record.preview)


def _linking(old: Record | None, new: Record | None) -> Targets:
    """Where a post is to be found, by which names and in which language, shows on the pages that link to it.

    A translation links to its original, as long as it is one.
    """
    listed = [record for record in (old, new) if record and record.is_listed]
    told = {(each.path, each.title, each.language, each.original, each.written_identity) for each in listed}
    is_same = len(listed) == len((old, new)) and len(told) == 1
    if not listed or is_same:
        return NOTHING
    titles = sorted({slug(record.title) for record in listed})
    identities = sorted({record.written_identity for record in listed if record.written_identity})
    return frozenset({linking_to(listed[0].source, titles, identities, told=bool(new and new.namesake))})


def linking_to(
    source: str, titles: list[str], identities: Sequence[str] = (), after: str = "", *, told: bool = False
) -> str:
    """The target that stands for the pages that link to a source; `after` the post of this id, for the rest of many.

    `told` says that its author was told of a namesake, who may be gone by now.
    """
    return LINKS + json.dumps([source, titles, identities, after, told], ensure_ascii=False)


def _archive_row(before: Item | None, after: Item | None) -> Targets:
    _, sk = _key(before, after)
    # Its own page, too: whoever was listed while it was being built is not on it.
    place = "/".join([sk if before else NEW + sk, *sorted(_topics(before) | _topics(after))])
    others = frozenset({FEED, RECENT, SITEMAP, sitemap_path(_year(sk)), BESIDE + place})
    counting = _years_of(ARCHIVE, sk) | {HOME, month_path(_year(sk), int(sk[5:7]))}
    return counting if _is_count(before, after) else counting | others


def _is_count(before: Item | None, after: Item | None) -> bool:
    """Whether nothing but the number of comments differs, which only lists of posts show."""
    return bool(before and after) and {**(before or {}), "comments": 0} == {**(after or {}), "comments": 0}


def _topics(row: Item | None) -> set[str]:
    return {tag.slug for tag in from_item(Card, row).tags} if row else set()


def _term_row(before: Item | None, after: Item | None) -> Targets:
    pk, sk = _key(before, after)
    kind, _, term_slug = pk.removeprefix(keys.LIST).partition("/")
    return _years_of(term_path(kind, term_slug), sk)


def _standing_row(before: Item | None, after: Item | None) -> Targets:
    # Whoever changed the settings while this page was being built did not see it in the list.
    just_listed = {decoded(after["url"])} if after and not before else NOTHING
    return frozenset({SITEMAP, SITEMAP_PAGES, *just_listed})


def _contents(before: Item | None, after: Item | None) -> Targets:
    whole = _key(before, after)[0].removeprefix(keys.CONTENTS)
    just_divided = {PARTS + whole} if not (before or {}).get("divided") else NOTHING
    return frozenset({whole, *just_divided, *({SITEMAP} if whole == ARCHIVE else NOTHING)})


def _claim(before: Item | None, after: Item | None) -> Targets:
    return frozenset({_key(before, after)[0].removeprefix("PATH#")})


def _media(before: Item | None, after: Item | None) -> Targets:
    key = _key(before, after)[0].removeprefix("MEDIA#")
    old, new = before or {}, after or {}
    file = {path_of(key)} if old.get("version", "") != new.get("version", "") else NOTHING
    # What the pages that show it say of it.
    is_same = (bool(old.get("version")), old.get("picture")) == (bool(new.get("version")), new.get("picture"))
    return frozenset({*file, *(NOTHING if is_same else {linking_to(key, [])})})


def _key(before: Item | None, after: Item | None) -> tuple[str, str]:
    item = after or before or {}
    return item["PK"], item["SK"]


def _years_of(path: str, sk: str) -> Targets:
    return frozenset({path, year_path(path, _year(sk))})


def _settings(before: Item | None, after: Item | None) -> Targets:
    old, new = settings_of(before), settings_of(after)
    if old == new:
        return NOTHING
    redirected = frozenset(each.path for each in set(old.redirects) ^ set(new.redirects))
    if replace(old, redirects=()) == replace(new, redirects=()):
        return redirected
    is_reading = any(getattr(old, name) != getattr(new, name) for name in READING)
    return redirected | ({EVERYTHING, SOURCES} if is_reading else {EVERYTHING})


def _year(position: str) -> int:
    return int(position[:4])


EDGES: dict[str, Callable[[Item | None, Item | None], Targets]] = {
    "POST#": _post,
    keys.ARCHIVE_LIST: _archive_row,
    **{keys.term_list(kind, ""): _term_row for kind in TERMS},
    keys.PAGES_LIST: _standing_row,
    keys.CONTENTS: _contents,
    "PATH#": _claim,
    "MEDIA#": _media,
    keys.SETTINGS.pk: _settings,
}
