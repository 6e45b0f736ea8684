"""pressmark views: how often posts were read, when, and where their readers came from."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blog.counting import Counts
from blog.daily_key import day_of
from blog.environment import required
from blog.record import Record
from blog.table import Table
from cli.access_log import NotALog, hits
from cli.counted import NoSuchPost, by_day, by_host, by_post, counted, ever, last_days, named, posts
from cli.rows import FORMATS, Row, show
from cli.terminal import fail, printable
from cli.unseen import Seen, logged
from publisher.press import utc_now

DESCRIPTION = """Show how often posts were read. `pressmark views reconcile LOGS…` compares that with the CDN's access
logs, files or folders of them: how many readers they know that were not counted, and how many robots came."""
RECONCILE = "reconcile"
USUAL_DAYS = 30
MOST_DAYS = 3660
UNKNOWN = "(no link, or unknown)"


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("views", help="show how often posts were read", description=DESCRIPTION)
    parser.add_argument("words", nargs="*", metavar="POST | reconcile LOGS", help="only this post: its file or address")
    parser.add_argument(
        "--days", type=_days, metavar="N", help=f"only the last days, today included (UTC); else {USUAL}"
    )
    parser.add_argument("--by", choices=("post", "day", "referrer"), default="post", help="one line for each of these")
    parser.add_argument("--format", choices=FORMATS, default="table", help="a table, or what other programs read")
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, TABLE_NAME is used")
    parser.set_defaults(run=_views)


USUAL = f"all time by post, {USUAL_DAYS} days by day or referrer"


def _views(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    table = Table(client("dynamodb"), required(environ, "TABLE_NAME"))
    try:
        if args.words[:1] == [RECONCILE]:
            return _reconcile(table, [Path(each) for each in args.words[1:]], args.format)
        if len(args.words) > 1:
            return fail("name one post, or none for all")
        return _show(table, args)
    except NoSuchPost as error:
        return fail(str(error))


def _show(table: Table, args: Namespace) -> int:
    records = posts(table)
    chosen = [named(records, args.words[0])] if args.words else records
    identities = {record.identity: record for record in chosen}
    if args.by == "post" and not args.days:
        show(_post_rows(identities, ever(table, identities)), ("views", "likes", "url", "title"), args.format)
        return 0
    days = last_days(day_of(utc_now()), args.days or USUAL_DAYS)
    found = [each for each in counted(table, days) if not args.words or each.post in identities]
    if args.by == "post":
        read = {each: Counts(views) for each, views in by_post(found).items()}
        show(_post_rows(identities, read), ("views", "url", "title"), args.format)
    elif args.by == "day":
        numbers = by_day(found)
        rows = [{"day": day.isoformat(), "views": numbers[day]} for day in days]
        show(rows, ("day", "views"), args.format, bar="views")
    else:
        unknown = UNKNOWN if args.format == "table" else ""
        rows = [{"views": views, "referrer": host or unknown} for host, views in by_host(found).most_common()]
        show(rows, ("views", "referrer"), args.format)
    return 0


def _post_rows(identities: Mapping[str, Record], counts: Mapping[str, Counts]) -> list[Row]:
    """The most read first; a post that can no longer be read has only its id."""
    rows = [_row(identities.get(each), each, counts.get(each, Counts())) for each in {**identities, **counts}]
    return sorted(rows, key=lambda row: (-row["views"], row["url"]))


def _row(record: Record | None, identity: str, counts: Counts) -> dict[str, Any]:
    return {
        "views": counts.views,
        "likes": counts.likes,
        "url": record.path if record else identity,
        "title": record.title if record else "",
    }


@dataclass(frozen=True)
class Line:
    """One post, or all: what was counted, and what the logs know beside."""

    views: int
    unseen: int
    bots: int

    def __str__(self) -> str:
        return (
            f"{self.views:,} {'view' if self.views == 1 else 'views'}, about {self.unseen:,} unseen, {_bots(self.bots)}"
        )


def _bots(number: int) -> str:
    return f"{number:,} {'bot' if number == 1 else 'bots'}"


def _reconcile(table: Table, places: Sequence[Path], form: str) -> int:
    if not places:
        return fail("name the CDN's access logs: files, or folders of them")
    records = posts(table)
    at = {record.path: record.identity for record in records}
    try:
        found = logged(hits(places), at, {record.id: record.identity for record in records})
    except (NotALog, OSError) as error:
        return fail(str(error))
    views = by_post(counted(table, sorted(found.days)))
    lines = [(each, _line(views[each.identity], found.posts[each.identity])) for each in records]
    read = [(record, line) for record, line in lines if line != Line(0, 0, 0)]
    if form == "table":
        _tell(read)
    else:
        rows = [{"url": record.path, "title": record.title, **vars(line)} for record, line in read]
        show(rows, ("url", "title", "views", "unseen", "bots"), form)
    return 0


def _line(views: int, seen: Seen) -> Line:
    return Line(views, seen.unseen, len(seen.robots))


def _tell(lines: Sequence[tuple[Record, Line]]) -> None:
    for record, line in sorted(lines, key=lambda each: (-each[1].views, each[0].path)):
        print(f"{line}  {printable(record.path)}  {printable(record.title)}")
    whole = Line(*(sum(getattr(line, name) for _, line in lines) for name in ("views", "unseen", "bots")))
    print(f"{whole}  in all" if lines else "The logs know of nobody who read a post.")


def _days(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= MOST_DAYS:
        raise ArgumentTypeError(f"{text!r} is not a number of days from 1 to {MOST_DAYS}")
    return int(text)
