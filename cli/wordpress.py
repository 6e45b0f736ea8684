"""WordPress: the comments of its own export (WXR 1.0 to 1.2, `wp-admin/includes/export.php`), each within its post."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import BinaryIO

from cli.foreign import Foreign, State, System, Talk, time_of
from cli.markup import marked_lines
from cli.xml_records import Record, records

ITEM = "rss/channel/item"
COMMENT = f"{ITEM}/comment"
FIELDS = ("id", "author", "author_url", "date", "date_gmt", "content", "approved", "type", "parent")
WANTED = {
    ITEM: frozenset({"link", "post_name", "post_date", "post_date_gmt"}),
    COMMENT: frozenset(f"comment_{name}" for name in FIELDS),
}
STATES = {
    "1": State.APPROVED,
    "approve": State.APPROVED,
    "0": State.WAITING,
    "hold": State.WAITING,
    "spam": State.SPAM,
}
BY_READERS = ("", "comment")  # not a pingback or trackback, nor a review or an order's note of a shop


def read(file: BinaryIO) -> Iterator[Talk | Foreign]:
    """Raises Unreadable."""
    for record in records(file, WANTED):
        if record.path == ITEM:
            # A draft's link is `/?p=12`, which tells nothing; its name may.
            yield Talk(str(record.number), (record.fields.get("link", ""), record.fields.get("post_name", "")))
        else:
            yield _comment(record)


def _comment(record: Record) -> Foreign:
    of = {name.removeprefix("comment_"): text.strip() for name, text in record.fields.items()}
    parent = of.get("parent", "0")
    return Foreign(
        line=record.line,
        id=of.get("id", ""),
        talk=str(record.within.number if record.within else 0),
        at=time_of(of.get("date_gmt", "")) or _by_its_clock(of.get("date", ""), record.within),
        untrusted_name=unescape(of.get("author", "")),  # `comment_author` is kept as HTML (pre_comment_author_name)
        untrusted_text=of.get("content", ""),
        untrusted_website=of.get("author_url", ""),
        state=_state(of),
        parent="" if parent == "0" else parent,
    )


def _by_its_clock(local: str, item: Record | None) -> datetime | None:
    """A time of the blog's own clock, of which the post tells how far it was from UTC when it was written."""
    at, of = time_of(local), item.fields if item else {}
    post, in_utc = time_of(of.get("post_date", "")), time_of(of.get("post_date_gmt", ""))
    return at - (post - in_utc if post and in_utc else timedelta()) if at else None


def _state(of: dict[str, str]) -> State:
    if of.get("type", "") not in BY_READERS:
        return State.OTHER
    return STATES.get(of.get("approved", ""), State.DELETED)  # trash, post-trashed


WORDPRESS = System("WordPress", b"<rss", read, marked_lines)
