"""Answers: whether pages on other sites are still there, asked politely."""

import asyncio
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp

AGENT = "Pressmark link check (for the author of a blog that links here)"
AT_ONCE = 8
TIMEOUT_SECONDS = 10.0
PAUSE_SECONDS = 2.0  # before whoever has too much to do is asked once more
FAILED = 400  # and above (RFC 9110, sections 15.5 and 15.6)
GONE = {404: "the page is not there (404)", 410: "the page is gone (410)"}
LONGEST_HEADER = 65_536  # large sites send long ones


@dataclass(frozen=True)
class Answer:
    """Why a page is `dead`, or why that is `unsure`; nothing of both if it is there."""

    dead: str = ""
    unsure: str = ""


NO_HOST = Answer(dead="there is no such host")
NO_NETWORK = Answer(unsure="no host at all was found; is there a network?")


def ask(addresses: Iterable[str], tell: Callable[[int], None]) -> dict[str, Answer]:
    """The answer of each address; `tell` is told how many are known. No site is asked for two pages at a time."""
    answers = asyncio.run(_ask_all(addresses, tell))
    is_alone = all(answer == NO_HOST for answer in answers.values())
    return dict.fromkeys(answers, NO_NETWORK) if is_alone else answers


async def _ask_all(addresses: Iterable[str], tell: Callable[[int], None]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    turns, hosts = asyncio.Semaphore(AT_ONCE), defaultdict(list)
    for address in dict.fromkeys(addresses):
        hosts[_host(address)].append(address)
    session = aiohttp.ClientSession(
        headers={"User-Agent": AGENT},
        timeout=aiohttp.ClientTimeout(TIMEOUT_SECONDS),
        max_line_size=LONGEST_HEADER,
        max_field_size=LONGEST_HEADER,
    )

    async def ask_host(pages: list[str]) -> None:
        for page in pages:
            async with turns:
                answers[page] = await _ask(session, page)
            tell(len(answers))

    async with session, asyncio.TaskGroup() as group:
        for pages in hosts.values():
            group.create_task(ask_host(pages))
    return answers


async def _ask(session: aiohttp.ClientSession, address: str) -> Answer:
    """By HEAD, and by GET where that is refused or fails: not all servers know what HEAD is for."""
    try:
        status = await _status(session, "HEAD", address)
        if status >= FAILED:
            await asyncio.sleep(PAUSE_SECONDS if status in (429, 503) else 0)
            status = await _status(session, "GET", address)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return _failed(error)
    if status < FAILED:
        return Answer()
    return Answer(dead=GONE[status]) if status in GONE else Answer(unsure=f"it answers {status}")


async def _status(session: aiohttp.ClientSession, method: str, address: str) -> int:
    async with session.request(method, address, allow_redirects=True, proxy=_proxy(address)) as answer:
        return answer.status


def _failed(error: Exception) -> Answer:
    match error:
        case TimeoutError():
            return Answer(dead=f"no answer within {TIMEOUT_SECONDS:.0f} seconds")
        case aiohttp.ClientConnectorCertificateError():
            return Answer(dead=f"its certificate is not valid ({error.certificate_error})")
        case aiohttp.ClientConnectorDNSError() if error.os_error.errno != socket.EAI_AGAIN:
            return NO_HOST
        case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
            return Answer(dead="nobody answers there")
        case aiohttp.InvalidURL() | ValueError():
            return Answer(dead="it is no address that can be asked")
    return Answer(unsure=str(error) or type(error).__name__)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # "http://[" and the like
        return ""


def _proxy(address: str) -> str | None:
    """Of the environment, as other programs have it; aiohttp itself would send the passwords of ~/.netrc as well."""
    host = _host(address)
    return None if proxy_bypass(host) else getproxies().get(urlsplit(address).scheme)
