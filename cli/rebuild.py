"""pressmark rebuild: have every page made again, by the same way as a change would."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Any

from blog.environment import required
from blog.table import Table
from publisher.queues import Queues
from publisher.touch import touch
from publisher.touched import EVERYTHING


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("rebuild", help="build every page again", description="Build every page again.")
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, the environment's variables")
    parser.set_defaults(run=_rebuild)


def _rebuild(_: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    names = ("TABLE_NAME", "CONTENT_QUEUE_URL", "BUILD_QUEUE_URL")
    table_name, content_url, build_url = (required(environ, name) for name in names)
    touch(Table(client("dynamodb"), table_name), Queues(client("sqs"), content_url, build_url), [EVERYTHING])
    print("Every page is being built again.")
    return 0
