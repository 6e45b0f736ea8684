"""Disqus: its XML export (https://disqus.com/api/schemas/1.0/disqus.xsd): threads, and then the posts on them."""

from collections.abc import Iterator
from typing import BinaryIO

from cli.foreign import Foreign, State, System, Talk, time_of
from cli.markup import marked
from cli.xml_records import Record, records

THREAD, POST = "disqus/thread", "disqus/post"
WANTED = {
    THREAD: frozenset({"@id", "id", "link"}),
    POST: frozenset(
        {"@id", "id", "message", "createdAt", "isDeleted", "isSpam", "isApproved", "author/name", "author/username"}
        | {"thread@id", "thread", "parent@id", "parent"}
    ),
}


def read(file: BinaryIO) -> Iterator[Talk | Foreign]:
    """Raises Unreadable."""
    for record in records(file, WANTED):
        yield _talk(record) if record.path == THREAD else _comment(record)


def _talk(record: Record) -> Talk:
    of = record.fields
    # The id is the site's own name for the page, often its address.
    return Talk(_id(of, ""), (of.get("link", ""), of.get("id", "")))


def _comment(record: Record) -> Foreign:
    of = record.fields
    return Foreign(
        line=record.line,
        id=_id(of, ""),
        talk=_id(of, "thread"),
        at=time_of(of.get("createdAt", "")),
        untrusted_name=of.get("author/name", "").strip() or of.get("author/username", ""),
        untrusted_text=of.get("message", ""),
        state=_state(of),
        parent=_id(of, "parent"),
    )


def _id(of: dict[str, str], name: str) -> str:
    """Disqus' own id, or the site's in files that were written by hand."""
    return of.get(f"{name}@id", "") or of.get(name or "id", "").strip()


def _state(of: dict[str, str]) -> State:
    if of.get("isDeleted", "").strip() == "true":
        return State.DELETED
    if of.get("isSpam", "").strip() == "true":
        return State.SPAM
    return State.WAITING if of.get("isApproved", "").strip() == "false" else State.APPROVED


DISQUS = System("Disqus", b"<disqus", read, marked)
