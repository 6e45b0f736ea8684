"""pressmark comments edit: the owner changes what somebody wrote, and `undo` brings it back."""

import os
import shlex
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from blog.amendment import find_shown, words_of
from blog.comment import Draft
from blog.moderation import NoSuchComment, NotShown, amend
from blog.table import Conflict, Table
from blog.words import Words
from cli.terminal import fail, is_interactive, printable

FIELDS = ("name", "text", "website")
EDITOR = "vi"

Editor = Callable[[str], str]


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--text", metavar="TEXT", help="the new text; - reads it from standard input")
    parser.add_argument("--name", metavar="NAME", help="another name")
    parser.add_argument("--website", metavar="ADDRESS", help="another website; an empty one takes it away")


def edit(args: Namespace, table: Table, editor: Editor | None = None) -> int:
    """Without any of the fields, the text is opened in an editor ($VISUAL, $EDITOR)."""
    try:
        found = find_shown(table, args.id)
        if found is None:
            return fail(str(NotShown(args.id)))
        given = _given(args, found.held.comment.text, editor or in_editor)
        draft = replace(words_of(found.held.comment), **_cleaned(given))
        if errors := draft.errors(Words()):
            return fail("; ".join(f"{each.field}: {each.message}" for each in errors))
        if draft == words_of(found.held.comment):
            print("Nothing was changed.")
            return 0
        comment = amend(table, args.id, draft, datetime.now(UTC), edition=found.held.edition)
    except (NoSuchComment, Conflict) as error:
        return fail(str(error))
    except (NoTerminal, OSError, subprocess.CalledProcessError) as error:
        return fail(f"the editor could not be used: {error}")
    print(f"changed {comment.id} by {printable(comment.name)}; pressmark comments undo {comment.id} takes it back")
    return 0


class NoTerminal(Exception):
    """Nobody sits there who could use an editor."""


def in_editor(text: str) -> str:
    """The text as whoever sits at the terminal leaves it; raises NoTerminal, OSError and CalledProcessError."""
    if not is_interactive():
        raise NoTerminal("there is no terminal; give the --text")
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or EDITOR)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "comment.md")
        file.write_text(text)
        subprocess.run([*command, str(file)], check=True)  # noqa: S603  # the owner's own choice
        return file.read_text()


def _given(args: Namespace, text: str, editor: Editor) -> Mapping[str, str]:
    given = {name: value for name in FIELDS if (value := getattr(args, name)) is not None}
    if not given:
        return {"text": editor(text)}
    return {**given, "text": sys.stdin.read()} if given.get("text") == "-" else given


def _cleaned(given: Mapping[str, str]) -> dict[str, Any]:
    """As what a reader sends."""
    clean = Draft.of(given)
    return {name: getattr(clean, name) for name in given}
