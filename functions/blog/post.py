"""Posts: what an author wrote, and the short form of it that lists show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeVar

from blog import keys
from blog.paths import href, term_path
from blog.picture import Picture
from blog.slug import slug

WORDS_PER_MINUTE = 230
MOST_TERMS = 15  # with aliases and claims, before and after, a change is one transaction of at most 100 items


class Kind(StrEnum):
    """A post is dated and listed; a page (`pages/**.md`) is neither."""

    POST = "post"
    PAGE = "page"


def minutes_of(words: int) -> int:
    """Reading time, at least one minute."""
    return max(1, round(words / WORDS_PER_MINUTE))


@dataclass(frozen=True)
class Term:
    """A name under which posts are listed, at `path` and in `collection`; `kind` is a key of `paths.TERMS`."""

    kind: ClassVar[str]
    name: str

    @property
    def slug(self) -> str:
        return slug(self.name)

    @property
    def path(self) -> str:
        return term_path(self.kind, self.slug)

    @property
    def url(self) -> str:
        return href(self.path)

    @property
    def collection(self) -> str:
        return keys.term_list(self.kind, self.slug)


class Tag(Term):
    kind = "tag"


class Author(Term):
    kind = "author"


class Series(Term):
    kind = "series"


T = TypeVar("T", bound=Term)


@dataclass(frozen=True)
class Credit:
    """Where a text comes from: a name, and a link if there is one."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Post:
    """One post or page, read and checked, without its body.

    Texts are plain text. `deck` is the author's own summary line, `excerpt` the
    first words of the body; `date` and the other times carry a zone; `words`
    counts the body's words; an empty `language` is the site's. `image` is the
    encoded path of its picture, `picture` what is known of it. `author` is what is
    shown of all `authors`; a category may be one within another ("food/tea").

    `written_slug` is the slug as the author wrote it, empty if he did not. `path` is the
    whole decoded path that the author asks for ("/2014/03/tea/"), `aliases` are those at
    which the post was before and which lead to it. Posts of one `translation_key` are
    translations of each other. `identity` is written where the file's key is not to be it:
    comments, views and feed entries go by it. `canonical` is the absolute address of its
    original; `layout` is carried, not yet used.
    """

    kind: Kind
    slug: str
    title: str
    date: datetime
    updated: datetime | None = None
    deck: str = ""
    excerpt: str = ""
    tags: tuple[Tag, ...] = ()
    categories: tuple[str, ...] = ()
    series: str = ""
    author: str = ""
    authors: tuple[str, ...] = ()
    credit: Credit | None = None
    image: str = ""
    image_alt: str = ""
    picture: Picture | None = None
    language: str = ""
    translation_key: str = ""
    identity: str = ""
    draft: bool = False
    publish: datetime | None = None
    expires: datetime | None = None
    comments: bool = True
    likes: bool = True
    written_slug: str = ""
    path: str = ""
    aliases: tuple[str, ...] = ()
    canonical: str = ""
    layout: str = ""
    words: int = 0

    @property
    def minutes(self) -> int:
        return minutes_of(self.words)

    @property
    def named_terms(self) -> tuple[Term, ...]:
        """Its series, authors, tags and categories, each once, as far as an address can be made of them."""
        terms = (Series(self.series), *map(Author, self.authors), *self.tags, *map(Tag, self.categories))
        named: dict[str, Term] = {}
        for term in terms:
            if term.slug:
                named.setdefault(term.path, term)
        return tuple(named.values())

    @property
    def terms(self) -> tuple[Term, ...]:
        """Those under which it is listed."""
        return self.named_terms[:MOST_TERMS]

    def terms_of(self, kind: type[T]) -> tuple[T, ...]:
        return tuple(term for term in self.terms if isinstance(term, kind))

    @property
    def topics(self) -> tuple[Tag, ...]:
        """What it is about: those of its tags and categories under which it is listed."""
        return self.terms_of(Tag)

    @property
    def writers(self) -> tuple[Author, ...]:
        """All of its authors, listed or not."""
        return tuple(map(Author, self.authors))


@dataclass(frozen=True)
class Card:
    """What a list shows of a post; `url` is encoded and relative to the site's root.

    `author` is shown; `authors` and `series` have lists of their own, as `tags` have;
    `comments` counts those on its page.
    """

    id: str
    title: str
    url: str
    date: datetime
    summary: str = ""
    tags: tuple[Tag, ...] = ()
    author: str = ""
    image: str = ""
    image_alt: str = ""
    picture: Picture | None = None
    language: str = ""
    minutes: int = 1
    updated: datetime | None = None
    authors: tuple[Author, ...] = ()
    series: tuple[Series, ...] = ()
    comments: int = 0

    @property
    def terms(self) -> tuple[Term, ...]:
        """Under which its post is listed."""
        return (*self.series, *self.authors, *self.tags)
