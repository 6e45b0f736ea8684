"""pressmark new: a file to begin a post in."""

import json
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from blog.slug import slug
from cli.terminal import fail

DESCRIPTION = "Write the file of a new post, a draft of today, and say where it is."


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("new", help="begin a post", description=DESCRIPTION)
    parser.add_argument("title", metavar="TITLE")
    parser.add_argument("--folder", metavar="FOLDER", type=Path, default=Path("content"), help="the author's (content)")
    parser.set_defaults(run=_new, stack="")


def _new(args: Namespace, _: Mapping[str, str], __: Callable[[str], Any]) -> int:
    today = f"{datetime.now(UTC).astimezone():%Y-%m-%d}"
    path: Path = args.folder / "posts" / f"{today}-{slug(args.title) or 'post'}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text(args.title, today))
    except FileExistsError:
        return fail(f"{path} is there already")
    print(path)
    return 0


def text(title: str, day: str) -> str:
    """A draft: without its line `draft: true` it is published. A string of JSON is one of YAML."""
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: {day}\ntags: []\ndraft: true\n---\n\n"
