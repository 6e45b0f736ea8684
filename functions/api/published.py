"""Published: the post that a request is about, and what the site's settings say."""

import re
from dataclasses import dataclass
from datetime import datetime

from api.problem import CommentsClosed, NoSuchPost
from blog import keys
from blog.closing import is_open
from blog.paths import href
from blog.post import Kind, Post
from blog.record import Record, record_of
from blog.settings import Settings, settings_of
from blog.table import Table
from blog.words import Words, words_for

POST_ID = re.compile("[0-9a-f]{16}")


def published_post(table: Table, untrusted_id: str) -> tuple[Record, Post]:
    """A post that readers can see; raises NoSuchPost. Standing pages take no part."""
    record = record_of(table.get(keys.record(untrusted_id))) if POST_ID.fullmatch(untrusted_id) else None
    if record is None or record.post is None or not record.is_published or record.post.kind is not Kind.POST:
        raise NoSuchPost
    return record, record.post


@dataclass(frozen=True)
class Place:
    """A post with what the site says of its conversation, in the words of its page."""

    record: Record
    post: Post
    site: Settings
    words: Words

    @property
    def url(self) -> str:
        return href(self.record.path)

    @property
    def identities(self) -> tuple[str, ...]:
        """In whose item collections its comments may stand, that of new ones first."""
        return tuple(dict.fromkeys((self.record.identity, self.record.id)))

    @property
    def can_be_liked(self) -> bool:
        """Whether it and its comments have a button for that."""
        return self.site.likes and self.post.likes

    def check_open(self, now: datetime) -> None:
        """Raises CommentsClosed."""
        if not is_open(self.post, self.site, now):
            raise CommentsClosed(self.words)


def place_of(table: Table, untrusted_id: str) -> Place:
    """Raises NoSuchPost."""
    record, post = published_post(table, untrusted_id)
    site = settings(table)
    return Place(record, post, site, words_around(post, site))


def words_around(post: Post, site: Settings) -> Words:
    """The words of the post's page: the record tells its language, not whoever sent the request."""
    return words_for(post.language or site.language, site.language)


def settings(table: Table) -> Settings:
    item = table.get(keys.SETTINGS)
    return settings_of(item)
