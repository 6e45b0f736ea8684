"""Start the stack, publish the folder, serve the site, watch for changes; Ctrl-C ends all of it."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import boto3
import watchfiles

from dev.folder import Folder
from dev.receipts import Receipts, lines
from dev.site_server import SiteServer
from dev.stack import ROOT, CannotStart, Stack
from dev.theme_update import update_theme
from publisher.queues import Queues
from publisher.touch import touch
from publisher.touched import EVERYTHING
from blog.table import Table

TEMPLATES = ROOT / "site_templates"
STARTED = time.monotonic()


def say(text: str) -> None:
    print(f"{time.monotonic() - STARTED:5.1f} s  {text}", flush=True)


def main(environ: Mapping[str, str]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # `kill` ends it as Ctrl-C does
    try:
        stack = Stack(port=_port(environ), folder=ROOT / ".dev" / environ.get("DEV_PORT", "8000"))
        content = Path(environ.get("DEV_CONTENT", ROOT / "content")).resolve()
        if not content.is_dir():
            raise CannotStart(f"DEV_CONTENT names {content}, which is not a folder.")
        _run(stack, content)
    except CannotStart as error:
        print(f"make dev: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The blog's data is kept: make dev goes on with it, make dev-reset forgets it.")
    return 0


def _port(environ: Mapping[str, str]) -> int:
    text = environ.get("DEV_PORT", "8000")
    if not text.isdecimal() or not 1024 <= int(text) <= 65000:
        raise CannotStart(f"DEV_PORT is {text!r}; it must be a number from 1024 to 65000.")
    return int(text)


def _run(stack: Stack, content: Path) -> None:
    say("Starting the local stack …")
    with stack.running():
        before = _deployed(stack)
        say("Looking for changes to deploy …" if before else "Deploying template.yaml …")
        outputs = stack.deploy()
        exports = stack.exports(outputs)
        _write_env(exports)
        s3 = stack.client("s3")
        folder = Folder(content, s3, exports["CONTENT_BUCKET"], stack.folder / "published.json")
        receipts = Receipts(s3, exports["CONTENT_BUCKET"], exports["REPORT_BUCKET"])
        if _deployed(stack) != before:
            rebuild(stack, exports)
        _publish_all(folder, receipts, content)
        _wait_for_home(s3, exports["SITE_BUCKET"])
        server = SiteServer(stack.endpoint, outputs["DistributionDomain"], s3, exports["SITE_BUCKET"])
        asyncio.run(_serve(server, stack, exports, content, folder, receipts))


async def _serve(
    server: SiteServer, stack: Stack, exports: Mapping[str, str], content: Path, folder: Folder, receipts: Receipts
) -> None:
    async with server.running(stack.port):
        _say_ready(stack, content)
        await _watch(stack, exports, content, folder, receipts)


def _deployed(stack: Stack) -> str:
    stamp = stack.folder / "deployed"
    return stamp.read_text() if stamp.exists() else ""


def rebuild(stack: Stack, exports: Mapping[str, str]) -> None:
    """All pages anew, by the same queue as always."""
    queues = Queues(stack.client("sqs"), exports["CONTENT_QUEUE_URL"], exports["BUILD_QUEUE_URL"])
    touch(Table(stack.client("dynamodb"), exports["TABLE_NAME"]), queues, [EVERYTHING])


def _publish_all(folder: Folder, receipts: Receipts, content: Path) -> None:
    changed = folder.publish()
    if not changed:
        return say(f"Nothing has changed in {content}.")
    say(f"Publishing {len(changed)} files from {content} …")
    for receipt in receipts.wait_for(changed):
        if receipt["errors"] or receipt["warnings"]:
            print(*lines(receipt), sep="\n")


def _wait_for_home(s3: "boto3.client", bucket: str) -> None:
    s3.get_waiter("object_exists").wait(Bucket=bucket, Key="index.html", WaiterConfig={"Delay": 1, "MaxAttempts": 60})


def _write_env(exports: Mapping[str, str]) -> None:
    (ROOT / ".dev/env").write_text("".join(f"export {name}='{value}'\n" for name, value in sorted(exports.items())))


def _say_ready(stack: Stack, content: Path) -> None:
    say("The blog is there.")
    print(f"""
    The blog           {stack.site_url}/
    Write and save in  {content}
    Or with any S3 client, in another terminal:
                       . .dev/env
                       aws s3 cp my-post.md s3://$CONTENT_BUCKET/posts/
    Waiting comments   make comments
    Stop               Ctrl-C
""", flush=True)


async def _watch(
    stack: Stack, exports: Mapping[str, str], content: Path, folder: Folder, receipts: Receipts
) -> None:
    async for changes in watchfiles.awatch(content, TEMPLATES, step=20, debounce=200):
        paths = [Path(path) for _, path in changes]
        if any(path.is_relative_to(TEMPLATES) for path in paths):
            await asyncio.to_thread(update_theme, stack)
            await asyncio.to_thread(rebuild, stack, exports)
            say("The templates have changed: all pages are built anew.")
        changed = await asyncio.to_thread(folder.publish_paths, [p for p in paths if p.is_relative_to(content)])
        for receipt in await asyncio.to_thread(receipts.wait_for, changed):
            say(lines(receipt)[0].strip())
            print(*lines(receipt)[1:], sep="\n", end="")


if __name__ == "__main__":
    sys.exit(main(os.environ))
