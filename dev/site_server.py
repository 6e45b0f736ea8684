"""The site on this machine: what the local CDN answers, and a page that reloads itself when it was built anew."""

import asyncio
import contextlib
import hashlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import aiohttp
from aiohttp import web
from botocore.exceptions import BotoCoreError, ClientError
from multidict import CIMultiDict

from blog.paths import object_key
from dev.receipts_page import RECEIPTS_PATH, STYLE_PATH, ReceiptsPage
from dev.stack import ROOT

RELOAD_SCRIPT_PATH = "/.dev/reload.js"
CHANGES_PATH = "/.dev/changes"
RELOAD_TAG = f'<script src="{RELOAD_SCRIPT_PATH}" data-page="{{}}" defer></script>'
RELOAD_SCRIPT = f"""
const asked = new URLSearchParams({{ path: location.pathname, page: document.currentScript.dataset.page }});
const source = new EventSource('{CHANGES_PATH}?' + asked);
source.onmessage = () => location.reload();
"""
STYLE = ROOT / "site_templates" / "static" / "style.css"
POLL_SECONDS = 0.15
LIST_POLL_SECONDS = 0.5  # a list of all receipts is more work than one page
# Reading a page counts it, which builds it anew: to reload for that would never end.
UNNOTICED = re.compile(rb"<span data-views>.*?</span>|<!-- generation \d+ -->")
HOP_BY_HOP = {"connection", "content-length", "content-encoding", "transfer-encoding", "keep-alive", "date"}


NOTHING = ("", b"")
Look = Callable[[tuple[str, bytes]], tuple[str, bytes]]  # a mark and what it marks, from those before


class SiteServer:
    """`distribution` is the CDN's host name, `bucket` the site bucket; both at `endpoint`."""

    def __init__(self, endpoint: str, distribution: str, s3: Any, bucket: str, receipts: ReceiptsPage) -> None:
        self._endpoint = endpoint
        self._distribution = distribution
        self._s3 = s3
        self._bucket = bucket
        self._receipts = receipts
        self._open: Counter[str] = Counter()

    @property
    def open_paths(self) -> set[str]:
        """The paths at which somebody has a page open."""
        return {path for path, readers in self._open.items() if readers}

    @contextlib.asynccontextmanager
    async def running(self, port: int) -> AsyncIterator[None]:
        app = web.Application(client_max_size=20_000_000)
        app.router.add_get(RELOAD_SCRIPT_PATH, self._reload_script)
        app.router.add_get(CHANGES_PATH, self._changes)
        app.router.add_get(RECEIPTS_PATH, self._receipts_page)
        app.router.add_get(STYLE_PATH, self._style)
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        async with aiohttp.ClientSession(auto_decompress=False) as self._session:  # its life is the server's
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
            try:
                yield
            finally:
                await runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.StreamResponse:
        # The local CDN breaks off now and then, while a page is being written: reading again does no harm.
        for _ in range(3 if request.method in {"GET", "HEAD"} else 1):
            with contextlib.suppress(aiohttp.ClientError):
                return await self._pass_on_once(request)
        return web.Response(status=502, text="The local stack is not answering.")

    async def _pass_on_once(self, request: web.Request) -> web.StreamResponse:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP}
        # To the CDN every viewer comes by HTTPS, under the CDN's own name.
        headers |= {"Host": self._distribution, "X-Forwarded-Proto": "https"}
        address = self._endpoint + request.raw_path
        async with self._session.request(
            request.method, address, headers=headers, data=await request.read(), allow_redirects=False
        ) as answer:
            body = await answer.read()
            kept = [(name, value) for name, value in answer.headers.items() if name.lower() not in HOP_BY_HOP]
        if answer.content_type == "text/html" and request.method == "GET":
            is_stored = answer.status == HTTPStatus.OK and "ETag" in answer.headers
            body = _reloading(body, _digest(body) if is_stored else "")
        return web.Response(status=answer.status, headers=CIMultiDict(kept), body=body)

    async def _reload_script(self, _: web.Request) -> web.Response:
        return web.Response(text=RELOAD_SCRIPT, content_type="text/javascript")

    async def _receipts_page(self, _: web.Request) -> web.Response:
        found = await asyncio.to_thread(self._receipts.look, NOTHING)
        return web.Response(body=_reloading(found[1], _digest(found[1])), content_type="text/html", charset="utf-8")

    async def _style(self, _: web.Request) -> web.Response:
        return web.Response(text=STYLE.read_text(), content_type="text/css")

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        path, shown = unquote(request.query.get("path", "/")), request.query.get("page", "")
        self._open[path] += 1
        try:
            if path == RECEIPTS_PATH:
                await _tell_changes(self._receipts.look, LIST_POLL_SECONDS, shown, response)
            else:
                await _tell_changes(partial(self._look, object_key(path)), POLL_SECONDS, shown, response)
        except (ConnectionError, asyncio.CancelledError):  # the reader went, or the server stops
            pass
        finally:
            self._open[path] -= 1
        return response

    def _look(self, key: str, before: tuple[str, bytes]) -> tuple[str, bytes]:
        """The page's entity tag and the page; as `before` while the tag is the same."""
        tag = str(self._s3.head_object(Bucket=self._bucket, Key=key)["ETag"])
        if tag == before[0]:
            return before
        return tag, self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()


def _digest(page: bytes) -> str:
    """Of what a reader would notice."""
    return hashlib.sha256(UNNOTICED.sub(b"", page)).hexdigest()


def _reloading(page: bytes, digest: str) -> bytes:
    return page.replace(b"</body>", RELOAD_TAG.format(digest).encode() + b"</body>", 1)


async def _tell_changes(look: Look, pause: float, shown: str, response: web.StreamResponse) -> None:
    """`shown` is the digest of what the reader has, which may be older than this; empty if it is not a stored page."""
    now = await _looked(look, NOTHING)
    shown = shown or _digest(now[1])
    while True:
        if now[1] and _digest(now[1]) != shown:
            shown = _digest(now[1])
            await response.write(b"data: changed\n\n")
        await asyncio.sleep(pause)
        now = await _looked(look, now)


async def _looked(look: Look, before: tuple[str, bytes]) -> tuple[str, bytes]:
    try:
        return await asyncio.to_thread(look, before)
    except (ClientError, BotoCoreError):  # no page yet, or the stack is stopping
        return before
