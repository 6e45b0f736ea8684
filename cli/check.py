"""pressmark check: what the receipts of a folder would say, without publishing anything."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.external import External, external_links
from cli.offline import Folder
from cli.old_site import old_paths
from cli.progress import Progress
from cli.receipts import lines
from cli.terminal import fail, printable
from publisher.content import Object
from publisher.problem import Problem
from publisher.receipt import Receipt

if TYPE_CHECKING:
    from cli.answer import Answer

DESCRIPTION = "Read a folder as if it were the content bucket and say what is wrong. Nothing is sent anywhere,"
DESCRIPTION += " except that --external asks the linked sites whether their pages are still there."


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("check", help="say what is wrong with the files of a folder", description=DESCRIPTION)
    folder = "the folder with posts/, pages/, media/, static/, site.yaml"
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=folder)
    parser.add_argument(
        "--external", action="store_true", help="also ask every link to another site if it still answers"
    )
    old = "the folder that the blog's former generator made: say which of its addresses would answer no more"
    parser.add_argument("--old", metavar="OUTPUT", type=Path, help=old)
    parser.set_defaults(run=_check, stack="")


def _check(args: Namespace, _: Mapping[str, str], __: Callable[[str], Any]) -> int:
    for each in filter(None, (args.folder, args.old)):
        if not each.is_dir():
            return fail(f"{each} is not a folder")
    folder = Folder.of(dict(read_files(args.folder)), datetime.now(UTC))
    links = list(external_links(folder.files, folder.told.settings, folder.now)) if args.external else []
    answers = _asked({link.page for link in links}) if links else {}
    receipts = [_with_dead_links(each, links, answers) for each in folder.receipts()]
    for receipt in receipts:
        if receipt.errors or receipt.warnings:
            print(*map(printable, lines(asdict(receipt))), sep="\n")
    for page, answer in sorted(answers.items()):
        if answer.unsure:
            print(printable(f"  {page} could not be checked: {answer.unsure}"))
    print(_summary(receipts))
    if args.external:
        print(_summary_of_links(answers.values()))
    lost = _tell_lost(old_paths(args.old), folder.paths()) if args.old else False
    return 1 if lost or any(receipt.errors for receipt in receipts) else 0


def _tell_lost(old: frozenset[str], new: frozenset[str]) -> bool:
    """Whether there are old addresses that answer no more; each is told."""
    lost = sorted(old - new)
    for path in lost:
        print(printable(f"{path}: Nothing would answer here any more."))
    print(f"{len(old):,} old addresses, {len(lost):,} lost.")
    return bool(lost)


def _asked(pages: set[str]) -> dict[str, "Answer"]:
    from cli.answer import ask  # noqa: PLC0415  # its client takes a quarter of the time in which all else starts

    with Progress("Asking other sites", len(pages)) as progress:
        return ask(sorted(pages), progress.to)


def _with_dead_links(receipt: Receipt, links: Iterable[External], answers: Mapping[str, "Answer"]) -> Receipt:
    dead = tuple(
        Problem(f"The link to {link.address} leads nowhere: {reason}.", link.line, link.column)
        for link in links
        if link.key == receipt.key and (reason := answers[link.page].dead)
    )
    return replace(receipt, warnings=receipt.warnings + dead)


def read_files(root: Path) -> Iterator[tuple[str, Object]]:
    """Each file of a folder by its key; what is hidden is not the author's work."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield "/".join(parts), Object("/".join(parts), "", modified, path.read_bytes())


def _summary(receipts: list[Receipt]) -> str:
    errors, warnings = (sum(len(getattr(each, name)) for each in receipts) for name in ("errors", "warnings"))
    return f"{len(receipts):,} files, {errors:,} errors, {warnings:,} warnings."


def _summary_of_links(answers: Iterable["Answer"]) -> str:
    found = list(answers)
    dead, unsure = sum(bool(each.dead) for each in found), sum(bool(each.unsure) for each in found)
    return f"{len(found):,} pages of other sites, {dead:,} dead, {unsure:,} that could not be checked."
