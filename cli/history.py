"""pressmark history: what was published, newest first."""

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping
from typing import Any

from blog.environment import required
from cli.sources import Sources
from cli.terminal import printable
from cli.timeline import Publish, timeline

DESCRIPTION = "List the publishes, newest first: every change of a file in the content bucket."
LIMIT = 20


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("history", help="list what was published, newest first", description=DESCRIPTION)
    parser.add_argument("key", nargs="?", default="", metavar="KEY", help="only this file, such as posts/tea.md")
    parser.add_argument("--limit", type=_positive, default=LIMIT, metavar="N", help=f"how many ({LIMIT})")
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, CONTENT_BUCKET is used")
    parser.set_defaults(run=_history)


def _history(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    sources = Sources(client("s3"), required(environ, "CONTENT_BUCKET"))
    publishes = timeline(sources.versions(args.key))[::-1]
    print("\n".join(map(line, publishes[: args.limit])) or "Nothing has been published.")
    if more := len(publishes) - args.limit:
        _say_more(more)
    return 0


def line(publish: Publish) -> str:
    """A publish in one line: when, its id, what became of which file, and its size."""
    version = publish.version
    size = "" if version.is_marker else f"  {version.size:,} bytes"
    when = f"{version.modified:%Y-%m-%d %H:%M:%S}"
    return f"{when}  {publish.short_id}  {publish.deed:<8}  {printable(version.key)}{size}"


def _say_more(number: int) -> None:
    if number > 0:
        print(f"({number:,} older ones; see --limit. Times are UTC.)", file=sys.stderr)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)
