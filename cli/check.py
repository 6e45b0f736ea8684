"""pressmark check: what the receipts of a folder would say, without publishing anything."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cli.offline import Folder
from cli.old_site import old_paths
from cli.receipts import lines
from cli.terminal import fail, printable
from publisher.content import Object
from publisher.receipt import Receipt

DESCRIPTION = "Read a folder as if it were the content bucket and say what is wrong. Nothing is sent anywhere."


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("check", help="say what is wrong with the files of a folder", description=DESCRIPTION)
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the folder with posts/, pages/, media/, site.yaml")
    text = "the folder that the blog's former generator made: say which of its addresses would answer no more"
    parser.add_argument("--old", metavar="OUTPUT", type=Path, help=text)
    parser.set_defaults(run=_check, stack="")


def _check(args: Namespace, _: Mapping[str, str], __: Callable[[str], Any]) -> int:
    for folder in filter(None, (args.folder, args.old)):
        if not folder.is_dir():
            return fail(f"{folder} is not a folder")
    folder = Folder.of(dict(read_files(args.folder)), datetime.now(UTC))
    receipts = list(folder.receipts())
    for receipt in receipts:
        if receipt.errors or receipt.warnings:
            print(*map(printable, lines(asdict(receipt))), sep="\n")
    print(_summary(receipts))
    lost = _tell_lost(old_paths(args.old), folder.paths()) if args.old else False
    return 1 if lost or any(receipt.errors for receipt in receipts) else 0


def _tell_lost(old: frozenset[str], new: frozenset[str]) -> bool:
    """Whether there are old addresses that answer no more; each is told."""
    lost = sorted(old - new)
    for path in lost:
        print(printable(f"{path}: Nothing would answer here any more."))
    print(f"{len(old):,} old addresses, {len(lost):,} lost.")
    return bool(lost)


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
