"""pressmark rename: another name for a post's file, with what keeps its comments, views, feed entry and address."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cli.check import read_files
from cli.offline import Folder
from cli.terminal import fail
from publisher.content import Object
from publisher.fields import Fields
from publisher.front_matter import FrontMatter, read_front_matter
from publisher.manuscript import read_text
from publisher.post_path import ALIASES
from publisher.source_kind import SourceKind, kind_of

DESCRIPTION = "Rename the file of a post in an author's folder. The new one names the old one as its id, so comments,"
DESCRIPTION += " views and feed entry stay with it; if its address changes, the old one leads to the new one."


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("rename", help="rename the file of a post", description=DESCRIPTION)
    parser.add_argument("old", metavar="OLD", help="its key, such as posts/tea.md")
    parser.add_argument("new", metavar="NEW", help="the key that it gets")
    parser.add_argument("--folder", metavar="FOLDER", type=Path, default=Path("content"), help="the author's (content)")
    parser.set_defaults(run=_rename, stack="")


def _rename(args: Namespace, _: Mapping[str, str], __: Callable[[str], Any]) -> int:
    files = dict(read_files(args.folder)) if args.folder.is_dir() else {}
    if why := _why_not(args.old, args.new, files):
        return fail(why)
    old, file = Folder.of(files, datetime.now(UTC)).places[args.old], files[args.old]
    if old.post is None:
        return fail(f"{args.old} cannot be read; `pressmark check {args.folder}` says why")
    moved = _moved(file, args.new, {} if old.written_identity else {"id": args.old})
    new = _place(files, args.old, moved)
    if old.is_published and new.path != old.path:
        name = _free_name(moved)
        moved = _moved(moved, args.new, {name: [old.path]})
        new = _place(files, args.old, moved)
    wanted = {*old.post.aliases, old.path} - {new.path} if old.is_published else {*old.post.aliases}
    if new.post is None or new.identity != old.identity or wanted - {*new.post.aliases}:
        return fail(f"{args.old} was left alone: rename it by hand, and write into it: id: {args.old}")
    path: Path = args.folder / args.new
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(moved.data)
    (args.folder / args.old).unlink()
    leads = f"; {old.path} leads to {new.path}" if old.is_published and old.path != new.path else ""
    print(f"{args.old} is {args.new} now{leads}")
    return 0


def _why_not(old: str, new: str, files: Mapping[str, Object]) -> str:
    if old not in files or kind_of(old) is not SourceKind.POST:
        return f"there is no post {old}"
    if kind_of(new) is not SourceKind.POST:
        return f"{new} would be no post; its name begins with posts/ or pages/ and ends with .md"
    return f"{new} is there already" if new in files else ""


def _place(files: Mapping[str, Object], old: str, moved: Object) -> Any:
    others = {key: file for key, file in files.items() if key != old}
    return Folder.of({**others, moved.key: moved}, datetime.now(UTC)).places[moved.key]


def _free_name(file: Object) -> str:
    """A key for aliases that the author has not used: of two that are the same, the first would be lost."""
    text, _ = read_text(file.key, file.data)
    fields = Fields(read_front_matter(file.key, text).fields)
    return next((name for name in ALIASES if name not in fields), ALIASES[0])


def _moved(file: Object, key: str, more: Mapping[str, object]) -> Object:
    """The file under another key, with more fields in its front matter."""
    text, _ = read_text(file.key, file.data)
    text = with_fields(text, read_front_matter(file.key, text), more)
    if b"\r\n" in file.data:
        text = text.replace("\n", "\r\n")
    return replace(file, key=key, data=text.encode())


def with_fields(text: str, front: FrontMatter, more: Mapping[str, object]) -> str:
    """The text with fields before all others, in its own dialect; a text without front matter gets YAML."""
    if not more:
        return text
    values = {name: json.dumps(value, ensure_ascii=False) for name, value in more.items()}
    lines = text.split("\n")
    if not front.dialect:
        return "\n".join(["---", *_lines("{}: {}", values), "---", "", text])
    if front.dialect == "json":
        start = text.index("{") + 1
        first = ", ".join(_lines('"{}": {}', values))
        return f"{text[:start]}{first}{',' if front.fields else ''} {text[start:]}"
    line = {"yaml": "{}: {}", "toml": "{} = {}", "nikola": ".. {}: {}", "header": "{}: {}"}[front.dialect]
    if front.dialect in ("nikola", "header"):
        values = {name: _plain(value) for name, value in more.items()}
    at = front.fields[0].line - 1 if front.fields else 1
    return "\n".join([*lines[:at], *_lines(line, values), *lines[at:]])


def _lines(form: str, values: Mapping[str, str]) -> Iterable[str]:
    return (form.format(name, value) for name, value in values.items())


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
