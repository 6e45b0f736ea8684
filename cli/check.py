"""pressmark check: what the receipts of a folder would say, without publishing anything."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cli.offline import receipts_of
from cli.receipts import lines
from cli.terminal import fail, printable
from publisher.content import Object
from publisher.receipt import Receipt

DESCRIPTION = "Read a folder as if it were the content bucket and say what is wrong. Nothing is sent anywhere."


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("check", help="say what is wrong with the files of a folder", description=DESCRIPTION)
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, help="the folder with posts/, pages/, media/, static/, site.yaml"
    )
    parser.set_defaults(run=_check, stack="")


def _check(args: Namespace, _: Mapping[str, str], __: Callable[[str], Any]) -> int:
    if not args.folder.is_dir():
        return fail(f"{args.folder} is not a folder")
    receipts = list(receipts_of(dict(read_files(args.folder)), datetime.now(UTC)))
    for receipt in receipts:
        if receipt.errors or receipt.warnings:
            print(*map(printable, lines(asdict(receipt))), sep="\n")
    print(_summary(receipts))
    return 1 if any(receipt.errors for receipt in receipts) else 0


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
