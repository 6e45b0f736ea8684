"""pressmark verify: is every page what the table and the sources give?"""

import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from cli.progress import Progress
from cli.terminal import printable
from cli.theme import own_folder, theme_with
from publisher.drift import Drift, Survey, lasting
from publisher.stores import Stores

DESCRIPTION = """Make every page, asset and copy of a picture anew, read every source again,
compare them with the site and the table, and list what differs. Nothing is written."""
PAUSE_SECONDS = 2.0


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("verify", help="compare the site with what it should be", description=DESCRIPTION)
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, the environment's variables")
    parser.set_defaults(run=_verify)


def _verify(_: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    stores = Stores.of(environ, client)
    survey = partial(Survey, stores, theme_with(own_folder(environ)))
    first = survey()
    with Progress("Verifying", len(first.names)) as progress:
        found = [each for each in progress.over(first.drifts(first.names)) if each]
    found = lasting(found, survey, partial(time.sleep, PAUSE_SECONDS))
    print(*map(_line, found), _summary(len(found), len(first.names)), sep="\n")
    return 1 if found else 0


def _line(drift: Drift) -> str:
    return f"{printable(drift.name)}: {drift.what}"


def _summary(differing: int, total: int) -> str:
    if not differing:
        return f"No drift: all {total:,} are as they should be."
    return f"{differing:,} of {total:,} are not as they should be."
