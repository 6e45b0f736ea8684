"""What a first search costs among a thousand posts: milliseconds, and bytes to the browser.

`python -m tests.e2e.search_costs` starts a local stack of its own and lists posts of 600 made-up words each as
publishing does. Each query is asked twice: of the API's code in this process, on the stack's table, and as a browser
asks it, through the stack's CDN, HTTP API and function. For nothing both read one item, which is what the way costs.
Words come as often as those of a language do (Zipf's law).
"""

import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import quote

import boto3

from api.desk import Desk
from api.routes import respond
from blog.keys import SETTINGS, post_id
from blog.post import Kind, Post
from blog.posting import postings
from blog.record import Record, Status, finds, rows
from blog.table import Put, Table
from tests.e2e.blog import answer
from tests.stack import LocalStack

POSTS, WORDS, VOCABULARY, ROUNDS = 1_000, 600, 20_000, 20
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
Ask = Callable[[str], bytes]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        stack = LocalStack(Path(folder))
        shutil.rmtree(stack.content / "posts")
        stack.start()
        os.environ |= stack.env
        try:
            _measure(stack)
        finally:
            stack.stop()
    return 0


def _measure(stack: LocalStack) -> None:
    table, url = Table(boto3.client("dynamodb"), stack.env["TABLE_NAME"]), stack.env["SITE_URL"]
    vocabulary = list(_vocabulary())
    _let_the_stream_rest()  # what the lists show is not asked here, so nothing needs to be built
    _fill(table, vocabulary)
    code, browser = _of_code(Desk(table, url)), _of_stack(url)
    read = [_milliseconds(lambda: table.get(SETTINGS)) for _ in range(ROUNDS)]
    print(f"One item, read from the stack's table: {statistics.median(read):.1f} ms")
    print(f"{POSTS:,} posts of {WORDS} words, median and maximum of {ROUNDS} in milliseconds:")
    print(f"{'':24} {'code and table':>15} {'whole stack':>15} {'bytes':>8} {'results':>8}")
    for name, query in _queries(vocabulary).items():
        found = json.loads(browser(query))["results"]
        times = " ".join(f"{_told(ask, query):>15}" for ask in (code, browser))
        print(f"{name:24} {times} {len(browser(query)):8,} {len(found):8}", flush=True)


def _queries(vocabulary: list[str]) -> dict[str, str]:
    often, seldom = vocabulary[0], vocabulary[3_000]
    return {
        "nothing: one item": "",
        "the most frequent word": f"{often} {often}",
        "a rare word": seldom,
        "two letters": seldom[:2],
        "three words": f"{vocabulary[200]} {vocabulary[900]} {seldom}",
        "eight words": " ".join(vocabulary[100:900:100]),
    }


def _told(ask: Ask, query: str) -> str:
    times = [_milliseconds(lambda: ask(query)) for _ in range(ROUNDS)]
    return f"{statistics.median(times):.0f}, {max(times):.0f}"


def _milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _of_code(desk: Desk) -> Ask:
    def ask(query: str) -> bytes:
        event = {
            "rawPath": "/api/search",
            "requestContext": {"http": {"method": "GET", "path": "/api/search"}},
            "queryStringParameters": {"q": query},
            "headers": {"accept": "application/json"},
        }
        return str(respond(event, desk)["body"]).encode()

    return ask


def _of_stack(url: str) -> Ask:
    return lambda query: answer(f"{url}/api/search?q={quote(query)}", accept="application/json").data


def _let_the_stream_rest() -> None:
    functions = boto3.client("lambda")
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        if ":dynamodb:" in mapping["EventSourceArn"]:
            functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


def _fill(table: Table, vocabulary: list[str]) -> None:
    chance = random.Random(1)
    weights = list(accumulate(1 / place for place in range(1, VOCABULARY + 1)))
    for number in range(POSTS):
        words = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
        record = _record(number, words)
        table.write([Put(key, row) for key, row in (rows(record) | finds(record)).items()])


def _record(number: int, words: list[str]) -> Record:
    title, text = " ".join(words[:5]), " ".join(words)
    post = Post(Kind.POST, f"p{number}", title, NOON - timedelta(days=number), deck=text[:200], words=WORDS)
    source, path = f"posts/p{number}.md", f"/posts/p{number}/"
    more: dict[str, Any] = {"post": post, "natural": path, "path": path, "live": path}
    found_by = postings([(title, 5)], text, "en")
    return Record(post_id(source), source, 1, Status.PUBLISHED, NOON.isoformat(), postings=found_by, **more)


def _vocabulary() -> Iterator[str]:
    chance = random.Random(2)
    sounds = [first + second for first in "bcdfghklmnprstvw" for second in "aeiou"]
    seen: set[str] = set()
    while len(seen) < VOCABULARY:
        word = "".join(chance.choices(sounds, k=chance.randint(1, 4))) + chance.choice(["", "s", "ing", "r", "n"])
        if word not in seen:
            seen.add(word)
            yield word


if __name__ == "__main__":
    sys.exit(main())
