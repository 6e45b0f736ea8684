"""Describe: what stands at a path, read from the table; never by a scan of all posts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from blog import keys, paths
from blog.paths import href
from blog.post import Card, Kind
from blog.record import Record
from blog.settings import Settings
from publisher.feeds import describe_feed
from publisher.library import Library, misplaced
from publisher.lists import Parts, describe_list, is_list
from publisher.machine_pages import File, Location, Manifest, Recent, Robots, Sitemap
from publisher.media import is_file
from publisher.pages import (
    GonePage,
    HomePage,
    MissingPage,
    MovedPage,
    Page,
    PostPage,
    PreviewPage,
    SearchPage,
    Site,
    StandingPage,
)
from publisher.thread import threads

HOME_CARDS = 12
RECENT_CARDS = 4  # one more than a page shows: a page leaves itself out
SITEMAP_POSTS = 200

SITEMAP_YEAR = re.compile(r"/sitemap-(?P<year>\d{4})\.xml")


@dataclass(frozen=True)
class Described:
    """A page, the record that it shows if there is one, and the sources of posts that stand at a wrong path.

    `seen` marks what the page shows besides its record, `comments` counts those on it.
    """

    page: Page
    record: Record | None = None
    misplaced: tuple[str, ...] = ()
    seen: str = ""
    comments: int = 0

    @property
    def is_noted(self) -> bool:
        """Whether the record, if there is one, says all that lists show of the page."""
        return self.record is None or (self.record.is_listed and self.record.comments == self.comments)


def describe(path: str, library: Library, settings: Settings, url: str, parts: Parts = ()) -> Described:
    """The page at a path; a tombstone where nothing is to be shown (any more). `parts` are a list's that have pages."""
    site = Site(settings, url)
    if path in FIXED:
        return Described(FIXED[path](site, library, parts))
    if is_file(path):
        return Described(_file(site, path, library))
    if match := SITEMAP_YEAR.fullmatch(path):
        return Described(_sitemap_year(site, path, library, match["year"]))
    if paths.is_preview(path):
        return Described(_preview(site, path, library))
    if is_list(path):
        return Described(describe_list(site, path, library, parts))
    return _post(site, path, library)


def is_list_or_file(path: str) -> bool:
    """Whether a path's form alone says that neither a post nor a standing page is there."""
    return path in FIXED or is_file(path) or is_list(path) or bool(SITEMAP_YEAR.fullmatch(path))


def _post(site: Site, path: str, library: Library) -> Described:
    claims = library.claims(path)
    found, wrong = library.standing_at(path, claims), misplaced(path, claims)
    if found is None or found.record.post is None:
        alias = next((claim.path for claim in claims if claim.is_alias), "")
        to = alias or site.settings.leads_to(path)
        instead = MovedPage(site, path, to) if to else GonePage(site, path, *library.gone(path))
        return Described(instead, misplaced=wrong)
    post, body = found.record.post, library.body(found.record, site.settings)
    translations = library.translations(found, site.settings)
    if post.kind is Kind.PAGE:
        standing = StandingPage(site, path, post, body, translations)
        return Described(standing, found.record, wrong, comments=len(found.comments))
    beside = library.beside(found.record)
    page = PostPage(
        site=site,
        path=path,
        id=found.record.id,
        post=post,
        body=body,
        threads=threads(found.comments, found.liked),
        comment_count=len(found.comments),
        is_open=post.comments and site.settings.comments and not found.record.closed,
        views=found.counts.views,
        likes=found.counts.likes,
        recent=beside.recent,
        newer=next(iter(beside.newer), None),
        older=next(iter(beside.older), None),
        related=tuple(card for card in beside.related if card not in beside.older[:1]),
        translations=translations,
    )
    return Described(page, found.record, wrong, beside.mark(site.settings), len(found.comments))


def _preview(site: Site, path: str, library: Library) -> Page:
    record = library.previewed(path)
    if record is None or record.post is None:
        return GonePage(site, path)
    return PreviewPage(site, path, record.id, record.post, library.body(record, site.settings))


def _home(site: Site, library: Library, _: Parts) -> Page:
    cards = library.cards(keys.ARCHIVE_LIST, limit=HOME_CARDS + 1)
    return HomePage(site, paths.HOME, cards[:HOME_CARDS], more=len(cards) > HOME_CARDS)


def _archive(site: Site, library: Library, parts: Parts) -> Page:
    return describe_list(site, paths.ARCHIVE, library, parts)


def _search(site: Site, _: Library, __: Parts) -> Page:
    return SearchPage(site, paths.SEARCH)


def _missing(site: Site, _: Library, __: Parts) -> Page:
    return MissingPage(site, paths.MISSING)


def _feed(site: Site, library: Library, _: Parts) -> Page:
    return describe_feed(site, paths.FEED, library)


def _sitemap(site: Site, library: Library, years: Parts) -> Page:
    """All pages as long as they are few, then an index of the years: a publish never rewrites a long list."""
    standing, cards = _standing(site, library), library.cards(keys.ARCHIVE_LIST, limit=SITEMAP_POSTS + 1)
    if len(cards) <= SITEMAP_POSTS:
        return Sitemap(site, paths.SITEMAP, standing + _posts(site, cards))
    shards = [paths.SITEMAP_PAGES, *(paths.sitemap_path(int(year)) for year in years)]
    return Sitemap(site, paths.SITEMAP, tuple(Location(site.url + shard) for shard in shards), index=True)


def _sitemap_year(site: Site, path: str, library: Library, year: str) -> Page:
    cards = library.cards(keys.ARCHIVE_LIST, begins=f"{year}-")
    return Sitemap(site, path, _posts(site, cards)) if cards else GonePage(site, path)


def _sitemap_pages(site: Site, library: Library, _: Parts) -> Page:
    return Sitemap(site, paths.SITEMAP_PAGES, _standing(site, library))


def _standing(site: Site, library: Library) -> tuple[Location, ...]:
    standing = [paths.HOME, paths.ARCHIVE, *library.standing()]
    return tuple(Location(site.url + href(path)) for path in standing)


def _posts(site: Site, cards: tuple[Card, ...]) -> tuple[Location, ...]:
    return tuple(Location(site.url + card.url, card.updated or card.date) for card in cards)


def _robots(site: Site, _: Library, __: Parts) -> Page:
    return Robots(site, paths.ROBOTS)


def _manifest(site: Site, _: Library, __: Parts) -> Page:
    return Manifest(site, paths.MANIFEST)


def _recent(site: Site, library: Library, _: Parts) -> Page:
    return Recent(site, paths.RECENT, library.cards(keys.ARCHIVE_LIST, limit=RECENT_CARDS))


def _file(site: Site, path: str, library: Library) -> Page:
    found = library.media(path)
    return File(site, path, *found) if found else GonePage(site, path)


FIXED: dict[str, Callable[[Site, Library, Parts], Page]] = {
    paths.HOME: _home,
    paths.ARCHIVE: _archive,
    paths.SEARCH: _search,
    paths.MISSING: _missing,
    paths.FEED: _feed,
    paths.SITEMAP: _sitemap,
    paths.SITEMAP_PAGES: _sitemap_pages,
    paths.ROBOTS: _robots,
    paths.RECENT: _recent,
    paths.MANIFEST: _manifest,
}
