"""Published: the post that a request is about, and what the site's settings say."""

import re

from api.problem import NoSuchPost
from blog import keys
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


def words_around(post: Post, site: Settings) -> Words:
    """The words of the post's page: the record tells its language, not whoever sent the request."""
    return words_for(post.language or site.language, site.language)


def settings(table: Table) -> Settings:
    item = table.get(keys.SETTINGS)
    return settings_of(item)
