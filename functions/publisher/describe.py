"""Describe: what stands at a path, read from the table; never by a scan of all posts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from blog import keys, paths
from blog.paths import href
from blog.post import Card, Kind
from blog.record import Record
from blog.settings import Link, Settings
from publisher.absolute import absolute_links
from publisher.content import VersionGone
from publisher.library import Library, misplaced
from publisher.pages import (
    Entry,
    Feed,
    File,
    GonePage,
    Group,
    HomePage,
    ListPage,
    Location,
    MissingPage,
    Page,
    PostPage,
    Recent,
    Robots,
    Site,
    Sitemap,
    StandingPage,
)
from publisher.problem import SourceError
from publisher.wording import MONTHS

HOME_CARDS = 12
LIST_CARDS = 50
FEED_ENTRIES = 10
RECENT_CARDS = 4  # one more than a page shows: a page leaves itself out
SITEMAP_POSTS = 200

YEAR_PAGE = re.compile(r"(?P<list>/archive/|/tags/[^/]+/)(?P<year>\d{4})/")
LIST_PAGE = re.compile(r"/archive/|/tags/[^/]+/")
SITEMAP_YEAR = re.compile(r"/sitemap-(?P<year>\d{4})\.xml")


@dataclass(frozen=True)
class Described:
    """A page, the record that it shows if there is one, and the sources of posts that stand at a wrong path."""

    page: Page
    record: Record | None = None
    misplaced: tuple[str, ...] = ()


def describe(path: str, library: Library, settings: Settings, url: str) -> Described:
    """The page at a path; a tombstone where nothing is to be shown (any more)."""
    site = Site(settings, url)
    if path in FIXED:
        return Described(FIXED[path](site, library))
    if path.startswith("/media/"):
        return Described(_file(site, path, library))
    if match := SITEMAP_YEAR.fullmatch(path):
        return Described(_sitemap_year(site, path, library, match["year"]))
    if match := YEAR_PAGE.fullmatch(path):
        return Described(_year(site, match["list"], int(match["year"]), library))
    if LIST_PAGE.fullmatch(path):
        return Described(_list(site, path, library))
    return _post(site, path, library)


def is_list_or_file(path: str) -> bool:
    """Whether a path's form alone says that neither a post nor a standing page is there."""
    patterns = (SITEMAP_YEAR, YEAR_PAGE, LIST_PAGE)
    return path in FIXED or path.startswith("/media/") or any(pattern.fullmatch(path) for pattern in patterns)


def _post(site: Site, path: str, library: Library) -> Described:
    claims = library.claims(path)
    found, wrong = library.standing_at(path, claims), misplaced(path, claims)
    if found is None or found.record.post is None:
        return Described(GonePage(site, path), misplaced=wrong)
    post, body = found.record.post, library.body(found.record)
    if post.kind is Kind.PAGE:
        return Described(StandingPage(site, path, post, body), found.record, wrong)
    beside = library.beside(found.record)
    page = PostPage(
        site=site,
        path=path,
        id=found.record.id,
        post=post,
        body=body,
        comments=found.comments,
        views=found.views,
        recent=beside.recent,
        newer=next(iter(beside.newer), None),
        older=next(iter(beside.older), None),
    )
    return Described(page, found.record, wrong)


def _home(site: Site, library: Library) -> Page:
    cards = library.cards(keys.ARCHIVE_LIST, limit=HOME_CARDS + 1)
    return HomePage(site, paths.HOME, cards[:HOME_CARDS], more=len(cards) > HOME_CARDS)


def _archive(site: Site, library: Library) -> Page:
    return _list(site, paths.ARCHIVE, library)


def _list(site: Site, path: str, library: Library) -> Page:
    pk = _collection(path)
    cards = library.cards(pk, limit=LIST_CARDS + 1)
    if not cards and path != paths.ARCHIVE:
        return GonePage(site, path)
    return ListPage(
        site=site,
        path=path,
        tag=_tag_name(path, cards),
        groups=_by_month(cards[:LIST_CARDS]),
        years=_year_links(path, library.years(pk, cards, is_all=len(cards) <= LIST_CARDS)),
        more=len(cards) > LIST_CARDS,
    )


def _year(site: Site, list_path: str, year: int, library: Library) -> Page:
    pk, path = _collection(list_path), paths.year_path(list_path, year)
    cards = library.cards(pk, begins=f"{year:04}-")
    if not cards:
        return GonePage(site, path)
    return ListPage(site, path, _tag_name(list_path, cards), year, _by_month(cards))


def _missing(site: Site, _: Library) -> Page:
    return MissingPage(site, paths.MISSING)


def _feed(site: Site, library: Library) -> Page:
    cards = library.cards(keys.ARCHIVE_LIST, limit=FEED_ENTRIES)
    records = library.records(card.id for card in cards)
    entries = (
        Entry(card, absolute_links(_feed_body(library, record, card), site.url + card.url))
        for card, record in zip(cards, records, strict=True)
        if record and record.is_published
    )
    updated = max((card.updated or card.date for card in cards), default=None)
    return Feed(site, paths.FEED, tuple(entries), updated)


def _feed_body(library: Library, record: Record, card: Card) -> Markup:
    try:
        return library.body(record)
    except (SourceError, VersionGone):
        # One text that cannot be had must not keep the other nine from their readers.
        return Markup("<p>{}</p>").format(card.summary)


def _sitemap(site: Site, library: Library) -> Page:
    """All pages as long as they are few, then an index of the years: a publish never rewrites a long list."""
    cards = library.cards(keys.ARCHIVE_LIST, limit=SITEMAP_POSTS + 1)
    if len(cards) <= SITEMAP_POSTS:
        return Sitemap(site, paths.SITEMAP, _standing(site, library) + _posts(site, cards))
    years = [paths.sitemap_path(year) for year in library.years(keys.ARCHIVE_LIST, cards, is_all=False)]
    shards = tuple(Location(site.url + shard) for shard in [paths.SITEMAP_PAGES, *years])
    return Sitemap(site, paths.SITEMAP, shards, index=True)


def _sitemap_year(site: Site, path: str, library: Library, year: str) -> Page:
    cards = library.cards(keys.ARCHIVE_LIST, begins=f"{year}-")
    return Sitemap(site, path, _posts(site, cards)) if cards else GonePage(site, path)


def _sitemap_pages(site: Site, library: Library) -> Page:
    return Sitemap(site, paths.SITEMAP_PAGES, _standing(site, library))


def _standing(site: Site, library: Library) -> tuple[Location, ...]:
    standing = [paths.HOME, paths.ARCHIVE, *library.standing()]
    return tuple(Location(site.url + href(path)) for path in standing)


def _posts(site: Site, cards: tuple[Card, ...]) -> tuple[Location, ...]:
    return tuple(Location(site.url + card.url, card.updated or card.date) for card in cards)


def _robots(site: Site, _: Library) -> Page:
    return Robots(site, paths.ROBOTS)


def _recent(site: Site, library: Library) -> Page:
    return Recent(site, paths.RECENT, library.cards(keys.ARCHIVE_LIST, limit=RECENT_CARDS))


def _file(site: Site, path: str, library: Library) -> Page:
    found = library.media(path)
    return File(site, path, *found) if found else GonePage(site, path)


def _collection(list_path: str) -> str:
    if list_path == paths.ARCHIVE:
        return keys.ARCHIVE_LIST
    return keys.tag_list(list_path.removeprefix("/tags/").rstrip("/"))


def _tag_name(list_path: str, cards: tuple[Card, ...]) -> str:
    """The tag as the newest post that has it writes it."""
    return next((tag.name for card in cards for tag in card.tags if paths.tag_path(tag.slug) == list_path), "")


def _by_month(cards: tuple[Card, ...]) -> tuple[Group, ...]:
    months = groupby(cards, key=lambda card: f"{MONTHS[card.date.month - 1]} {card.date.year}")
    return tuple(Group(label, tuple(each)) for label, each in months)


def _year_links(list_path: str, years: list[int]) -> tuple[Link, ...]:
    return tuple(Link(str(year), href(paths.year_path(list_path, year))) for year in years)


FIXED: dict[str, Callable[[Site, Library], Page]] = {
    paths.HOME: _home,
    paths.ARCHIVE: _archive,
    paths.MISSING: _missing,
    paths.FEED: _feed,
    paths.SITEMAP: _sitemap,
    paths.SITEMAP_PAGES: _sitemap_pages,
    paths.ROBOTS: _robots,
    paths.RECENT: _recent,
}
