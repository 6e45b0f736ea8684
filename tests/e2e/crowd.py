"""A crowd: many who send at once, over so many connections at a time, and send again what had no answer to rely on.

It grows as answers come: whoever is not answered yet has a function of its own started, which all at once on one
machine would take longer than each of them may take.

`python -m tests.e2e.crowd`, on the stack of the running `make dev`: 1,000 comments, each from a network of its own and
each sent twice, and 10,000 readers of five posts, of whom each fifth is counted twice. All of it is taken away again.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.client import HTTPException
from random import uniform
from threading import Semaphore
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import boto3

from blog import keys
from blog.item import Item
from blog.moderation import held
from blog.table import Delete, Table
from tests.e2e.blog import Answer, answer, api_url, eventually, new_reader, post, post_id

COMMENTS, READERS = 1_000, 10_000
FIRST, AT_ONCE = 4, 50  # connections
ANSWERS_EACH = 4
POSTS, FAVOURITE = 5, 0.6  # so many of all readers read the first post
PATIENCE_SECONDS = 300.0
LONGEST_WAIT = 10.0  # what asks for more is taken for an answer, as the page's script does
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Letter:
    """A form to be sent to an address."""

    url: str
    fields: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Sent:
    """What a letter was answered in the end, and all statuses until then; `none` is no answer."""

    answer: Answer
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class Door:
    """The API as the CDN asks it: only there can a test come from many networks, since readers here are one machine."""

    url: str
    origin: str
    secret: str

    @classmethod
    def of(cls, site: str, client: Any) -> "Door":
        """`client` makes boto3 clients of a local stack by their names."""
        functions = client("lambda").list_functions()["Functions"]
        variables = [each.get("Environment", {}).get("Variables", {}) for each in functions]
        secret = next(each["ORIGIN_SECRET"] for each in variables if "ORIGIN_SECRET" in each)
        return cls(api_url(client("cloudformation")), site, secret)

    def comment(self, post: str, text: str, network: str, key: str = "") -> Letter:
        headers = _headers(self.origin, idempotency_key=key or str(uuid4()))
        headers |= {"x_origin_secret": self.secret, "x_viewer_address": network}
        return Letter(f"{self.url}/api/comments", {"post": post, "name": "Reader", "text": text}, headers)


def view(site: str, post: str, agent: str, host: str = "") -> Letter:
    """Through the CDN: there, a reader is told from others by the browser alone."""
    return Letter(f"{site}/api/views", {"post": post, "from": host}, _headers(site, user_agent=agent))


def network(number: int) -> str:
    """An address of a network of its own: one for tests of networks (RFC 2544), or 64 bits for examples (RFC 3849)."""
    high, low = divmod(number, 256)
    return f"2001:db8:{high:x}:{low:x}::{low + 1:x}" if number % 2 else f"198.18.{high}.{low}"


def twice(letters: Iterable[Letter]) -> list[Letter]:
    return [letter for letter in letters for _ in range(2)]


class Gate:
    """How many may be under way: a few at first, one more after some answers each, and `most` in the end."""

    def __init__(self, most: int) -> None:
        self._places = Semaphore(min(FIRST, most))
        answers = range(1, 1 + ANSWERS_EACH * (most - FIRST))
        self._to_come = iter([number % ANSWERS_EACH == 0 for number in answers])

    def pass_through(self, letter: Letter) -> Answer | None:
        with self._places:
            found = _attempt(letter)
        if found and next(self._to_come, False):
            self._places.release()
        return found


def send_all(letters: Sequence[Letter], at_once: int = AT_ONCE) -> list[Sent]:
    gate = Gate(at_once)
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(partial(send, gate), letters))


def send(gate: Gate, letter: Letter) -> Sent:
    """Send it until there is an answer that would stay the same, each time after a longer pause."""
    statuses: list[str] = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = gate.pass_through(letter)
        statuses.append(str(found.status) if found else "none")
        if found and not _is_to_be_sent_again(found):
            return Sent(found, tuple(statuses))
        pause = uniform(0.5, 1) * min(LONGEST_WAIT, 2 ** len(statuses))  # so that not all come back at once
        time.sleep(max(pause, _asked_to_wait(found)))
    raise TimeoutError(f"{letter.url}: {Counter(statuses)} in {PATIENCE_SECONDS:.0f} s")


def statuses_of(sent: Iterable[Sent]) -> dict[str, int]:
    return dict(sorted(Counter(status for each in sent for status in each.statuses).items()))


def kept(table: Table, texts: Iterable[str]) -> dict[str, str]:
    """The texts of those comments that wait, by the ids of the comments."""
    ours = set(texts)
    return {each.comment.id: each.comment.text for each in held(table) if each.comment.text in ours}


def counted(table: Table, posts: Iterable[str]) -> dict[str, int]:
    """How often each post was read."""
    return {each: sum(int(item["views"]) for item in _shards(table, each)) for each in posts}


def _shards(table: Table, post: str) -> list[Item]:
    return [item for item in table.get_all(*(keys.views(post, shard) for shard in range(keys.SHARDS))) if item]


def readings(posts: Sequence[str], readers: int) -> Iterator[tuple[str, str]]:
    """A post for each reader, who is a user agent: most of them read the first."""
    for number in range(readers):
        others = number % (len(posts) - 1) + 1
        yield posts[0 if number < FAVOURITE * readers else others], new_reader()


def _attempt(letter: Letter) -> Answer | None:
    try:
        return answer(letter.url, "POST", urlencode(letter.fields), **letter.headers)
    except (OSError, HTTPException):  # the connection broke: whether it was taken is not known
        return None


def _is_to_be_sent_again(found: Answer) -> bool:
    again = found.status == HTTPStatus.TOO_MANY_REQUESTS or found.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return again and _asked_to_wait(found) <= LONGEST_WAIT


def _asked_to_wait(found: Answer | None) -> float:
    return float(found.headers.get("Retry-After", 0)) if found else 0.0


def _headers(origin: str, **more: str) -> dict[str, str]:
    return {"content_type": FORM, "origin": origin, "accept": "application/json", **more}


# ── Measuring ─────────────────────────────────────────────────────────────────────────────────────


def main() -> int:
    site, table = os.environ["SITE_URL"].rstrip("/"), Table(boto3.client("dynamodb"), os.environ["TABLE_NAME"])
    bucket, s3 = os.environ["CONTENT_BUCKET"], boto3.client("s3")
    slugs = [f"crowd-{uuid4().hex[:8]}-{number}" for number in range(POSTS)]
    for slug in slugs:
        s3.put_object(Bucket=bucket, Key=f"posts/{slug}.md", Body=post("Crowd").encode())
    try:
        posts = [eventually(lambda at=f"{site}/posts/{slug}/": post_id(answer(at).text), slug) for slug in slugs]
        return measure_comments(Door.of(site, boto3.client), table, posts[0]) + measure_views(site, table, posts)
    finally:
        for slug in slugs:
            s3.delete_object(Bucket=bucket, Key=f"posts/{slug}.md")


def measure_comments(door: Door, table: Table, post: str) -> int:
    """Print how it went; how many comments were lost or kept twice."""
    texts = [f"Remark {number} of {post}." for number in range(COMMENTS)]
    letters = twice(door.comment(post, text, network(number)) for number, text in enumerate(texts))
    begun = time.perf_counter()
    sent = send_all(letters)
    _say("comments", f"{COMMENTS:,} networks, each comment sent twice", time.perf_counter() - begun, sent)
    there = kept(table, texts)
    lost, double = len(set(texts) - set(there.values())), len(there) - len(set(there.values()))
    _say_more(f"{len(there):,} kept: {lost} lost, {double} double")
    for comment_id in there:
        table.write([Delete(keys.held(comment_id))])
    return lost + double


def measure_views(site: str, table: Table, posts: Sequence[str]) -> int:
    """Print how it went; by how many readers the counts are wrong."""
    read = list(readings(posts, READERS))
    letters = [view(site, *each, f"site-{place % 7}.example") for place, each in enumerate(read)]
    begun = time.perf_counter()
    sent = send_all([each for place, letter in enumerate(letters) for each in [letter] * (1 + (place % 5 == 0))])
    _say("views", f"{READERS:,} readers, each fifth twice", time.perf_counter() - begun, sent)
    expected, found = Counter(post for post, _ in read), counted(table, posts)
    _say_more(f"{sum(found.values()):,} counted: {', '.join(f'{number:,}' for number in found.values())} of each post")
    return sum(abs(expected[each] - found[each]) for each in posts)


def _say(what: str, whose: str, seconds: float, sent: Sequence[Sent]) -> None:
    print(f"{what + ' at once':20} {len(sent):,} of {whose}, {AT_ONCE} at a time: {seconds:.0f} s")
    _say_more(f"{len(sent) / seconds:.0f} a second; answers {statuses_of(sent)}")


def _say_more(text: str) -> None:
    print(f"{'':20} {text}", flush=True)


if __name__ == "__main__":
    sys.exit(int(main() > 0))
