"""pressmark privacy: what is kept about somebody, to be handed out or to be erased everywhere."""

import json
import re
import secrets
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from blog.correspondent import digest_of, forget
from blog.disclosure import addresses_of, disclosed
from blog.environment import required
from blog.item import Item
from blog.personal import Copy, blocks_of, browsers_of, copies, copies_of, copies_with, pages_of, strange
from blog.plain_text import clean_line
from blog.standing import Word
from blog.table import Conflict, Table
from cli.progress import Progress
from cli.rebuild import follow
from cli.terminal import confirmed, fail, first_line, is_interactive, printable
from privacy.eraser import Eraser, NotErased
from privacy.erasure import Erasure
from privacy.traces import NotRemoved

EXPORT = "Print as JSON all that is kept about somebody: comments that are shown, that wait or were decided about."
ERASE = """Erase the comments of somebody: from the table, from all pages and their old versions, from backups in the
report bucket and from the CDN. If it is stopped, the next erase goes on where it was."""
WHO = "the name under which somebody writes, exactly; an e-mail address that came with comments; the id of a comment"
NOBODY = "say who, by name, by e-mail address or by the id of a comment"
RECORD = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z-[0-9a-f]+")
PAUSE_SECONDS = 2.0


def add_parser(nouns: Any) -> None:
    description = "give somebody, or erase, what is kept about them"
    verbs = nouns.add_parser("privacy", help=description).add_subparsers(required=True, metavar="export|erase")
    _verb(verbs, "export", _export, EXPORT)
    erase = _verb(verbs, "erase", _erase, ERASE)
    erase.epilog = (
        "WHO may also be the name of a record in erasures/: what it names is erased again, from backups as well."
    )
    erase.add_argument("--yes", action="store_true", help="do not ask")


def _verb(verbs: Any, name: str, run: Callable[..., int], description: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=description.partition(":")[0], description=description)
    parser.add_argument("who", metavar="WHO", help=WHO)
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, the environment's variables")
    parser.set_defaults(run=run)
    return parser


# ── export ────────────────────────────────────────────────────────────────────────────────────────


def _export(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    url, table = required(environ, "SITE_URL").rstrip("/"), _table(environ, client)
    if not clean_line(args.who):
        return fail(NOBODY)
    items = list(table.scan())
    found = _found(args.who, table, items)
    addresses = addresses_of(table, found)
    said = disclosed(args.who, found, items, pages_of(items), addresses=addresses, url=url, now=datetime.now(UTC))
    print(json.dumps(said, ensure_ascii=False, indent=2))
    return _tell_strange(items)


def _found(who: str, table: Table, items: Iterable[Item]) -> list[Copy]:
    """What came with this e-mail address; otherwise by id or name."""
    by_address = copies_with(digest_of(table, who), copies(items)) if "@" in who else []
    return by_address or copies_of(who, copies(items))


def _table(environ: Mapping[str, str], client: Callable[[str], Any]) -> Table:
    return Table(client("dynamodb"), required(environ, "TABLE_NAME"), required(environ, "VISIT_TABLE_NAME"))


# ── erase ─────────────────────────────────────────────────────────────────────────────────────────


def pause() -> None:
    time.sleep(PAUSE_SECONDS)


def wait(look: Callable[[], list[bool]]) -> int:
    with Progress("Rewriting", len(look())) as progress:
        return follow(look, progress, pause)


def _erase(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    eraser = Eraser.of(environ, client, wait)
    if not clean_line(args.who):
        return fail(NOBODY)
    try:
        for begun in list(eraser.erasures.unfinished()):
            print(f"Finishing what was begun before: {_number(len(begun.comments), 'comment')}.", flush=True)
            _tell(eraser.erase(begun), eraser.distribution)
        return _erase_of(args, eraser)
    except (NotErased, NotRemoved, Conflict) as error:
        return fail(f"{error}. Run it again to go on.")


def _erase_of(args: Namespace, eraser: Eraser) -> int:
    items = list(eraser.table.scan())
    if RECORD.fullmatch(args.who) and (record := eraser.erasures.record(args.who)):
        return _erase_again(args, eraser, record, items)
    found = _found(args.who, eraser.table, items)
    if not found:
        who = printable(args.who)
        print(f"There is no comment of this id or address, and nobody has written under the name “{who}”.")
        return _tell_strange(items)
    plan = eraser.plan(found, items, _name())
    if status := _refused(args, plan, found, items):
        return status
    _tell(eraser.erase(plan), eraser.distribution)
    for digest in plan.correspondents if "@" in args.who else ():
        forget(eraser.table, digest)
    if blocks_of(args.who, items):
        print("You still block this name: pressmark comments unblock takes that back.")
    if any(said.get("word") == Word.BLOCKED for said in browsers_of(found, items).values()):
        print("You still block a browser that sent some of this: its digest stays for that.")
    return _tell_strange(items)


def _erase_again(args: Namespace, eraser: Eraser, record: Mapping[str, Any], items: Sequence[Item]) -> int:
    """What was erased before, where a backup was restored or is still there."""
    if not record["comments"]:
        return _tell_strange(items)
    plan = eraser.plan_again(record["comments"], items, _name())
    found = [copy for copy in copies(items) if copy.comment.id in plan.comments]
    if status := _refused(args, plan, found, items):
        return status
    _tell(eraser.erase(plan), eraser.distribution)
    return _tell_strange(items)


def _refused(args: Namespace, plan: Erasure, found: Iterable[Copy], items: Iterable[Item]) -> int:
    """Show what is to be erased, and ask; the exit status if it is not to be."""
    print(
        *_lines(found, pages_of(items)),
        *(f"  in the report bucket: {printable(each.key)}" for each in plan.backups),
        sep="\n",
    )
    if not args.yes and not is_interactive():
        return fail("there is no terminal to ask at; nothing was done (--yes goes on without asking)")
    if not args.yes and not confirmed(f"Erase {_number(len(plan.comments), 'comment')} for good?"):
        return fail("nothing was done")
    return 0


def _name() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}-{secrets.token_hex(4)}"


def _lines(found: Iterable[Copy], pages: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """Each comment once, as it is shown if it is."""
    copy_of = {each.comment.id: each for each in sorted(found, key=lambda copy: (copy.comment.id, copy.is_shown))}
    yield f"{_number(len(copy_of), 'comment')}:"
    for each in copy_of.values():
        comment = each.comment
        where = ", ".join(pages.get(comment.post, ())) or f"post {comment.post}"
        yield printable(f"{comment.id}  {comment.at:%Y-%m-%d %H:%M} UTC  {comment.name} on {where} ({each.state})")
        yield f"    {first_line(comment.text)}"


def _tell(done: Mapping[str, Any], distribution: str) -> None:
    print(f"Erased {_number(len(done['comments']), 'comment')}.")
    for path in done["rewritten"]:
        print(f"  rewritten: {printable(path)}")
    print(f"  removed: {_number(done['versions'], 'old version')}, {_number(done['markers'], 'delete marker')}")
    for key in done["backups"]:
        print(f"  removed from the report bucket: {printable(key)}")
    if distribution:
        print(f"  the CDN forgets: {' '.join(done['addresses']) or 'nothing, as no page showed it'}")
    else:
        print("  the CDN was not told, because DISTRIBUTION_ID is not set; it may keep pages for eleven minutes")
    print(f"A record of this, without names and texts, is in the report bucket: {done['record']}")
    print("It is still in the table's own backups for a while: docs/privacy.md says how long.")


def _tell_strange(items: Iterable[Item]) -> int:
    unknown = strange(items)
    if not unknown:
        return 0
    return fail(
        f"the table has items that this version does not know and did not look into: {', '.join(sorted(unknown))}"
    )


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
