"""pressmark privacy: what is kept about somebody, to be handed out or to be erased everywhere."""

import json
import secrets
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from blog.environment import required
from blog.item import Item
from blog.paths import href
from blog.personal import Copy, blocks_of, browsers_of, copies, copies_of, pages_of, strange
from blog.plain_text import clean_line
from blog.standing import Word
from blog.table import Conflict, Table
from cli.progress import Progress
from cli.rebuild import follow
from cli.terminal import confirmed, fail, first_line, is_interactive, printable
from privacy.eraser import Eraser, NotErased
from privacy.traces import NotRemoved

EXPORT = "Print as JSON all that is kept about somebody: comments that are shown, that wait or were decided about."
ERASE = """Erase the comments of somebody: from the table, from all pages and their old versions, from backups in the
report bucket and from the CDN. If it is stopped, the next erase goes on where it was."""
WHO = "the name under which somebody writes, exactly; or the id of one comment"
PAUSE_SECONDS = 2.0


def add_parser(nouns: Any) -> None:
    description = "give somebody, or erase, what is kept about them"
    verbs = nouns.add_parser("privacy", help=description).add_subparsers(required=True, metavar="export|erase")
    _verb(verbs, "export", _export, EXPORT)
    erase = _verb(verbs, "erase", _erase, ERASE)
    erase.add_argument("--yes", action="store_true", help="do not ask")


def _verb(verbs: Any, name: str, run: Callable[..., int], description: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=description.partition(":")[0], description=description)
    parser.add_argument("who", metavar="WHO", help=WHO)
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, the environment's variables")
    parser.set_defaults(run=run)
    return parser


# ── export ────────────────────────────────────────────────────────────────────────────────────────


def _export(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    url = required(environ, "SITE_URL").rstrip("/")
    items = list(Table(client("dynamodb"), required(environ, "TABLE_NAME")).scan())
    if not clean_line(args.who):
        return fail("say who, by name or by the id of a comment")
    print(json.dumps(exported(args.who, items, url, datetime.now(UTC)), ensure_ascii=False, indent=2))
    return _tell_strange(items)


def exported(who: str, items: Sequence[Item], url: str, now: datetime) -> dict[str, Any]:
    """All that is kept, with everything that each item says: what a later release adds is there, too. Pure."""
    found, pages = copies_of(who, copies(items)), pages_of(items)
    return {
        "who": who,
        "at": now.isoformat(timespec="seconds"),
        "comments": [
            {
                "state": each.state,
                "shown_at": _addresses(each, pages, url),
                "id": each.comment.id,
                "name": each.comment.name,
                "text": each.comment.text,
                "sent": each.comment.at.isoformat(),
                "kept": each.attributes,
            }
            for each in found
        ],
        "browsers": [{"digest": digest, **said} for digest, said in sorted(browsers_of(found, items).items())],
        "blocks": blocks_of(who, items),
    }


def _addresses(copy: Copy, pages: Mapping[str, tuple[str, ...]], url: str) -> list[str]:
    if not copy.is_shown:
        return []
    return [f"{url}{href(path)}#comment-{copy.comment.id}" for path in pages.get(copy.comment.post, ())]


# ── erase ─────────────────────────────────────────────────────────────────────────────────────────


def pause() -> None:
    time.sleep(PAUSE_SECONDS)


def wait(look: Callable[[], list[bool]]) -> int:
    with Progress("Rewriting", len(look())) as progress:
        return follow(look, progress, pause)


def _erase(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    eraser = Eraser.of(environ, client, wait)
    if not clean_line(args.who):
        return fail("say who, by name or by the id of a comment")
    try:
        for begun in list(eraser.erasures.unfinished()):
            print(f"Finishing what was begun before: {_number(len(begun.comments), 'comment')}.", flush=True)
            _tell(eraser.erase(begun), eraser.distribution)
        return _erase_of(args, eraser)
    except (NotErased, NotRemoved, Conflict) as error:
        return fail(f"{error}. Run it again to go on.")


def _erase_of(args: Namespace, eraser: Eraser) -> int:
    items = list(eraser.table.scan())
    found = copies_of(args.who, copies(items))
    if not found:
        print(f"There is no comment of this id, and nobody has written under the name “{printable(args.who)}”.")
        return _tell_strange(items)
    now = datetime.now(UTC)
    plan = eraser.plan(found, items, f"{now:%Y-%m-%dT%H%M%SZ}-{secrets.token_hex(4)}")
    print(
        *_lines(found, pages_of(items)),
        *(f"  in the report bucket: {printable(each.key)}" for each in plan.backups),
        sep="\n",
    )
    if not args.yes and not is_interactive():
        return fail("there is no terminal to ask at; nothing was done (--yes goes on without asking)")
    if not args.yes and not confirmed(f"Erase {_number(len(plan.comments), 'comment')} for good?"):
        return fail("nothing was done")
    _tell(eraser.erase(plan), eraser.distribution)
    if blocks_of(args.who, items):
        print("You still block this name: pressmark comments unblock takes that back.")
    if any(said.get("word") == Word.BLOCKED for said in browsers_of(found, items).values()):
        print("You still block a browser that sent some of this: its digest stays for that.")
    return _tell_strange(items)


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
