"""pressmark comments import: comments from an export of Disqus, of WordPress or of this blog.

It reads the whole file before it writes, so a file that is broken changes nothing. Whatever
was imported before is left alone, so that it can be run again, also to go on after it was
stopped. Addresses of mail and of networks are never read.
"""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any, BinaryIO

from blog.comment import Comment
from blog.environment import required
from blog.held import Held
from blog.migration import AT_ONCE, Arrival, absent, bring_in, comment_of
from blog.paths import href
from blog.record import Record
from blog.table import Conflict, Table
from cli.disqus import DISQUS
from cli.exported import EXPORTED
from cli.foreign import State, System, Talk
from cli.newcomer import judged
from cli.progress import Progress
from cli.spool import Left, Spool
from cli.terminal import fail, printable
from cli.whereabouts import NoSuchPost, Whereabouts
from cli.wordpress import WORDPRESS
from cli.xml_records import Unreadable
from privacy.erasure import Erasures

SYSTEMS = (DISQUS, WORDPRESS, EXPORTED)
BEGINNING = 1 << 16  # bytes, in which a file says what it is

Erased = Callable[[], frozenset[str]]  # the ids of comments that somebody had erased, as of now


def run(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    table = Table(client("dynamodb"), required(environ, "TABLE_NAME"))
    return import_file(args, table, Erasures(client("s3"), required(environ, "REPORT_BUCKET")).erased)


def import_file(args: Namespace, table: Table, erased: Erased) -> int:
    """Import the file that the arguments name, but for those comments of which the ids were erased."""
    try:
        with args.file.open("rb") as file, Spool.open(waiting=args.pending) as spool:
            system = recognised(file)
            if system is None:
                return fail(f"{args.file} is no export of Disqus or WordPress in XML, and none of comments from here")
            _read(system, file, args.file.stat().st_size, spool)
            places = _place(spool, Whereabouts.of(table))
            arrived = _bring(table, spool, partial(_arrival, places, system), erased, is_dry=args.dry_run)
            return _tell(args, spool, system, arrived)
    except OSError as error:
        return fail(f"{args.file}: {error.strerror}")
    except Unreadable as error:
        return fail(f"{args.file}, {error}. Nothing was imported.")
    except Conflict as error:
        return fail(f"{error}. Run it again to go on.")


def recognised(file: BinaryIO) -> System | None:
    """The system that wrote a file: the one whose mark comes first in it."""
    beginning = file.read(BEGINNING)
    file.seek(0)
    marked = [(beginning.index(each.mark), each) for each in SYSTEMS if each.mark in beginning]
    return min(marked, key=lambda each: each[0])[1] if marked else None


# ── Reading ───────────────────────────────────────────────────────────────────────────────────────


def _read(system: System, file: BinaryIO, size: int, spool: Spool) -> None:
    now = datetime.now(UTC)
    with Progress("Reading", size) as progress:
        for each in system.read(file):
            if isinstance(each, Talk):
                spool.add_talk(each)
            else:
                spool.add(each, *judged(system, each, now))
            progress.to(file.tell())


# ── Placing ───────────────────────────────────────────────────────────────────────────────────────


def _place(spool: Spool, whereabouts: Whereabouts) -> dict[str, Record]:
    """Find the post of each thread; the posts by their identities."""
    found: dict[str, Record] = {}
    for talk in spool.talks():
        try:
            record = _post_of(talk, whereabouts)
        except NoSuchPost as error:
            spool.place(talk.id, "", str(error))
        else:
            found[record.identity] = record
            spool.place(talk.id, record.identity, "")
    return found


def _post_of(talk: Talk, whereabouts: Whereabouts) -> Record:
    own = whereabouts.bearing(talk.identity) if talk.identity else None
    return own or whereabouts.find(talk.untrusted_addresses)


# ── Writing ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Arrived:
    """How many comments have come (or would), how many were there already, and how many were erased."""

    number: int
    there: int
    erased: int


def _bring(
    table: Table, spool: Spool, arrival: Callable[[Comment, bool], Arrival], erased: Erased, *, is_dry: bool
) -> Arrived:
    """All of a post one after the other, so that the stream tells of them together and its page is built once.

    An erasure is noted before it removes anything, so what is not there because of one is known by then.
    """
    number = seen = gone = 0
    with Progress("Looking" if is_dry else "Importing", spool.total) as progress:
        for _, of_post in groupby(spool.arriving(), key=lambda each: each[0].post):
            for batch in _batches(of_post):
                new = absent(table, [arrival(*each) for each in batch])
                gone_now = erased() if new else frozenset()
                kept = [each for each in new if comment_of(each).id not in gone_now]
                number += len(kept) if is_dry else bring_in(table, kept)
                seen, gone = seen + len(batch), gone + len(new) - len(kept)
                progress.to(seen)
    return Arrived(number, seen - gone - number, gone)


def _batches(each: Iterator[tuple[Comment, bool]]) -> Iterator[Sequence[tuple[Comment, bool]]]:
    while batch := list(islice(each, AT_ONCE)):
        yield batch


def _arrival(places: Mapping[str, Record], system: System, comment: Comment, waits: bool) -> Arrival:
    if not waits:
        return comment
    record = places[comment.post]
    return Held(comment, record.title, href(record.path), (f"it waited in {system.name}",), is_imported=True)


# ── Telling ───────────────────────────────────────────────────────────────────────────────────────


def _tell(args: Namespace, spool: Spool, system: System, arrived: Arrived) -> int:
    counts, left = spool.counts(), list(spool.left())
    waiting = 0 if args.pending else counts[State.WAITING]
    facts = (
        (arrived.number, "would be imported" if args.dry_run else "were imported"),
        (arrived.there, "were there already"),
        (arrived.erased, "were erased here and stay so"),
        (waiting, "wait there and were left out; --pending brings them into the queue"),
        (counts[State.SPAM], "are spam and were left out"),
        (counts[State.DELETED], "were deleted or rejected there and left out"),
        (counts[State.OTHER], "are no comments of readers (such as pingbacks) and were left out"),
        (spool.again, "have the id of another in the file and were left out"),
        (len(left), "could not be imported"),
    )
    print(f"{args.file} is an export of {system.name} with {sum(counts.values()) + spool.again:,} comments.")
    print("\n".join(f"{each:9,} {what}" for each, what in facts if each or what == facts[0][1]))
    print("".join(f"{_line(args.file, each)}\n" for each in left), end="")
    return _write(args.left, [{"file": str(args.file), **asdict(each)} for each in left]) if args.left else 0


def _write(file: Path, left: Sequence[Mapping[str, Any]]) -> int:
    try:
        file.write_text(json.dumps(left, indent=2) + "\n")
    except OSError as error:
        return fail(f"{file}: {error.strerror}. What could be imported is.")
    return 0


def _line(file: Path, left: Left) -> str:
    who = f"{left.name or 'somebody'}, {left.at[:16].replace('T', ' ') or 'no time'}"
    return printable(f"{file}:{left.line}: {left.why} ({who})")
