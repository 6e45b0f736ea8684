"""pressmark comments move: all comments of one post to another, such as when two posts become one."""

from argparse import ArgumentParser, Namespace

from blog import keys
from blog.name import MARKDOWN
from blog.paths import href
from blog.record import Record
from blog.relocation import AT_ONCE, Destination, belonging, move
from blog.table import Conflict, Table
from cli.progress import Progress
from cli.terminal import confirmed, fail, is_interactive, printable
from cli.whereabouts import IDENTITY, NoSuchPost, Whereabouts

POST = "a post: its address, its file's key such as posts/tea.md, or its id"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD-POST", help=f"{POST}; it may be gone, if its key or id is named")
    parser.add_argument("new", metavar="NEW-POST", help=POST)
    parser.add_argument("--dry-run", action="store_true", help="only say how many would be moved")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: Namespace, table: Table) -> int:
    """In the order in which they were written; if it is stopped, the next time goes on from there."""
    whereabouts = Whereabouts.of(table)
    try:
        old, new = _identity(args.old, whereabouts), _post(args.new, whereabouts)
        return _move(args, table, old, new)
    except (NoSuchPost, Conflict) as error:
        return fail(str(error))


def _move(args: Namespace, table: Table, old: str, new: Record) -> int:
    if old == new.identity:
        return fail(f"{args.old} and {args.new} are one post")
    ids = belonging(table, old)
    where = f"to “{printable(new.title)}” at {new.path}"
    if args.dry_run or not ids:
        print(f"{len(ids):,} comments would be moved {where}.")
        return 0
    if not args.yes and not (is_interactive() and confirmed(f"Move {len(ids):,} comments {where}?")):
        return fail("nothing was changed; --yes does it without asking")
    moved, to = 0, Destination(new.identity, new.title, href(new.path))
    with Progress("Moving", len(ids)) as progress:
        for start in range(0, len(ids), AT_ONCE):
            moved += move(table, old, ids[start : start + AT_ONCE], to)
            progress.to(start + AT_ONCE)
    print(f"{moved:,} comments were moved {where}.")
    return 0


def _identity(untrusted: str, whereabouts: Whereabouts) -> str:
    try:
        return _post(untrusted, whereabouts).identity
    except NoSuchPost:
        if IDENTITY.fullmatch(untrusted):
            return untrusted
        if untrusted.lower().endswith(MARKDOWN):
            return keys.post_id(untrusted)
        raise


def _post(untrusted: str, whereabouts: Whereabouts) -> Record:
    """Raises NoSuchPost."""
    if untrusted.lower().endswith(MARKDOWN):
        found = whereabouts.record(keys.post_id(untrusted))
    else:
        found = whereabouts.bearing(untrusted)
    if found is None and untrusted.lower().endswith(MARKDOWN):
        raise NoSuchPost(f"there is no post {untrusted}")
    return found or whereabouts.find([untrusted])
