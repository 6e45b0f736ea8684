"""pressmark rollback: the sources as they were right after a publish."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from blog.environment import required
from cli import history
from cli.good import good_in
from cli.plan import Plan, Step, plan
from cli.progress import Progress
from cli.sources import Changed, Sources
from cli.terminal import confirmed, fail, is_interactive, printable
from cli.timeline import NoSuchPublish, find, timeline
from publisher.content import Content

DESCRIPTION = """Bring all files of the content bucket back to how they were right after a publish.
New versions are written and no old one is removed, so a rollback can be rolled back."""


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("rollback", help="bring back the files of an earlier time", description=DESCRIPTION)
    parser.add_argument("publish", metavar="PUBLISH", help="its id, as pressmark history shows it")
    parser.add_argument("--dry-run", action="store_true", help="only list what would be done")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--stack", metavar="NAME", help="the deployed stack; without it, CONTENT_BUCKET is used")
    parser.set_defaults(run=_rollback)


def _rollback(args: Namespace, environ: Mapping[str, str], client: Callable[[str], Any]) -> int:
    s3, bucket = client("s3"), required(environ, "CONTENT_BUCKET")
    sources = Sources(s3, bucket)
    publishes = timeline(sources.versions())
    try:
        until = find(publishes, args.publish)
    except NoSuchPublish as error:
        return fail(f"{error}; see pressmark history")
    planned = plan(publishes, until, datetime.now(UTC), good_in(Content(s3, bucket)))
    print(f"Back to {history.line(until)}", *_lines(planned), sep="\n", flush=True)
    unknown = 1 if planned.unknown else 0
    if args.dry_run or not planned.steps:
        return unknown
    if not args.yes and not is_interactive():
        return fail("there is no terminal to ask at; nothing was done (--yes goes on without asking)")
    if not args.yes and not confirmed("Go on?"):
        return fail("nothing was done")
    return _carry_out(sources, planned, publishes[-1].short_id) or unknown


def _carry_out(sources: Sources, planned: Plan, undo: str) -> int:
    # First: whoever breaks off in the middle needs it as well.
    print(f"To undo this: pressmark rollback {undo}", flush=True)
    with Progress("Rolling back", len(planned.steps)) as progress:
        failures = [each for each in progress.over(_failure(sources, step) for step in planned.steps) if each]
    for sentence in failures:
        fail(sentence)
    print(f"{len(planned.steps) - len(failures):,} of {len(planned.steps):,} files were brought back.")
    print("The bucket's events publish them by themselves; pressmark verify tells when all is there.")
    return 1 if failures else 0


def _failure(sources: Sources, step: Step) -> str:
    """Take one step; what went wrong, empty if nothing did."""
    there = step.there.id if step.there else ""
    try:
        for layer in step.layers:
            there = sources.restore(layer, there) if layer else sources.delete(step.key, there)
    except Changed:
        return f"{printable(step.key)} was changed by somebody else meanwhile, and stays as it is now"
    except (ClientError, BotoCoreError) as error:
        return f"{printable(step.key)} is not as it was: {error}"
    return ""


def _lines(planned: Plan) -> list[str]:
    unknown = [f"  leave    {printable(key)}  (its versions of then may have expired)" for key in planned.unknown]
    return [*map(_line, planned.steps), *unknown] or ["Nothing to do: all files are as they were then."]


def _line(step: Step) -> str:
    if step.version is None:
        return f"  delete   {printable(step.key)}"
    told = f"of {step.version.modified:%Y-%m-%d %H:%M:%S}, {step.version.size:,} bytes"
    return f"  restore  {printable(step.key)}  {told}{_below(step)}"


def _below(step: Step) -> str:
    """What readers saw of a file that was broken then, where that has to be brought back as well."""
    if len(step.layers) == 1:
        return ""
    below = step.layers[0]
    shown = f"shown was that of {below.modified:%Y-%m-%d %H:%M:%S}" if below else "nothing was shown"
    return f"  (it was broken, and {shown})"
