"""What a first search costs among a thousand posts: milliseconds, and bytes to the browser.

`python -m tests.contract.search_costs` starts a local stack of its own, lists posts of 600 made-up words each as
publishing does, and asks the API's code in this process. Words come as often as those of a language
do (Zipf's law).
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from api.desk import Desk
from api.routes import respond
from blog.keys import post_id
from blog.post import Kind, Post
from blog.posting import postings
from blog.record import Record, Status, changes
from blog.table import Table
from tests.contract.servers import MINISTACK, Running
from tests.template import properties

POSTS, WORDS, VOCABULARY, ROUNDS = 1_000, 600, 20_000, 20
URL = "https://blog.example"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, MINISTACK.run(Path(folder)) as endpoint:
        client = Running(MINISTACK, endpoint).client("dynamodb")
        shape = properties("Table")
        wanted = {key: shape[key] for key in ("BillingMode", "AttributeDefinitions", "KeySchema")}
        client.create_table(TableName="table", **wanted)
        desk = Desk(Table(client, "table"), URL)
        vocabulary = list(_vocabulary())
        _fill(desk.table, vocabulary)
        print(f"{POSTS:,} posts of {WORDS} words, median of {ROUNDS}:")
        for name, query in _queries(vocabulary).items():
            _report(name, [_asked(desk, query) for _ in range(ROUNDS)])
    return 0


def _queries(vocabulary: list[str]) -> dict[str, str]:
    often, seldom = vocabulary[0], vocabulary[3_000]
    return {
        "the most frequent word": f"{often} {often}",
        "a rare word": seldom,
        "two letters": seldom[:2],
        "three words": f"{vocabulary[200]} {vocabulary[900]} {seldom}",
        "eight words": " ".join(vocabulary[100:900:100]),
    }


def _report(name: str, rounds: list[tuple[float, int, int]]) -> None:
    times, sizes, numbers = zip(*rounds, strict=True)
    median, slowest = statistics.median(times), max(times)
    print(f"{name:24} {median:6.0f} ms   max {slowest:6.0f} ms   {max(sizes):7,} bytes   {max(numbers)} results")


def _asked(desk: Desk, query: str) -> tuple[float, int, int]:
    event = {
        "rawPath": "/api/search",
        "requestContext": {"http": {"method": "GET", "path": "/api/search"}},
        "queryStringParameters": {"q": query},
        "headers": {"accept": "application/json"},
    }
    start = time.perf_counter()
    body = respond(event, desk)["body"]
    return (time.perf_counter() - start) * 1000, len(body.encode()), body.count('"url"')


def _fill(table: Table, vocabulary: list[str]) -> None:
    chance = random.Random(1)
    weights = list(accumulate(1 / place for place in range(1, VOCABULARY + 1)))
    for number in range(POSTS):
        words = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
        table.write(changes(None, _record(number, words)))


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
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    sys.exit(main())
