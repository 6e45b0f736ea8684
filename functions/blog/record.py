"""Records: what the table knows of one source file, and the rows that follow from it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from blog import keys
from blog.item import Item, from_item, to_item
from blog.keys import Key
from blog.name import name_of_identity, names_of, original_of
from blog.paths import href
from blog.post import Author, Card, Kind, Post, Series
from blog.posting import divided
from blog.table import Delete, Put


class Status(StrEnum):
    """What has become of a source; `error` only where nothing was ever published from it."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    UNPUBLISHED = "unpublished"
    ERROR = "error"


@dataclass(frozen=True)
class Record:
    """A post or page in the table.

    `generation` counts every write; `version` is the source object's version, from
    which the body is read; `natural` the path that the author's slug asks for and
    `path` the one that it got; `live` is the path at which its page is known to
    exist, so it is listed when `live` is `path`; `seen` marks what its page showed
    of its surroundings when it was listed; `first_seen` dates a post that has no date;
    `links` are the names of the sources that its text links to, `media` the keys of the
    files that it shows, or would show if they were there; `namesake` is the source
    of another post with its title, of which its author was told; `preview` the path at
    which it can be read while it is a draft or scheduled; `postings` tell by which words
    it is found while it is listed (`posting.py`); `closed` says that its age has closed its
    conversation; `comments` counts what its page showed of that when it was built last.
    """

    id: str
    source: str
    generation: int
    status: Status
    first_seen: str
    post: Post | None = None
    version: str = ""
    natural: str = ""
    path: str = ""
    live: str = ""
    seen: str = ""
    links: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    namesake: str = ""
    preview: str = ""
    postings: str = ""
    closed: bool = False
    comments: int = 0

    @property
    def is_published(self) -> bool:
        return self.status is Status.PUBLISHED

    @property
    def asks_for(self) -> frozenset[str]:
        """By which names its page asks for others."""
        former = name_of_identity(self.written_identity) if self.written_identity else ""
        return frozenset((*self.links, *self.media, *filter(None, [original_of(self.source), former])))

    @property
    def written_identity(self) -> str:
        return self.post.identity if self.post else ""

    @property
    def identity(self) -> str:
        """The id in whose item collection its comments and views stand: its own, or that of what its author wrote."""
        return keys.post_id(self.written_identity) if self.written_identity else self.id

    @property
    def original(self) -> str:
        """The id in whose item collection its translations stand: its own, or that of what they have in common.

        That is the key that its author wrote, or the source whose name tells no language.
        """
        written = self.post.translation_key if self.post else ""
        shared = f"translation:{written}" if written else original_of(self.source)
        return keys.post_id(shared) if shared else self.id

    @property
    def language(self) -> str:
        return self.post.language if self.post else ""

    @property
    def title(self) -> str:
        return self.post.title if self.post else ""

    @property
    def is_listed(self) -> bool:
        return self.is_published and self.live == self.path

    @property
    def is_in_archive(self) -> bool:
        return self.is_listed and self.post is not None and self.post.kind is Kind.POST

    @property
    def shown(self) -> tuple[Any, ...] | None:
        """What its page depends on; None while there is none."""
        return (self.path, self.post, self.version, self.closed) if self.is_published else None

    @property
    def previewed(self) -> tuple[Any, ...] | None:
        """What its preview depends on; None while there is none."""
        return (self.preview, self.post, self.version) if self.preview else None

    @property
    def readable_at(self) -> str:
        """The path of its page or of its preview; empty while there is neither."""
        return self.path if self.is_published else self.preview


def record_of(item: Item | None) -> Record | None:
    return from_item(Record, item) if item else None


def card_of(record: Record) -> Card:
    post = _post(record)
    return Card(
        id=record.id,
        title=post.title,
        url=href(record.path),
        date=post.date,
        summary=post.deck or post.excerpt,
        tags=post.topics,
        author=post.author,
        image=post.image,
        image_alt=post.image_alt,
        picture=post.picture,
        language=post.language,
        minutes=post.minutes,
        updated=post.updated,
        authors=post.terms_of(Author),
        series=post.terms_of(Series),
        comments=record.comments,
    )


def position(record: Record) -> str:
    """The place in time: the sort key of its rows in lists, `2026-03-14T09:00:00#<id>`.

    The time is the one that readers see, so a year's page holds what is dated in that year.
    """
    return f"{_post(record).date.replace(tzinfo=None).isoformat(timespec='seconds')}#{record.id}"


def rows(record: Record | None) -> dict[Key, Item]:
    """The record's rows in lists: none while it is not listed."""
    if record is None or not record.is_listed:
        return {}
    card = to_item(card_of(record))
    if _post(record).aliases:
        card["aliases"] = list(_post(record).aliases)  # so that a rebuild finds them
    if _post(record).kind is Kind.PAGE:
        return {Key(keys.PAGES_LIST, f"{record.path}#{record.id}"): card}
    lists = [keys.ARCHIVE_LIST, *(term.collection for term in _post(record).terms)]
    return {Key(each, position(record)): card for each in lists}


def finds(record: Record | None) -> dict[Key, Item]:
    """The rows by which a search finds a listed post; `at` is where its card stands, without its id."""
    at = next((key.sk.rpartition("#")[0] for key in rows(record)), "")
    if record is None or not at:
        return {}
    buckets = divided(record.postings).items()
    return {Key(keys.find(bucket), record.id): {"postings": line, "at": at} for bucket, line in buckets}


def aliases(record: Record | None) -> dict[Key, Item]:
    """The rows by which a listed post's other addresses lead to it, unless a post stands there."""
    if record is None or not record.is_listed:
        return {}
    row = {"id": record.id, "path": record.path, "is_alias": True}
    return {Key(keys.path(path), record.source): row for path in _post(record).aliases}


def names(record: Record | None) -> dict[Key, Item]:
    """The rows by which texts find a listed post that they link to, and others of its title find it."""
    if record is None or not record.is_listed:
        return {}
    row = {"path": record.path, "title": record.title}
    called = names_of(record.source, record.title, identity=record.written_identity)
    return {Key(keys.name(each), record.source): row for each in called}


def translations(record: Record | None) -> dict[Key, Item]:
    """The row by which the translations of a listed post find it; an original they find by its record."""
    if record is None or not record.is_listed or record.original == record.id:
        return {}
    return {keys.translation(record.original, record.source): {"path": record.path, "language": record.language}}


def bearers(record: Record | None) -> dict[Key, Item]:
    """The row by which a published post is found that has the identity of another file, which is gone."""
    if record is None or not record.is_published or record.identity == record.id:
        return {}
    return {keys.bearer(record.identity, record.source): {"path": record.path}}


def claims(record: Record | None) -> dict[Key, Item]:
    """The rows by which a published post says that it may be shown at a path."""
    if record is None or not record.is_published:
        return {}
    row = {"id": record.id, "path": record.path}
    return {Key(keys.path(path), record.source): row for path in (record.natural, record.path)}


def previews(record: Record | None) -> dict[Key, Item]:
    """The row by which the page of a preview finds its post, and a rebuild all previews."""
    if record is None or not record.preview:
        return {}
    return {Key(keys.PREVIEWS_LIST, record.preview): {"id": record.id}}


def changes(before: Record | None, after: Record) -> list[Put | Delete]:
    """The one transaction that takes the table from `before` to `after`, lists included.

    Rows are written whether they change or not: those that are there may be of an older form.
    """
    fenced = Put(keys.record(after.id), to_item(after), before.generation if before else 0)
    old, new = _rows_of_all_kinds(before), _rows_of_all_kinds(after)
    gone = [Delete(key) for key in old if key not in new]
    return [fenced, *gone, *left(before, after), *(Put(key, item) for key, item in new.items())]


def left(before: Record | None, after: Record) -> list[Put]:
    """The row by which a path that a listed post leaves says what stood there: the title that readers knew."""
    if before is None or not before.is_listed or (after.is_published and after.path == before.path):
        return []
    return [Put(keys.gone(before.path), {"title": before.title, "language": _post(before).language})]


def _rows_of_all_kinds(record: Record | None) -> dict[Key, Item]:
    # An alias that is a post's own path is none.
    kinds = (aliases, bearers, claims, names, translations, rows, finds, previews)
    return {key: row for kind in kinds for key, row in kind(record).items()}


def _post(record: Record) -> Post:
    if record.post is None:
        raise ValueError(f"{record.source} has a {record.status} record without a post")
    return record.post
