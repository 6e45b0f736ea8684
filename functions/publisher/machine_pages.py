"""Pages for programs: feeds, sitemaps, what browsers and robots ask for, and files as they were uploaded."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from blog.post import Card, Term
from publisher.pages import Page


@dataclass(frozen=True)
class Entry:
    """A feed's entry: the card, the whole text with absolute links, and the id that outlives its address."""

    card: Card
    body: Markup
    guid: str


@dataclass(frozen=True)
class Feed(Page):
    """An Atom feed (RFC 4287), newest first; `updated` is the newest entry's time.

    `term` is the tag, author or series whose posts it has, or None for the whole site's.
    """

    template = "feed.xml"
    content_type = "application/xml; charset=utf-8"  # browsers show application/atom+xml without its style sheet
    entries: tuple[Entry, ...] = ()
    updated: datetime | None = None
    term: Term | None = None

    @property
    def title(self) -> str:
        return f"{self.term.name} · {self.site.settings.title}" if self.term else self.site.settings.title

    @property
    def of(self) -> str:
        """The encoded path of the page that shows the same posts."""
        return self.term.url if self.term else "/"


@dataclass(frozen=True)
class RssFeed(Feed):
    """The same as RSS 2.0 (rssboard.org/rss-specification)."""

    template = "rss.xml"


@dataclass(frozen=True)
class JsonFeed(Feed):
    """The same as JSON Feed 1.1 (jsonfeed.org)."""

    template = "feed.json"
    content_type = "application/feed+json; charset=utf-8"


@dataclass(frozen=True)
class Location:
    """An address in a sitemap: absolute, and when it last changed."""

    url: str
    updated: datetime | None = None


@dataclass(frozen=True)
class Sitemap(Page):
    """A sitemap: an `index` of sitemaps, or the pages themselves (sitemaps.org)."""

    template = "sitemap.xml"
    content_type = "application/xml; charset=utf-8"
    locations: tuple[Location, ...] = ()
    index: bool = False


@dataclass(frozen=True)
class Robots(Page):
    template = "robots.txt"
    content_type = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Manifest(Page):
    """What a system shows of the site on a home screen (W3C Web Application Manifest)."""

    template = "manifest.webmanifest"
    content_type = "application/manifest+json; charset=utf-8"


@dataclass(frozen=True)
class Recent(Page):
    """The newest cards for the browser, as JSON."""

    template = "recent.json"
    content_type = "application/json; charset=utf-8"
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class File(Page):
    """A picture or another file, as it was uploaded."""

    data: bytes
    media_type: str
