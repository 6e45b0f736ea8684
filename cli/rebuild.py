"""pressmark rebuild: have every source read and every page made again, by the same way as a change would."""

import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from blog.environment import required
from blog.paths import object_key
from blog.table import Table
from cli.progress import Progress
from cli.terminal import fail
from publisher.known import known_from
from publisher.media import is_file
from publisher.queues import Queues
from publisher.site_bucket import SiteBucket
from publisher.touch import touch
from publisher.touched import EVERYTHING, SOURCES

DESCRIPTION = "Build every page again, and wait until all are there. It goes on if you stop waiting."
PAUSE_SECONDS = 2.0
PATIENT_LOOKS = 210  # seven minutes: a page whose builder died is built again after six


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("rebuild", help="build every page again", description=DESCRIPTION)
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, the environment's variables")
    parser.add_argument("--dry-run", action="store_true", help="only say how many pages that would be")
    parser.add_argument("--no-wait", action="store_true", help="ask for the pages, and do not wait for them")
    parser.set_defaults(run=_rebuild)


def _rebuild(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    names = ("TABLE_NAME", "SITE_BUCKET", "CONTENT_QUEUE_URL", "BUILD_QUEUE_URL")
    table_name, site_name, content_url, build_url = (required(environ, name) for name in names)
    table, site = Table(client("dynamodb"), table_name), SiteBucket(client("s3"), site_name)
    objects = pages_of(table)
    if args.dry_run:
        print(f"{len(objects):,} pages would be built.")
        return 0
    before = {each.key: each.etag for each in site.objects()}
    touch(table, Queues(client("sqs"), content_url, build_url), [EVERYTHING, SOURCES])
    print(f"{len(objects):,} pages are being built again.", flush=True)
    return 0 if args.no_wait else _wait(site, objects, before)


def pages_of(table: Table) -> frozenset[str]:
    """The objects that a rebuild writes: all pages, but not pictures and other files, which show nothing of others."""
    pages = known_from(table.scan()).pages
    return frozenset(object_key(path) for path in pages if not is_file(path))


def _wait(site: SiteBucket, objects: frozenset[str], before: Mapping[str, str]) -> int:
    with Progress("Building", len(objects)) as progress:
        missing = follow(lambda: rebuilt(site, objects, before), progress, partial(time.sleep, PAUSE_SECONDS))
    if missing:
        return fail(f"{missing:,} pages have not come; the build function's log says why, pressmark verify says which")
    print("All of them are there.")
    return 0


def rebuilt(site: SiteBucket, objects: frozenset[str], before: Mapping[str, str]) -> list[bool]:
    """For each object whether it has another entity tag than before: a new generation is stamped into its bytes."""
    now = {each.key: each.etag for each in site.objects()}
    return [key in now and now[key] != before.get(key) for key in objects]


def follow(look: Callable[[], list[bool]], progress: Progress, pause: Callable[[], None]) -> int:
    """How many are missing when all are there, or when for minutes no more have come."""
    done = look()
    looks_left = PATIENT_LOOKS
    while not all(done) and looks_left:
        progress.to(sum(done))
        pause()
        before, done = done, look()
        looks_left = PATIENT_LOOKS if sum(done) > sum(before) else looks_left - 1
    return len(done) - sum(done)
