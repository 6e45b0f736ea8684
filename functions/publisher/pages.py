"""Pages: everything that a template may show, as values; one class for each template.

A page is described from the table (`describe.py`) and rendered (`theme.py`);
these classes are the contract between the two, and what a theme works with.
Those that people read are here, those for programs in `machine_pages.py`.
"""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from blog.paths import comments_feed, href
from blog.post import Card, Post, Term
from blog.settings import Link, Settings
from publisher.poster import poster_of
from publisher.sections import sections
from publisher.share import share_links
from publisher.thread import Thread
from publisher.translation import Translation

LONG_WORDS = 900  # four minutes
MANY_SECTIONS = 4


@dataclass(frozen=True)
class Site:
    """The whole site: `settings` from `site.yaml`, `url` without a closing slash."""

    settings: Settings
    url: str


@dataclass(frozen=True)
class Page:
    """What all pages have: the site, and the path at which the page stands (decoded)."""

    template: ClassVar[str]
    content_type: ClassVar[str] = "text/html; charset=utf-8"
    site: Site
    path: str

    @property
    def language(self) -> str:
        """What its text is written in."""
        return self.site.settings.language


@dataclass(frozen=True)
class PostPage(Page):
    """A post with its conversation: `comment_count` comments in `threads`, which takes more while it `is_open`.

    `recent` are up to three cards, never the post's own; `newer` and `older` are
    its neighbours by date; `related` up to three posts before `older` that have
    its first topic; `views` and `likes` are the counts when the page was built; `translations`
    are those that are published and the post itself, or none.
    """

    template = "post.html"
    is_preview: ClassVar[bool] = False
    id: str
    post: Post
    body: Markup
    threads: tuple[Thread, ...] = ()
    comment_count: int = 0
    is_open: bool = False
    views: int = 0
    likes: int = 0
    recent: tuple[Card, ...] = ()
    newer: Card | None = None
    older: Card | None = None
    related: tuple[Card, ...] = ()
    translations: tuple[Translation, ...] = ()

    @property
    def can_be_liked(self) -> bool:
        """Whether it and its comments have a button for that."""
        return self.site.settings.likes and self.post.likes and not self.is_preview

    @property
    def comments_feed(self) -> str:
        """The encoded path of the feed of its comments."""
        return href(comments_feed(self.path))

    @property
    def poster(self) -> str:
        """The path of the picture that other sites show of it if it has none of its own."""
        return poster_of(self.post, self.site.settings).path(self.id)

    @property
    def language(self) -> str:
        return self.post.language or self.site.settings.language

    @property
    def sections(self) -> tuple[Link, ...]:
        """What a long post's table of contents lists; none if the author has written one, or if it would be short."""
        found = sections(self.body) if self.post.words >= LONG_WORDS else ()
        return found if len(found) >= MANY_SECTIONS else ()

    @property
    def shares(self) -> tuple[Link, ...]:
        """Links by which a reader passes it on; that for e-mail has no title. A preview is not passed on."""
        services = () if self.is_preview else self.site.settings.share
        return share_links(services, self.post.title, self.site.url + href(self.path))


@dataclass(frozen=True)
class PreviewPage(PostPage):
    """A post or standing page that is not published: as it will be, without readers' comments, views and neighbours."""

    template = "preview.html"
    is_preview = True


@dataclass(frozen=True)
class StandingPage(Page):
    """A page that is not part of the stream of posts, such as About; with its translations, as a post has them."""

    template = "page.html"
    post: Post
    body: Markup
    translations: tuple[Translation, ...] = ()

    @property
    def language(self) -> str:
        return self.post.language or self.site.settings.language


@dataclass(frozen=True)
class HomePage(Page):
    """The newest posts, newest first; `more` says whether there are others."""

    template = "home.html"
    cards: tuple[Card, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class Group:
    """Cards under one heading, such as a month: `label` "March 2026"."""

    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class ListPage(Page):
    """The archive or a term's posts, or one part of them, newest first; at most 50 cards.

    `term` is the tag, author or series, or None for the archive; `period` names the part
    ("2026", "March 2026") and is empty on the whole list; `trail` leads down to it.
    `indexes` are the lists of all tags, authors and series that the archive's posts
    are in. If the list is too long for the page, `more` is the newest card that it
    does not show, and `parts` are its years, or the year's months.
    """

    template = "list.html"
    term: Term | None = None
    period: str = ""
    groups: tuple[Group, ...] = ()
    trail: tuple[Link, ...] = ()
    indexes: tuple[Link, ...] = ()
    parts: tuple[Link, ...] = ()
    more: Card | None = None


@dataclass(frozen=True)
class Named:
    """A term in an index, and how many posts it has; `more` says that they are more than so many."""

    term: Term
    posts: int
    more: bool = False


@dataclass(frozen=True)
class IndexPage(Page):
    """All terms of one `kind` ("tag", "author", "series") that have posts, by their names."""

    template = "terms.html"
    kind: str
    terms: tuple[Named, ...] = ()
    trail: tuple[Link, ...] = ()


@dataclass(frozen=True)
class SearchPage(Page):
    """The form of the search; what is found comes from the API."""

    template = "search.html"


@dataclass(frozen=True)
class MissingPage(Page):
    """The answer to an address where nothing is (status 404)."""

    template = "missing.html"
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class GonePage(Page):
    """A tombstone: something was here and was taken back (status 410); `title` is that of a post, if it was one."""

    template = "gone.html"
    title: str = ""
    title_language: str = ""


@dataclass(frozen=True)
class MovedPage(Page):
    """Another address of what stands at `to` (decoded; status 301). It has no words of its own."""

    template = "moved.html"
    to: str
