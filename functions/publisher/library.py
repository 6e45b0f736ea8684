"""The library: what a page is described from, read by key or by one collection."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType

from markupsafe import Markup

from blog import keys
from blog.comment import Comment
from blog.counting import LIKES, Counts, worth_baking
from blog.item import Item, from_item
from blog.keys import Key
from blog.paths import decoded
from blog.post import Card
from blog.record import Record, position, record_of
from blog.settings import Settings
from blog.table import Table
from publisher.addresses import Addresses, address_of, media_of
from publisher.content import Content
from publisher.media import Media, key_at
from publisher.media_file import shown
from publisher.source import read_source
from publisher.translation import Translation, translation, translations_of

RECENT_CARDS = 3
RELATED_CARDS = 3
NOTHING: Mapping[str, int] = MappingProxyType({})
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # a text is the same whatever its date


@dataclass(frozen=True)
class Claim:
    """A post that would like to stand at a path, and the `path` that it has now; or an alias that leads there."""

    id: str
    source: str
    path: str
    is_alias: bool = False


def misplaced(path: str, claims: list[Claim]) -> tuple[str, ...]:
    """The sources of posts that should give up a path to the first by key, or could have it now."""
    rivals = [claim for claim in claims if not claim.is_alias]
    return tuple(claim.source for number, claim in enumerate(rivals) if (claim.path == path) != (number == 0))


@dataclass(frozen=True)
class Conversation:
    """A post with all that hangs on it: approved comments, oldest first, the counts worth baking, and the rows of
    its translations. `liked` tells how often, of each comment by its id.
    """

    record: Record
    comments: tuple[Comment, ...]
    counts: Counts
    translations: tuple[Item, ...] = ()
    liked: Mapping[str, int] = field(default_factory=lambda: NOTHING)

    @property
    def is_noted(self) -> bool:
        """Whether the record says all that lists show of its page."""
        return self.record.is_listed and self.record.comments == len(self.comments)


@dataclass(frozen=True)
class Beside:
    """The posts around a place in the archive, and the `related` ones before it, the nearest first."""

    newer: tuple[Card, ...]
    older: tuple[Card, ...]
    related: tuple[Card, ...] = ()

    @property
    def recent(self) -> tuple[Card, ...]:
        """What was recent when the post appeared: the posts before it, filled up with those after it."""
        return (self.older[:RECENT_CARDS] + self.newer)[:RECENT_CARDS]

    def mark(self, settings: Settings) -> str:
        """What a page shows besides its own post, as a short digest: equal if and only if it shows the same."""
        return sha256(repr((self, settings)).encode()).hexdigest()[:16]


def beside_of(newer: list[Item], older: list[Item], related: list[Item]) -> Beside:
    """From the rows of the archive around a place, and of the list of its topic before it, the nearest first.

    Without their comments: whoever stands beside a post is not built again for each of them.
    """
    return Beside(_quiet(newer[:RECENT_CARDS]), _quiet(older[:RECENT_CARDS]), _quiet(related))


def related_rows(table: Table, record: Record) -> list[Item]:
    """The posts before one that have its first topic: later ones would change pages that are long finished."""
    topics = record.post.topics if record.post else ()
    return table.below(topics[0].collection, position(record), RELATED_CARDS) if topics else []


class Library:
    def __init__(self, table: Table, content: Content) -> None:
        self._table = table
        self._content = content

    def claims(self, path: str) -> list[Claim]:
        """The posts that would like to stand at a path or lead from it elsewhere, by their sources' keys."""
        rows = self._table.collection(keys.path(path))
        return [Claim(row["id"], row["SK"], row["path"], row.get("is_alias", False)) for row in rows]

    def standing_at(self, path: str, claims: list[Claim]) -> Conversation | None:
        """The post that stands at a path: of several that say so, the first by its source's key."""
        here = next((claim for claim in claims if claim.path == path and not claim.is_alias), None)
        found = self._conversation(here.id) if here else None
        # The claim and the record are read one after the other: the post may have moved in between.
        return found if found and found.record.path == path else None

    def previewed(self, path: str) -> Record | None:
        """The draft or scheduled post that can be read at a path."""
        row = self._table.get(Key(keys.PREVIEWS_LIST, path))
        record = record_of(self._table.get(keys.record(row["id"]))) if row else None
        # The row and the record are read one after the other: the post may have been published in between.
        return record if record and record.preview == path else None

    def gone(self, path: str) -> tuple[str, str]:
        """The title of the post that readers found at a path last, and its language; empty if there was none."""
        row = self._table.get(keys.gone(path)) or {}
        return row.get("title", ""), row.get("language", "")

    def _conversation(self, post_id: str) -> Conversation | None:
        own = list(self._table.collection(keys.post(post_id)))
        record = next((from_item(Record, item) for item in own if item["SK"] == keys.RECORD), None)
        if record is None or not record.is_published:
            return None
        # What was said and counted of a post that was another file stands where its identity is.
        place = keys.post(record.identity)
        items = own if record.identity == record.id else [*self._table.collection(place), *own]
        said = (from_item(Comment, item) for item in items if item["SK"].startswith(keys.COMMENT))
        counts = (from_item(Counts, item) for item in items if (item["PK"], item["SK"]) == (place, keys.COUNT))
        liked = (item for item in items if item["SK"].startswith(keys.LIKES))
        return Conversation(
            record,
            tuple(sorted(said, key=lambda comment: comment.id)),
            next(counts, Counts()),
            tuple(item for item in own if item["SK"].startswith(keys.TRANSLATION)),
            {item["SK"].removeprefix(keys.LIKES): worth_baking(item[LIKES]) for item in liked},
        )

    def translations(self, of: Conversation, settings: Settings) -> tuple[Translation, ...]:
        """A post and its listed translations; empty if it has none. Those of an original were read with it."""
        record = of.record
        rows = of.translations if record.original == record.id else self._translations_of(record.original)
        others = (translation(row["language"], row["path"], settings) for row in rows)
        return translations_of(translation(record.language, record.path, settings), others)

    def _translations_of(self, original: str) -> Iterator[Item]:
        record = record_of(self._table.get(keys.record(original)))
        if record and record.is_listed and record.original == original:
            yield {"language": record.language, "path": record.path}
        yield from self._table.collection(keys.post(original), keys.TRANSLATION)

    def newest_comments(self, limit: int) -> list[Comment]:
        """Of the whole blog, newest first; those that leave a page this very moment are left out."""
        rows = self._table.newest(keys.TALK, limit=limit)
        wanted = [keys.comment(row["post"], row["SK"]) for row in rows]
        items = self._table.get_in_order(*wanted) if wanted else []
        return [from_item(Comment, item) for item in items if item]

    def post_with(self, identity: str) -> Record | None:
        """A published post that has this identity."""
        bearers = self._table.collection(keys.post(identity), keys.BEARER)
        ids = [identity, *(keys.post_id(row["SK"].removeprefix(keys.BEARER)) for row in bearers)]
        return next(
            (each for each in self.records(ids) if each and each.is_published and each.identity == identity), None
        )

    def beside(self, record: Record) -> Beside:
        place = position(record)
        newer = self._table.above(keys.ARCHIVE_LIST, place, RECENT_CARDS)
        older = self._table.below(keys.ARCHIVE_LIST, place, RECENT_CARDS)
        return beside_of(newer, older, related_rows(self._table, record))

    def cards(self, pk: str, begins: str = "", limit: int | None = None) -> tuple[Card, ...]:
        """A list's cards, newest first."""
        return _cards(self._table.newest(pk, begins, limit))

    def lists_of(self, kind: str) -> Iterator[Item]:
        """What is known of the pages of all terms' lists of one kind."""
        return self._table.collection(keys.terms(kind))

    def standing(self) -> list[str]:
        """The paths of the standing pages."""
        return [decoded(row["url"]) for row in self._table.collection(keys.PAGES_LIST)]

    def records(self, post_ids: Iterable[str]) -> list[Record | None]:
        wanted = [keys.record(post_id) for post_id in post_ids]
        return [record_of(item) for item in self._table.get_in_order(*wanted)] if wanted else []

    def body(self, record: Record, settings: Settings) -> Markup:
        """The text as HTML, from the one version of the source that the record names."""
        addresses = Addresses(
            tuple((name, url) for name in record.links if (url := address_of(self._table, name))),
            tuple(self._files(record.media)),
        )
        return body_of(self._content, record.source, record.version, settings, addresses)

    def _files(self, wanted: tuple[str, ...]) -> Iterator[tuple[str, Media]]:
        items = self._table.get_in_order(*map(keys.media, wanted)) if wanted else []
        for key, item in zip(wanted, items, strict=True):
            if found := media_of(key, item):
                yield key, found

    def media(self, path: str) -> tuple[bytes, str] | None:
        """A file's bytes and content type."""
        key = key_at(path)
        item = self._table.get(keys.media(key))
        if not item or not item.get("version"):
            return None
        return shown(key, self._content.version(key, item["version"])), item["content_type"]


@lru_cache(maxsize=500)
def body_of(content: Content, source: str, version: str, settings: Settings, addresses: Addresses) -> Markup:
    """The HTML of one version, which never changes: kept, since neighbours and the feed are built again and again."""
    data = content.version(source, version)
    return read_source(source, data, settings, UNDATED, addresses, addresses.file).html


def _quiet(rows: list[Item]) -> tuple[Card, ...]:
    return tuple(replace(card, comments=0) for card in _cards(rows))


def _cards(rows: list[Item]) -> tuple[Card, ...]:
    return tuple(from_item(Card, row) for row in rows)
