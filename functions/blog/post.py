"""Posts: what an author wrote, and the short form of it that lists show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from blog.paths import href, tag_path
from blog.slug import slug

WORDS_PER_MINUTE = 230
MOST_TOPICS = 20  # with aliases and claims, before and after, a change is one transaction of at most 100 items


class Kind(StrEnum):
    """A post is dated and listed; a page (`pages/**.md`) is neither."""

    POST = "post"
    PAGE = "page"


@dataclass(frozen=True)
class Tag:
    name: str

    @property
    def slug(self) -> str:
        return slug(self.name)

    @property
    def url(self) -> str:
        return href(tag_path(self.slug))


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
    counts the body's words; an empty `language` is the site's. `author` is what is
    shown of all `authors`; a category may be one within another ("food/tea").

    `written_slug` is the slug as the author wrote it, empty if he did not. `path` is the
    whole decoded path that the author asks for ("/2014/03/tea/"), `aliases` are those at
    which the post was before and which lead to it. `canonical`, the absolute address of its original,
    `series` and `layout` are carried, not yet used.
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
    language: str = ""
    draft: bool = False
    publish: datetime | None = None
    expires: datetime | None = None
    comments: bool = True
    written_slug: str = ""
    path: str = ""
    aliases: tuple[str, ...] = ()
    canonical: str = ""
    layout: str = ""
    words: int = 0

    @property
    def minutes(self) -> int:
        """Reading time, at least one minute."""
        return max(1, round(self.words / WORDS_PER_MINUTE))

    @property
    def topics(self) -> tuple[Tag, ...]:
        """The lists under which it stands: its tags, then its categories, each once."""
        named: dict[str, Tag] = {}
        for tag in (*self.tags, *map(Tag, self.categories)):
            named.setdefault(tag.slug, tag)
        return tuple(named.values())[:MOST_TOPICS]


@dataclass(frozen=True)
class Card:
    """What a list shows of a post; `url` is encoded and relative to the site's root."""

    id: str
    title: str
    url: str
    date: datetime
    summary: str = ""
    tags: tuple[Tag, ...] = ()
    author: str = ""
    image: str = ""
    image_alt: str = ""
    language: str = ""
    minutes: int = 1
    updated: datetime | None = None
