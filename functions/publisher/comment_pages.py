"""Comment pages: what the template of a feed of comments may show, as `machine_pages.py` has it for posts."""

from dataclasses import dataclass
from datetime import datetime

from publisher.machine_pages import Feed
from publisher.pages import Page
from publisher.thread import Thread


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
        return max((each.comment.changed for each in self.entries), default=None)
