"""Feeds: the newest posts of the site or of a term, with their whole texts."""

from collections.abc import Iterator

from markupsafe import Markup

from blog import keys, paths
from blog.post import Card
from blog.record import Record
from publisher.absolute import absolute_links
from publisher.content import VersionGone
from publisher.identity import guid_of
from publisher.library import Library
from publisher.lists import collection_of, term_of
from publisher.machine_pages import Entry, Feed, JsonFeed, RssFeed
from publisher.pages import GonePage, Page, Site
from publisher.problem import SourceError

FEED_ENTRIES = 10
LONGEST_TEXTS = 750_000  # characters, all entries together: escaped they fit into a function's answer of 6 MB

KINDS: dict[str, type[Feed]] = {"feed.xml": Feed, "rss.xml": RssFeed, "feed.json": JsonFeed}


def describe_feed(site: Site, path: str, library: Library) -> Page:
    """The feed at a path (`paths.feed_of`); a tombstone for that of a term without posts."""
    of = paths.feed_of(path)
    kind = KINDS[path.rpartition("/")[2]]
    if of is None or of == paths.HOME:
        cards, term = library.cards(keys.ARCHIVE_LIST, limit=FEED_ENTRIES), None
    else:
        cards = library.cards(collection_of(of), limit=FEED_ENTRIES)
        term = term_of(of, cards)
        if term is None:
            return GonePage(site, path)
    updated = max((card.updated or card.date for card in cards), default=None)
    return kind(site, path, tuple(_entries(site, library, cards)), updated, term)


def _entries(site: Site, library: Library, cards: tuple[Card, ...]) -> Iterator[Entry]:
    left = LONGEST_TEXTS
    for card, record in zip(cards, library.records(card.id for card in cards), strict=True):
        if record and record.post and record.is_published:
            body = absolute_links(_body(site, library, record, card), site.url + card.url)
            body = body if len(body) <= left else _summary(card)
            left -= len(body)
            yield Entry(card, body, guid_of(record, record.post, site.url))


def _body(site: Site, library: Library, record: Record, card: Card) -> Markup:
    try:
        return library.body(record, site.settings)
    except (SourceError, VersionGone):
        # One text that cannot be had must not keep the other nine from their readers.
        return _summary(card)


def _summary(card: Card) -> Markup:
    return Markup("<p>{}</p>").format(card.summary)
