"""Feed pages: what a template of a feed may show, as `pages.py` has it for the others."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from blog.post import Card, Term
from publisher.pages import Page
from publisher.thread import Thread


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
class CommentEntry:
    """A comment in a feed, without the replies to it; with the post's title and language, its own address and id."""

    comment: Thread
    title: str
    language: str
    url: str
    guid: str


@dataclass(frozen=True)
class CommentFeed(Page):
    """The newest comments as an Atom feed, newest first: those on the post called `title`, or all if it is empty.

    `of` is the encoded path of the page on which they stand, and `updated` when the newest was written or changed.
    """

    template = "comments.xml"
    content_type = Feed.content_type
    of: str = "/"
    title: str = ""
    entries: tuple[CommentEntry, ...] = ()

    @property
    def updated(self) -> datetime | None:
        return max((each.comment.edited or each.comment.at for each in self.entries), default=None)
