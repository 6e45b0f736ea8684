"""One session of `make dev`: a running stack, an author's folder, and what passes between them."""

import asyncio
import time
from pathlib import Path
from typing import Any

import watchfiles
from botocore.exceptions import BotoCoreError, ClientError

from blog.table import Table
from cli.receipts import Receipts, lines
from cli.theme import TEMPLATES
from dev.folder import Folder
from dev.receipts_page import RECEIPTS_PATH, ReceiptsPage, tally
from dev.site_server import SiteServer
from dev.stack import Stack
from dev.terminal import say
from dev.theme_update import build_here, let_build, update_theme
from publisher.queues import Queues
from publisher.theme_error import ThemeError
from publisher.touch import touch
from publisher.touched import EVERYTHING, SOURCES

BUILD_SECONDS = 30.0
SETTLE_SECONDS = 5.0
PAUSE_SECONDS = 2.0
QUIET_LOOKS = 3  # between two queues a change is in the stream, where nobody sees it


class Session:
    """`outputs` are the deployed stack's, `content` is the author's folder."""

    def __init__(self, stack: Stack, outputs: dict[str, str], content: Path) -> None:
        self._stack = stack
        self._content = content
        self._distribution = outputs["DistributionDomain"]
        self._exports = stack.exports(outputs)
        self._s3: Any = stack.client("s3")
        bucket = self._exports["CONTENT_BUCKET"]
        self._folder = Folder(content, self._s3, bucket, stack.folder / "published.json")
        self._receipts = Receipts(self._s3, bucket, self._exports["REPORT_BUCKET"])
        self._restyled = asyncio.Event()
        self._settled = stack.folder / "settled"
        self.was_settled = self._settled.exists()  # nothing was under way when the stack was stopped
        self._settled.unlink(missing_ok=True)
        let_build(stack)

    def write_env(self, path: Path) -> None:
        """What any other client needs, to be sourced by a shell."""
        path.write_text("".join(f"export {name}='{value}'\n" for name, value in sorted(self._exports.items())))

    def rebuild(self) -> None:
        """All sources and pages anew, by the same queues as always."""
        queues = Queues(self._stack.client("sqs"), self._exports["CONTENT_QUEUE_URL"], self._exports["BUILD_QUEUE_URL"])
        touch(Table(self._stack.client("dynamodb"), self._exports["TABLE_NAME"]), queues, [EVERYTHING, SOURCES])

    def settle(self) -> None:
        """Let what is under way finish, for some seconds: the stack forgets its stream when it stops."""
        if self._is_quiet(SETTLE_SECONDS):
            self._settled.touch()

    def _is_quiet(self, patience: float) -> bool:
        deadline, quiet = time.monotonic() + patience, 0
        while time.monotonic() < deadline and quiet < QUIET_LOOKS:
            time.sleep(0.2)
            is_busy = any(self._waiting(name) for name in ("CONTENT_QUEUE_URL", "BUILD_QUEUE_URL"))
            quiet = 0 if is_busy else quiet + 1
        return quiet == QUIET_LOOKS

    def _waiting(self, queue: str) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self._stack.client("sqs").get_queue_attributes(QueueUrl=self._exports[queue], AttributeNames=names)
        return sum(int(number) for number in answer["Attributes"].values())

    def publish(self) -> None:
        """The folder as it is now; waits until every changed file has its receipt, and for the pages a while."""
        changed = self._folder.publish()
        say(f"Publishing {len(changed)} files from {self._content} …" if changed else "The folder has not changed.")
        found = list(self._receipts.wait_for(changed))
        if changed:
            say("Building the pages …")
            if not self._is_quiet(BUILD_SECONDS):
                say("The rest is being built while you read.")
        # Only now: a text may have been read before the picture that it needs.
        found = list(self._receipts.wait_for(each["key"] for each in found))
        wrong = [each for each in found if each["errors"] or each["warnings"]]
        for receipt in wrong:
            print(*lines(receipt), sep="\n", flush=True)
        if wrong:
            say(self._found(wrong))

    async def serve(self) -> None:
        """The site, and every saved file published, until it is cancelled."""
        receipts = ReceiptsPage(self._s3, self._exports["REPORT_BUCKET"])
        site_bucket = self._exports["SITE_BUCKET"]
        server = SiteServer(self._stack.endpoint, self._distribution, self._s3, site_bucket, receipts)
        async with server.running(self._stack.port):
            self._greet()
            roll_out = asyncio.create_task(self._roll_out_styles())
            try:
                styles = (TEMPLATES, self._stack.theme)
                async for changes in watchfiles.awatch(self._content, *styles, step=20, debounce=200):
                    paths = [Path(path) for _, path in changes]
                    is_restyled = any(path.is_relative_to(folder) for path in paths for folder in styles)
                    if is_restyled and await asyncio.to_thread(self._show_style, server.open_paths):
                        self._restyled.set()
                    await asyncio.to_thread(self._publish_saved, paths)
            finally:
                roll_out.cancel()

    def _publish_saved(self, paths: list[Path]) -> None:
        changed = self._folder.publish_paths([path for path in paths if path.is_relative_to(self._content)])
        for receipt in self._receipts.wait_for(changed):
            first, *problems = lines(receipt)
            found = self._found([receipt])
            say(f"{first.strip()}. {found}" if found else first.strip())
            for problem in problems:
                print(problem, flush=True)

    def _found(self, receipts: list[dict[str, Any]]) -> str:
        """How much is wrong, and where to read it; empty if nothing is."""
        found = tally(receipts)
        return f"{found}: {self._stack.site_url}{RECEIPTS_PATH}" if found else ""

    def _show_style(self, open_paths: set[str]) -> bool:
        """The changed templates, where somebody looks; whether they can be used at all."""
        try:
            build_here(self._stack, open_paths)
        except (ThemeError, OSError, BotoCoreError, ClientError) as error:  # half saved, or half written
            say(f"The templates cannot be used, so all pages stay as they are. {error}")
            return False
        return True

    async def _roll_out_styles(self) -> None:
        """Give the function each changed style, and have all pages built by it."""
        while True:
            await self._restyled.wait()
            self._restyled.clear()
            while not await asyncio.to_thread(self._is_quiet, PAUSE_SECONDS):
                pass  # a cold start takes seconds: let an author first see what he has saved
            await asyncio.to_thread(self._roll_out)

    def _roll_out(self) -> None:
        try:
            update_theme(self._stack, self._exports["BUILD_QUEUE_URL"])
        except ThemeError:  # saved again meanwhile, which was told then
            return
        self.rebuild()
        say("The templates have changed: all pages are built anew.")

    def _greet(self) -> None:
        say("The blog is there.")
        print(
            f"""
    The blog           {self._stack.site_url}/
    Write and save in  {self._content}
    Or with any S3 client, in another terminal:
                       . .dev/env
                       aws s3 cp my-post.md s3://$CONTENT_BUCKET/posts/
    What is wrong      {self._stack.site_url}{RECEIPTS_PATH}
    Waiting comments   make comments
    Letters            {self._stack.letters_url}
    Stop               Ctrl-C
""",
            flush=True,
        )
