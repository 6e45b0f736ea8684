"""Exported: all comments as one JSON file, a comment a line, which can be read back; docs/moderation.md tells how."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from blog.environment import required
from blog.item import Item
from blog.keys import DECIDED, HELD, LIKES, RECORD
from blog.personal import Copy, copies, strange
from blog.record import Record, record_of
from blog.table import Table
from cli.foreign import Foreign, State, System, Talk, time_of
from cli.terminal import fail
from cli.xml_records import Unreadable

FORMAT = "pressmark-comments"
VERSION = 1
# Of the states that a comment has here; what was rejected is not imported again.
STATES = {"approved": State.APPROVED, "waiting": State.WAITING, "spam": State.SPAM, "rejected": State.DELETED}
LONGEST_LINE = 200_000  # bytes


def run(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    url = required(environ, "SITE_URL").rstrip("/")
    items = gathered(Table(client("dynamodb"), required(environ, "TABLE_NAME")))
    found = list(exported(items))
    text = "".join(lines(found, url, datetime.now(UTC)))
    if args.file:
        args.file.write_text(text)
        print(f"{len(found):,} comments are in {args.file}.")
    else:
        print(text, end="")
    unknown = strange(items)
    return fail(f"what this version does not know was not looked into: {', '.join(sorted(unknown))}") if unknown else 0


# ── Writing ───────────────────────────────────────────────────────────────────────────────────────


def gathered(table: Table) -> list[Item]:
    """All items, with each comment that was there all the time.

    A scan is no snapshot: what is decided or undone meanwhile leaves one row for another. So the queue is read
    before it and both are read after it, the last place to which something goes at the end.
    """
    before = [*table.collection(HELD), *table.scan()]
    others = [item for item in before if item["PK"] not in (HELD, DECIDED)]
    now = [*others, *table.collection(DECIDED), *table.collection(HELD)]
    there = {copy.comment.id for copy in copies(now)}
    return [*now, *(item for item in before if item["PK"] in (HELD, DECIDED) and item["SK"] not in there)]


def exported(items: Sequence[Item]) -> Iterator[Item]:
    """Each comment once, the oldest first, with its state and its post. Pure."""
    posts = _posts(items)
    there = {copy.comment.id: copy for copy in sorted(copies(items), key=_lateness)}
    liked = {item["SK"].removeprefix(LIKES): item["likes"] for item in items if item["SK"].startswith(LIKES)}
    for copy in sorted(there.values(), key=lambda each: each.comment.id):
        comment, record = copy.comment, posts.get(copy.comment.post)
        told = {
            "id": comment.id,
            "state": copy.state,
            "post": comment.post,
            "path": record.path if record else "",
            "title": record.title if record else "",
            "name": comment.name,
            "website": comment.website,
            "text": comment.text,
            "at": comment.at.isoformat(),
            "edited": comment.edited.isoformat() if comment.edited else "",
            "amended": comment.amended.isoformat() if comment.amended else "",
            "parent": comment.parent,
            "likes": liked.get(comment.id, 0),
        }
        yield {name: value for name, value in told.items() if value}


def lines(comments: Iterable[Item], url: str, now: datetime) -> Iterator[str]:
    head = {"format": FORMAT, "version": VERSION, "site": url, "at": now.isoformat(timespec="seconds")}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "comments": [\n'
    comma = ""
    for each in comments:
        yield f"{comma}{json.dumps(each, ensure_ascii=False)}"
        comma = ",\n"
    yield "\n]}\n"


def _posts(items: Sequence[Item]) -> dict[str, Record]:
    """The published posts by their identities; of files that share one, the first by key."""
    records = [record_of(item) for item in items if item["SK"] == RECORD and "source" in item]
    there = [each for each in records if each and each.is_published]
    return {each.identity: each for each in sorted(there, key=lambda each: each.source, reverse=True)}


def _lateness(copy: Copy) -> int:
    """What counts of several copies: that it waits, then that it was put away, then what stands on its page."""
    if copy.state == "waiting":
        return 3
    if copy.is_shown:
        return 1
    return 0 if copy.state == "approved" else 2


# ── Reading ───────────────────────────────────────────────────────────────────────────────────────


def read(file: BinaryIO) -> Iterator[Talk | Foreign]:
    """The same file line by line, or any file with a comment's object on each line. Raises Unreadable."""
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
        bare = line.strip().rstrip(b",")
        if bare.endswith(b"["):  # the head
            _check(number, bare)
        elif bare not in (b"", b"]}", b"]"):
            yield from _of(number, bare)


def _check(number: int, head: bytes) -> None:
    version = _object(number, head + b"]}").get("version")
    if version != VERSION:
        raise Unreadable(number, f"this is version {version!r} of the format; {VERSION} is known")


def _of(number: int, line: bytes) -> Iterator[Talk | Foreign]:
    of = {name: str(value) for name, value in _object(number, line).items()}
    talk = f"{of.get('post', '')} {of.get('path', '')}"
    yield Talk(talk, (of.get("path", ""),), of.get("post", ""))
    yield Foreign(
        line=number,
        id=of.get("id", ""),
        talk=talk,
        at=time_of(of.get("at", "")),
        untrusted_name=of.get("name", ""),
        untrusted_text=of.get("text", ""),
        state=STATES.get(of.get("state", ""), State.OTHER),
        untrusted_website=of.get("website", ""),
        parent=of.get("parent", ""),
        own_id=of.get("id", ""),
        edited=time_of(of.get("edited", "")),
        amended=time_of(of.get("amended", "")),
    )


def _object(number: int, line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(number, "this is no comment; each has a line of its own, as export writes it") from error
    if not isinstance(found, dict):
        raise Unreadable(number, "this is no comment; each is an object on a line of its own")
    return found


def _as_it_is(text: str) -> str:
    return text


EXPORTED = System("Pressmark", f'"{FORMAT}"'.encode(), read, _as_it_is)
