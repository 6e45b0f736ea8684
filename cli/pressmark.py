"""pressmark: what the owner of a blog does from a terminal. Run it by `python -m cli.pressmark`.

A noun is a module with `add_parser`, which names its verbs and the function of each.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "functions"))

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from blog.environment import MissingVariable
from cli import check, comments, history, new, privacy, publish, rebuild, rename, rollback, theme, verify, views
from cli.stack import MissingStack, outputs
from cli.terminal import fail
from publisher.theme_error import ThemeError


def main(arguments: Sequence[str], environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    """Run one command; 0 when all of it was done."""
    args = parser().parse_args(arguments)
    try:
        return _run(args, environ, client)
    except MissingVariable as error:
        return fail(f"{error}: run `. .dev/env` first, or name a stack by --stack")
    except (MissingStack, ThemeError) as error:
        return fail(str(error))
    except ClientError as error:
        return fail(f"AWS refused {error.operation_name}: {error.response['Error'].get('Message', '')}")
    except BotoCoreError as error:
        return fail(str(error))
    except KeyboardInterrupt:
        return fail("stopped")


def parser() -> ArgumentParser:
    whole = ArgumentParser(prog="pressmark", description="Look after a Pressmark blog.")
    nouns = whole.add_subparsers(required=True, metavar="COMMAND")
    for noun in (new, check, rename, publish, comments, privacy, views, history, rollback, verify, rebuild, theme):
        noun.add_parser(nouns)
    return whole


def _run(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    if args.stack:
        environ = {**environ, **outputs(client("cloudformation"), args.stack)}
    status: int = args.run(args, environ, client)
    return status


def entry() -> None:
    """The terminal's own variables and streams."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a name may be in any script
    sys.exit(main(sys.argv[1:], os.environ, boto3.client))


if __name__ == "__main__":
    entry()
