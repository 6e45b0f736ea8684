"""Ten thousand readers of one post, sixteen at once, on the stack of the running make dev; each fifth sends twice.

On AWS the API lets 50 requests a second through, and the rest are told to come back; the local stack lets all through.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex
from urllib.parse import urlencode

import boto3

from blog.counting import shards, total
from blog.keys import post_id
from blog.table import Table

READERS = int(os.environ.get("READERS", "10000"))
AT_ONCE, TRIES, PATIENCE_SECONDS = 16, 8, 60
NO_ANSWER = 0
KEY = f"posts/bench-{token_hex(4)}.md"


def main() -> int:
    if "CONTENT_BUCKET" not in os.environ:
        print("Start make dev first, then: . .dev/env; make bench", file=sys.stderr)
        return 1
    s3, table = boto3.client("s3"), Table(boto3.client("dynamodb"), os.environ["TABLE_NAME"])
    s3.put_object(Bucket=os.environ["CONTENT_BUCKET"], Key=KEY, Body=b"---\ntitle: A crowd\n---\n\nWords.\n")
    try:
        return _measure(table)
    finally:
        s3.delete_object(Bucket=os.environ["CONTENT_BUCKET"], Key=KEY)


def _measure(table: Table) -> int:
    _until_it_is_there()
    begin = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as readers:
        numbers = (reader for reader in range(READERS) for _ in range(2 if reader % 5 == 0 else 1))
        refused = sum(readers.map(_read, numbers), Counter())
    seconds = time.perf_counter() - begin
    counted = total(table.get_all(*shards(post_id(KEY))))
    sent = f"{READERS + READERS // 5:,} views of {READERS:,} readers, {AT_ONCE} at once"
    print(f"{sent}: {counted:,} counted, {seconds:.0f} s; told to come back: {dict(refused) or 'none'}")
    return int(counted != READERS)


def _read(reader: int) -> Counter[int]:
    """Which answers told this reader to try again."""
    refused: Counter[int] = Counter()
    for _ in range(TRIES):
        status = _send(reader)
        if status == 200:
            return refused
        refused[status] += 1
        time.sleep(0.1)
    raise TimeoutError(f"reader {reader} was refused {TRIES} times: {dict(refused)}")


def _send(reader: int) -> int:
    fields = urlencode({"post": post_id(KEY), "from": f"site-{reader % 7}.example"}).encode()
    agent = f"Mozilla/5.0 (X11; Linux x86_64; rv:{reader}.0) Gecko/20100101 Firefox/140.0"
    headers = {"User-Agent": agent, "Accept": "application/json", "Origin": os.environ["SITE_URL"].rstrip("/")}
    request = urllib.request.Request(os.environ["SITE_URL"].rstrip("/") + "/api/views", fields, headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            json.load(answer)
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:  # whether it was counted is not known: as a browser finds it when a connection breaks
        return NO_ANSWER


def _until_it_is_there() -> None:
    deadline = time.monotonic() + 60
    while _send(0) != 200:
        if time.monotonic() > deadline:
            raise TimeoutError("the post did not come within a minute; is make dev still running?")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
