"""pressmark publish: put files into the content bucket, and wait for what their receipts say."""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from blog.environment import required
from blog.name import MARKDOWN
from cli.progress import Progress
from cli.receipts import Receipts, lines
from cli.terminal import fail, printable
from publisher.source_kind import SETTINGS_KEY

DESCRIPTION = "Put files or folders into the content bucket, wait for their receipts, and print what these say."
SETTLING_SECONDS = 3.0
FOLDERS = ("posts", "pages", "media", "static")
TAKES = f"Markdown, what is in folders called {', '.join(FOLDERS)}, and {SETTINGS_KEY}"


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("publish", help="upload files and wait for their receipts", description=DESCRIPTION)
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a file, or a folder with posts/ in it")
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, the environment's variables")
    parser.set_defaults(run=_publish)


def _publish(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    s3, bucket, reports = client("s3"), required(environ, "CONTENT_BUCKET"), required(environ, "REPORT_BUCKET")
    files = {path: key_of(path.resolve()) for each in args.paths for path in _files(each)}
    if strays := [path for path in (*files, *args.paths) if not path.exists() or files.get(path) == ""]:
        return fail(f"no place in the bucket for {', '.join(map(str, strays))}; it takes {TAKES}")
    with Progress("Uploading", len(files)) as progress:
        for path, key in progress.over(files.items()):
            s3.put_object(Bucket=bucket, Key=key, Body=path.read_bytes())
    return _tell(sorted(files.values()), Receipts(s3, bucket, reports))


def _tell(keys: list[str], receipts: Receipts) -> int:
    with Progress("Waiting for receipts", len(keys)) as progress:
        found = list(progress.over(receipts.wait_for(keys)))
    if len(keys) > 1 and any(receipt["warnings"] for receipt in found):
        # A text may have been read before the picture, or the text, that it needs and that came with it.
        time.sleep(SETTLING_SECONDS)
        found = list(receipts.wait_for(keys))
    for receipt in found:
        print(*map(printable, lines(receipt)), sep="\n")
    late = len(keys) - len(found)
    if late:
        return fail(f"{late} of {len(keys)} receipts have not come in a minute; the functions' logs say more")
    return 1 if any(receipt["errors"] for receipt in found) else 0


def key_of(path: Path) -> str:
    """The key of a file: from its last folder `posts`, `pages`, `media` or `static` on; empty for none.

    Markdown in no such folder is a post.
    """
    places = [at for at, part in enumerate(path.parts[:-1]) if part in FOLDERS]
    if places:
        return "/".join(path.parts[places[-1] :])
    if path.name == SETTINGS_KEY:
        return SETTINGS_KEY
    return f"posts/{path.name}" if path.suffix.lower() in MARKDOWN else ""


def _files(path: Path) -> Iterator[Path]:
    """A file, or those of a folder that are not hidden."""
    if not path.is_dir():
        yield from [path] if path.exists() else []
        return
    for each in sorted(path.rglob("*")):
        if each.is_file() and not any(part.startswith(".") for part in each.relative_to(path).parts):
            yield each
