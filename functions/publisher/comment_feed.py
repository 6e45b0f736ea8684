"""Comment feeds: the newest comments on one post or on all."""

from collections.abc import Iterable, Iterator
from functools import cache
from uuid import NAMESPACE_URL, uuid5

from blog import paths
from blog.comment import Comment
from blog.paths import href
from blog.post import Kind
from blog.record import Record
from publisher.comment_pages import CommentEntry, CommentFeed
from publisher.library import Library
from publisher.pages import GonePage, Page, Site
from publisher.thread import alone

NEWEST = 20


def describe_comment_feed(site: Site, path: str, library: Library) -> Page:
    """The feed at `/comments.xml` or below a post's path; a tombstone where no post is."""
    of = paths.commented(path)
    if of == paths.HOME:
        return CommentFeed(site, path, entries=tuple(_newest(site, library)))
    for post_path in (of, of.rstrip("/")):
        found = library.standing_at(post_path, library.claims(post_path))
        if found and found.record.post and found.record.post.kind is Kind.POST:
            newest = reversed(found.comments[-NEWEST:])
            entries = _entries(site, ((found.record, comment) for comment in newest))
            return CommentFeed(site, path, href(post_path), found.record.title, tuple(entries))
    return GonePage(site, path)


def _newest(site: Site, library: Library) -> Iterator[CommentEntry]:
    """Of posts that are published; a comment whose post was taken back comes back with it."""
    record_of = cache(library.post_with)
    found = ((record_of(comment.post), comment) for comment in library.newest_comments(NEWEST))
    yield from _entries(site, ((record, comment) for record, comment in found if record))


def _entries(site: Site, said: Iterable[tuple[Record, Comment]]) -> Iterator[CommentEntry]:
    for record, comment in said:
        here = f"{site.url}{href(record.path)}#comment-{comment.id}"
        guid = uuid5(NAMESPACE_URL, f"{site.url}/comments/{comment.id}").urn
        yield CommentEntry(alone(comment), record.title, record.language, here, guid)
