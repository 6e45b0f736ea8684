"""pressmark comments: what readers wrote, and what becomes of it. `deciding.py` decides."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from blog.comment import Comment
from blog.environment import required
from blog.held import Decided, Decision, Held
from blog.moderation import approved, decided, find, held
from blog.table import Table
from cli import blocks, deciding, editing, exported, moving
from cli.terminal import fail, first_line, printable

Client = Callable[[str], Any]
Run = Callable[[Namespace, Mapping[str, str], Client], int]
VERBS = "list|show|approve|reject|spam|trust|block|unblock|undo|edit|remove|move|import|export"


def add_parser(nouns: Any) -> None:
    verbs = nouns.add_parser("comments", help="list, approve, reject, block or remove comments").add_subparsers(
        required=True, metavar=VERBS
    )
    listing = _verb(verbs, "list", _list, "show the comments that wait, the oldest first, and why")
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--post", metavar="POST_ID", help="show the comments on this post's page instead")
    which.add_argument("--aside", action="store_true", help="show what the rules put aside as spam instead")
    which.add_argument("--decided", action="store_true", help="show all decisions of the last 30 days instead")
    _verb(verbs, "show", _show, "show all that is known of a comment").add_argument("id", metavar="ID")
    for name, decide, description in (
        ("approve", deciding.approve, "put comments on their pages"),
        ("reject", deciding.reject, "keep comments from their pages, or take them off"),
        ("spam", deciding.spam, "the same, and learn from their words what spam is"),
    ):
        deciding.add_selection(_verb(verbs, name, decide, description), name)
    trust = _verb(verbs, "trust", deciding.trust, "approve comments, and publish what their browsers send from now on")
    trust.add_argument("ids", nargs="+", metavar="ID")
    blocks.add_arguments(_verb(verbs, "block", blocks.block, "have no more of a browser, a word, a host or a name"))
    blocks.add_arguments(_verb(verbs, "unblock", blocks.unblock, "take back a block, or the trust in a browser"))
    undoing = _verb(
        verbs, "undo", deciding.undo_last, "take back the last decision about comments, or your edits, for 30 days"
    )
    undoing.add_argument("ids", nargs="+", metavar="ID")
    editing.add_arguments(
        _verb(verbs, "edit", editing.edit, "change the words of a comment that waits or is on a page")
    )
    removal = _verb(verbs, "remove", deciding.remove_from, "take an approved comment from its page, however old it is")
    removal.add_argument("post", metavar="POST_ID")
    removal.add_argument("id", metavar="COMMENT_ID")
    moving.add_arguments(_verb(verbs, "move", moving.run, "move all comments of a post to another"))
    _add_exchange(verbs)


def _add_exchange(verbs: Any) -> None:
    """What comes from another system, and what goes there."""
    importing = _parser(
        verbs, "import", _import, "bring comments from Disqus, WordPress or a Pressmark blog to their posts"
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="an export: XML of the former two, or our JSON")
    importing.add_argument("--pending", action="store_true", help="bring what waited there into the queue here")
    importing.add_argument("--dry-run", action="store_true", help="only say what would be done")
    importing.add_argument("--left", type=Path, metavar="FILE", help="write as JSON what could not be imported")
    exporting = _parser(verbs, "export", exported.run, "write all comments as JSON: on pages, waiting and put aside")
    exporting.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where to; without it, it is printed")


def _verb(verbs: Any, name: str, run: Callable[[Namespace, Table], int], description: str) -> ArgumentParser:
    return _parser(verbs, name, lambda args, environ, client: run(args, _table(environ, client)), description)


def _parser(verbs: Any, name: str, run: Run, description: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=description, description=description)
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, TABLE_NAME is used")
    parser.set_defaults(run=run)
    return parser


def _table(environ: Mapping[str, str], client: Client) -> Table:
    name = required(environ, "TABLE_NAME")
    return Table(client("dynamodb"), name)


def _import(args: Namespace, environ: Mapping[str, str], client: Client) -> int:
    from cli import importing  # noqa: PLC0415  # its reader of HTML takes a fifth of a second, and no other verb needs it

    return importing.run(args, environ, client)


# ── Looking ───────────────────────────────────────────────────────────────────────────────────────


def _list(args: Namespace, table: Table) -> int:
    if args.post:
        return _print(map(_lines, approved(table, args.post)), "This post has no comments.")
    if args.aside:
        return _print(map(_lines_of_decided, filter(_is_aside, _past(table))), "Nothing was put aside.")
    if args.decided:
        return _print(map(_lines_of_decided, _past(table)), "Nothing was decided in the last 30 days.")
    return _print(map(_lines_of_held, held(table)), "No comment is waiting.")


def _show(args: Namespace, table: Table) -> int:
    found = find(table, args.id)
    if found is None:
        return fail(f"no comment {args.id!r} is waiting or was decided about in the last 30 days")
    waiting = found if isinstance(found, Held) else found.held
    comment = waiting.comment
    facts = {
        "comment": comment.id,
        "state": "waiting" if isinstance(found, Held) else _decision(found),
        "written": f"{comment.at:%Y-%m-%d %H:%M} UTC",
        "name": comment.name,
        "website": comment.website or "none",
        "post": f"“{waiting.title}” {waiting.url}",
        "browser": waiting.browser[:8] or "unknown: sent without scripts",
        "score": str(waiting.score),
    }
    print("\n".join(f"{name:9}{printable(value)}" for name, value in facts.items()))
    print("\n".join(f"{'why' if not place else '':9}{printable(each)}" for place, each in enumerate(waiting.reasons)))
    _print_text(comment.text)
    if waiting.written:
        print(f"\nYou changed it. {printable(waiting.written.name)} wrote:")
        _print_text(waiting.written.text)
    return 0


def _print_text(text: str) -> None:
    print("\n".join(("", *(f"    {printable(line)}" for line in text.split("\n")))))


def _past(table: Table) -> Iterable[Decided]:
    return decided(table, datetime.now(UTC))


def _is_aside(each: Decided) -> bool:
    return each.by_rule and each.decision is Decision.SPAM


def _print(blocks_of_lines: Iterable[str], nothing: str) -> int:
    print("\n\n".join(blocks_of_lines) or nothing)
    return 0


def _lines_of_held(each: Held) -> str:
    return "\n".join((_lines(each.comment, each.title), *_why(each)))


def _lines_of_decided(each: Decided) -> str:
    return "\n".join((_lines(each.held.comment, each.held.title), *_why(each.held), f"    {_decision(each)}"))


def _decision(each: Decided) -> str:
    who = "by the rules" if each.by_rule else "by you"
    return f"{each.decision} {who} on {each.at:%Y-%m-%d %H:%M} UTC"


def _why(each: Held) -> tuple[str, ...]:
    return (f"    score {each.score}: {printable('; '.join(each.reasons))}",) if each.reasons else ()


def _lines(comment: Comment, title: str = "") -> str:
    place = f" on “{printable(title)}”" if title else ""
    head = f"{printable(comment.id)}  {comment.at:%Y-%m-%d %H:%M} UTC  {printable(comment.name)}{place}"
    return f"{head}\n    {first_line(comment.text)}"
