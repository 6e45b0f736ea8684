"""Blocks: pressmark comments block and unblock."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from blog import block as rules
from blog import standing
from blog.block import Block, Kind, NotBlockable, block_of
from blog.held import Decision
from blog.standing import Word
from blog.table import Table
from cli.deciding import browser_of, each_of, judge
from cli.terminal import fail, printable


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="the browser that sent this comment, which becomes spam")
    for kind in Kind:
        parser.add_argument(f"--{kind}", action="append", default=[], metavar=kind.upper(), help=f"this {kind}")


def block(args: Namespace, table: Table) -> int:
    """Without arguments, list what is blocked."""

    def add(each: Block) -> None:
        rules.add(table, each)
        print(f"blocked the {each}")

    if not args.ids and not _wanted(args):
        print("\n".join(printable(str(each)) for each in rules.blocks(table)) or "Nothing is blocked.")
        return 0
    browsers = each_of(args.ids, lambda comment_id: judge(table, comment_id, Decision.SPAM, Word.BLOCKED))
    return max(browsers, _each_block(args, add))


def unblock(args: Namespace, table: Table) -> int:
    def forget(comment_id: str) -> None:
        standing.say(table, browser_of(table, comment_id), None)
        print(f"the browser of {comment_id} is neither trusted nor blocked any more")

    def remove(each: Block) -> None:
        print(f"unblocked the {each}" if rules.remove(table, each) else f"the {each} was not blocked")

    if not args.ids and not _wanted(args):
        return fail("name a comment, a --word, a --host or a --name")
    return max(each_of(args.ids, forget), _each_block(args, remove))


def _each_block(args: Namespace, act: Callable[[Block], None]) -> int:
    status = 0
    for kind, value in _wanted(args):
        try:
            act(block_of(kind, value))
        except NotBlockable as error:
            status = fail(str(error))
    return status


def _wanted(args: Namespace) -> list[tuple[Kind, str]]:
    return [(kind, value) for kind in Kind for value in getattr(args, kind.value)]
