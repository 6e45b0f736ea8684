"""Deciding: pressmark comments approve, reject, spam, trust, undo and remove.

Each comment is decided about by itself, so a crash costs nothing. What was decided so
already is said and is no failure, so a command can be run again.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from blog import keys, standing
from blog.held import Decision, Held
from blog.moderation import NoSuchComment, NotHeld, decide, find, held, remove, undo
from blog.standing import Word
from blog.table import Conflict, Table
from cli.terminal import confirmed, fail, is_interactive, printable


def add_selection(parser: ArgumentParser, verb: str) -> None:
    """Which comments: by their ids, or many that wait."""
    parser.add_argument("ids", nargs="*", metavar="ID")
    many = parser.add_mutually_exclusive_group()
    many.add_argument("--all", action="store_true", help=f"{verb} all that wait")
    many.add_argument("--all-from", metavar="ID", help=f"{verb} all that wait from the browser that sent this one")
    many.add_argument("--named", metavar="NAME", help=f"{verb} all that wait under this name")
    many.add_argument("--score", type=int, metavar="N", help=f"{verb} all that wait with at least so many points")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def approve(args: Namespace, table: Table) -> int:
    return _decide(args, table, Decision.APPROVED)


def reject(args: Namespace, table: Table) -> int:
    return _decide(args, table, Decision.REJECTED)


def spam(args: Namespace, table: Table) -> int:
    return _decide(args, table, Decision.SPAM)


def trust(args: Namespace, table: Table) -> int:
    return each_of(args.ids, lambda comment_id: judge(table, comment_id, Decision.APPROVED, Word.TRUSTED))


def undo_last(args: Namespace, table: Table) -> int:
    def take_back(comment_id: str) -> None:
        comment = undo(table, comment_id)
        print(f"took back the last decision or change: {comment.id} by {printable(comment.name)}")
        browser = _browser(table, comment_id)
        word = standing.standing_of(table.get(keys.browser(browser))).word if browser else ""
        if word:
            print(f"its browser is still {word}: pressmark comments unblock {comment.id}")

    return each_of(args.ids, take_back)


def remove_from(args: Namespace, table: Table) -> int:
    def take_away(comment_id: str) -> None:
        remove(table, args.post, comment_id)
        print(f"removed {comment_id}")

    return each_of([args.id], take_away)


def judge(table: Table, comment_id: str, decision: Decision, word: Word | None = None) -> None:
    """Decide about one and say so; of its browser as well, which then must be known. Raises what `decide` does."""
    browser = _browser(table, comment_id) if word else ""
    if word and not browser:
        raise UnknownBrowser(comment_id)
    try:
        comment = decide(table, comment_id, decision, datetime.now(UTC), word=word)
    except NotHeld as error:
        if error.decision is not decision:
            raise
        print(f"{comment_id} was {_past(decision)} already")
        if word:
            standing.say(table, browser, word)
    else:
        print(f"{_past(decision)} {comment.id} by {printable(comment.name)} on post {comment.post}")
    if word:
        print(f"its browser is {word} from now on")


class UnknownBrowser(NoSuchComment):
    """It was sent without scripts, or it is not known at all: nothing tells its browser from others."""

    where = "from a browser that can be told from others; block a --name, a --host or a --word instead"


def each_of(ids: Iterable[str], act: Callable[[str], None]) -> int:
    """Do it for all; one that is unknown does not hold up the others."""
    status = 0
    for comment_id in ids:
        try:
            act(comment_id)
        except (NoSuchComment, Conflict) as error:
            status = fail(str(error))
    return status


def browser_of(table: Table, comment_id: str) -> str:
    """The digest of its browser's secret; raises UnknownBrowser."""
    browser = _browser(table, comment_id)
    if not browser:
        raise UnknownBrowser(comment_id)
    return browser


def _decide(args: Namespace, table: Table, decision: Decision) -> int:
    chosen = _chosen(args, table)
    if not chosen and not args.ids:
        return fail("no comment that waits is meant; name IDs, or --all, --all-from, --named or --score")
    if chosen and not args.yes and not _is_meant(chosen, decision):
        return fail("nothing was changed; --yes does it without asking")
    ids = dict.fromkeys((*args.ids, *(each.comment.id for each in chosen)))
    return each_of(ids, lambda comment_id: judge(table, comment_id, decision))


def _chosen(args: Namespace, table: Table) -> list[Held]:
    if args.all:
        return held(table)
    if args.all_from:
        browser = _browser(table, args.all_from)
        return [each for each in held(table) if browser and each.browser == browser]
    if args.named is not None:
        return [each for each in held(table) if each.comment.name.casefold() == args.named.casefold()]
    if args.score is not None:
        return [each for each in held(table) if each.score >= args.score]
    return []


def _is_meant(chosen: list[Held], decision: Decision) -> bool:
    for each in chosen:
        print(f"{each.comment.id}  {printable(each.comment.name)}  score {each.score}")
    return is_interactive() and confirmed(f"{len(chosen)} of those that wait become {_past(decision)}?")


def _browser(table: Table, comment_id: str) -> str:
    found = find(table, comment_id)
    if found is None:
        return ""
    return found.browser if isinstance(found, Held) else found.held.browser


def _past(decision: Decision) -> str:
    return "marked as spam" if decision is Decision.SPAM else decision.value
