"""pressmark comments: what readers wrote, and what becomes of it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from blog.comment import Comment
from blog.environment import required
from blog.moderation import NoSuchComment, approve, approved, held, reject, remove
from blog.table import Conflict, Table
from cli.terminal import fail, first_line, printable

Client = Callable[[str], Any]


def add_parser(nouns: Any) -> None:
    verbs = nouns.add_parser("comments", help="list, approve, reject or remove comments").add_subparsers(
        required=True, metavar="list|approve|reject|remove"
    )
    listing = _verb(verbs, "list", _list, "show the comments that wait, the oldest first")
    listing.add_argument("--post", metavar="POST_ID", help="show the comments on this post's page instead")
    _verb(verbs, "approve", _approve, "put comments on their pages").add_argument("ids", nargs="+", metavar="ID")
    _verb(verbs, "reject", _reject, "delete comments that wait").add_argument("ids", nargs="+", metavar="ID")
    removal = _verb(verbs, "remove", _remove, "take an approved comment from its page")
    removal.add_argument("post", metavar="POST_ID")
    removal.add_argument("id", metavar="COMMENT_ID")


def _verb(verbs: Any, name: str, run: Callable[[Namespace, Table], int], description: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=description, description=description)
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, TABLE_NAME is used")
    parser.set_defaults(run=lambda args, environ, client: run(args, _table(environ, client)))
    return parser


def _table(environ: Mapping[str, str], client: Client) -> Table:
    name = required(environ, "TABLE_NAME")
    return Table(client("dynamodb"), name)


def _list(args: Namespace, table: Table) -> int:
    if args.post:
        return _show(map(_lines, approved(table, args.post)), "This post has no comments.")
    return _show((_lines(each.comment, each.title) for each in held(table)), "No comment is waiting.")


def _approve(args: Namespace, table: Table) -> int:
    return _each(args.ids, lambda comment_id: _done("approved", approve(table, comment_id)))


def _reject(args: Namespace, table: Table) -> int:
    def forget(comment_id: str) -> None:
        reject(table, comment_id)
        print(f"rejected {comment_id}")

    return _each(args.ids, forget)


def _remove(args: Namespace, table: Table) -> int:
    def take_away(comment_id: str) -> None:
        remove(table, args.post, comment_id)
        print(f"removed {comment_id}")

    return _each([args.id], take_away)


def _each(ids: Iterable[str], act: Callable[[str], None]) -> int:
    """Do it for all; one that is unknown does not hold up the others."""
    status = 0
    for comment_id in ids:
        try:
            act(comment_id)
        except (NoSuchComment, Conflict) as error:
            status = fail(str(error))
    return status


def _done(word: str, comment: Comment) -> None:
    print(f"{word} {comment.id} by {printable(comment.name)} on post {comment.post}")


def _show(blocks: Iterable[str], nothing: str) -> int:
    print("\n\n".join(blocks) or nothing)
    return 0


def _lines(comment: Comment, title: str = "") -> str:
    place = f" on “{printable(title)}”" if title else ""
    head = f"{printable(comment.id)}  {comment.at:%Y-%m-%d %H:%M} UTC  {printable(comment.name)}{place}"
    return f"{head}\n    {first_line(comment.text)}"
