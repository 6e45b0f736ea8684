"""pressmark comments move: all comments of one post to another, such as when two posts become one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence

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
        old, new = _identities(args.old, whereabouts), _post(args.new, whereabouts)
        return _move(args, table, old, new)
    except (NoSuchPost, Conflict) as error:
        return fail(str(error))


def _move(args: Namespace, table: Table, old: Sequence[str], new: Record) -> int:
    others = [each for each in old if each != new.identity]
    if not others:
        return fail(f"{args.old} and {args.new} are one post")
    ids = {each: found for each in others if (found := belonging(table, each))}
    number, where = sum(map(len, ids.values())), f"to “{printable(new.title)}” at {new.path}"
    if not ids:
        print("There is nothing to move.")
        return 0
    if args.dry_run:
        print(f"{number:,} comments would be moved {where}.")
        return 0
    if not args.yes and not (is_interactive() and confirmed(f"Move {number:,} comments {where}?")):
        return fail("nothing was changed; --yes does it without asking")
    to = Destination(new.identity, new.title, href(new.path))
    with Progress("Moving", number) as progress:
        moved = sum(_each(table, ids, to, progress))
    print(f"{moved:,} comments were moved {where}.")
    return 0


def _each(table: Table, ids: Mapping[str, Sequence[str]], to: Destination, progress: Progress) -> Iterator[int]:
    """Move them by as many as fit into a transaction; how many these were."""
    seen = 0
    for identity, of_post in ids.items():
        for start in range(0, len(of_post), AT_ONCE):
            batch = of_post[start : start + AT_ONCE]
            yield move(table, identity, batch, to)
            seen += len(batch)
            progress.to(seen)


def _identities(untrusted: str, whereabouts: Whereabouts) -> Sequence[str]:
    """Below which a post shows comments: below what it wrote as its id, and below its own. Raises NoSuchPost."""
    found = _any_post(untrusted, whereabouts)
    return tuple(dict.fromkeys((found.identity, found.id))) if found else (_own_id(untrusted),)


def _any_post(untrusted: str, whereabouts: Whereabouts) -> Record | None:
    """Also one that is no more, or not yet there; None for one of which nothing else is known. Raises NoSuchPost."""
    try:
        return _post(untrusted, whereabouts)
    except NoSuchPost:
        own = _own_id(untrusted)
        if not own:
            raise
        return whereabouts.of_any_status(own)


def _own_id(untrusted: str) -> str:
    """The id that a file's key or an id names; empty for an address."""
    if untrusted.lower().endswith(MARKDOWN):
        return keys.post_id(untrusted)
    return untrusted if IDENTITY.fullmatch(untrusted) else ""


def _post(untrusted: str, whereabouts: Whereabouts) -> Record:
    """Raises NoSuchPost."""
    if untrusted.lower().endswith(MARKDOWN):
        found = whereabouts.record(keys.post_id(untrusted))
    else:
        found = whereabouts.bearing(untrusted)
    if found is None and untrusted.lower().endswith(MARKDOWN):
        raise NoSuchPost(f"there is no post {untrusted}")
    return found or whereabouts.find([untrusted])
