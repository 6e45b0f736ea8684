"""Start the stack, publish the folder, serve the site, watch for changes; Ctrl-C ends all of it.

Variables: `DEV_PORT` (the site's port; the stack takes the next one), `DEV_CONTENT`
(the author's folder), `THEME_FOLDER` (the owner's templates and styles), `DEV_FOLDER`
(where the data and `env` are kept).
"""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from cli.theme import own_folder
from dev.session import Session
from dev.stack import ROOT, CannotStart, Stack
from dev.terminal import say
from dev.theme_update import checked_theme
from publisher.theme_error import ThemeError

PORTS = range(1024, 65_000)


def main(environ: Mapping[str, str]) -> int:
    for number in (signal.SIGINT, signal.SIGTERM):  # `kill` ends it as Ctrl-C does, in the background too
        signal.signal(number, signal.default_int_handler)
    try:
        _run(_stack(environ), _content(environ))
    except CannotStart as error:
        print(f"make dev: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The blog's data is kept: make dev goes on with it, make dev-reset forgets it.")
    return 0


def _run(stack: Stack, content: Path) -> None:
    try:
        checked_theme(stack)
    except ThemeError as error:
        raise CannotStart(f"the templates cannot be used. {error}") from error
    say("Starting the local stack …")
    with stack.running():
        say("Looking for changes to deploy …" if stack.is_deployed else "Deploying template.yaml …")
        deployment = stack.deploy()
        session = Session(stack, deployment.outputs, content)
        session.write_env(stack.folder.parent / "env")
        if deployment.is_new or not session.was_settled:
            session.rebuild()
        try:
            session.publish()
            asyncio.run(session.serve())
        finally:
            session.settle()


def _stack(environ: Mapping[str, str]) -> Stack:
    text = environ.get("DEV_PORT", "8000")
    if not text.isdecimal() or int(text) not in PORTS:
        raise CannotStart(f"DEV_PORT is {text!r}; it must be a number from {PORTS.start} to {PORTS.stop - 1}.")
    return Stack(int(text), Path(environ.get("DEV_FOLDER", ROOT / ".dev")).resolve() / text, own_folder(environ))


def _content(environ: Mapping[str, str]) -> Path:
    content = Path(environ.get("DEV_CONTENT", ROOT / "content")).resolve()
    if not content.is_dir():
        raise CannotStart(f"DEV_CONTENT names {content}, which is not a folder.")
    return content


if __name__ == "__main__":
    sys.exit(main(os.environ))
