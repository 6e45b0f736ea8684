"""A crowd of readers who comment at once, each of them twice, and send again what was not answered.

`python -m tests.e2e.crowd`, on the stack of the running `make dev`: a thousand of them, taken away again afterwards.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import uuid4

import boto3

from blog import keys
from blog.moderation import held
from blog.table import Delete, Table
from tests.e2e.blog import answer, eventually, post, post_id

THOUSAND, AT_ONCE = 1000, 16
PATIENCE_SECONDS = 120.0
FORM = "application/x-www-form-urlencoded"
AGAIN = {HTTPStatus.TOO_MANY_REQUESTS, *(status for status in HTTPStatus if status >= 500)}


def crowd(url: str, post: str, texts: Sequence[str]) -> Counter[str]:
    """Send a comment of each text twice at the same time; how often each status was answered, or nothing was."""
    doubled = [(text, key) for text, key in ((text, str(uuid4())) for text in texts) for _ in range(2)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda each: list(_answers(url, post, *each)), doubled))
    return Counter(each for several in answers for each in several)


def kept(table: Table, texts: Sequence[str]) -> dict[str, str]:
    """The texts of those comments that wait, by the ids of the comments."""
    ours = set(texts)
    return {each.comment.id: each.comment.text for each in held(table) if each.comment.text in ours}


def _answers(url: str, post: str, text: str, key: str) -> Iterator[str]:
    """All statuses until one that would not change; `none` for no answer."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        status = _sent(url, post, text, key)
        yield str(status or "none")
        if status and status not in AGAIN:
            return
        time.sleep(0.5)


def _sent(url: str, post: str, text: str, key: str) -> int:
    form = urlencode({"post": post, "name": "Reader", "text": text})
    try:
        return answer(
            f"{url}/api/comments",
            "POST",
            form,
            content_type=FORM,
            origin=url,
            accept="application/json",
            idempotency_key=key,
        ).status
    except OSError:
        return 0


def main() -> int:
    url, bucket = os.environ["SITE_URL"], os.environ["CONTENT_BUCKET"]
    table, s3 = Table(boto3.client("dynamodb"), os.environ["TABLE_NAME"]), boto3.client("s3")
    s3.put_object(Bucket=bucket, Key="posts/crowd.md", Body=post("Crowd").encode())
    try:
        page = eventually(lambda: post_id(answer(f"{url}/posts/crowd/").text), "the post")
        texts = [f"Remark {number} of {page}." for number in range(THOUSAND)]
        begun = time.perf_counter()
        statuses = crowd(url, page, texts)
        seconds, there = time.perf_counter() - begun, kept(table, texts)
    finally:
        s3.delete_object(Bucket=bucket, Key="posts/crowd.md")
    lost, double = len(set(texts) - set(there.values())), len(there) - len(set(there.values()))
    print(f"{'comments at once':20} {THOUSAND} by {AT_ONCE}, each sent twice: {lost} lost, {double} double,")
    print(f"{'':20} {seconds:.0f} s, answers {dict(sorted(statuses.items()))}")
    for comment_id in there:
        table.write([Delete(keys.held(comment_id))])
    return int(bool(lost or double))


if __name__ == "__main__":
    sys.exit(main())
