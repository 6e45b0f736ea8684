"""From an upload to the page, and from a saved style to the open page, on the stack of a running `make dev`.

Milliseconds, median of twenty uploads and of five changes of the style.

Objects and AWS calls for a publish are counted by `tests/simulation/costs.py`.
"""

import os
import re
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3

ROUNDS, STYLE_ROUNDS = 20, 5
STYLE = Path(__file__).parents[1] / "site_templates/static/style.css"
POST = "---\ntitle: Measured {number}\ndate: 2026-11-01 10:{number:02}\ntags: [bench]\n---\n\nA few words.\n"


def main() -> int:
    if "CONTENT_BUCKET" not in os.environ:
        print("Start make dev first, then: . .dev/env; make bench", file=sys.stderr)
        return 1
    s3 = boto3.client("s3")
    rounds = [measure(s3, number) for number in range(ROUNDS)]
    for name, column in zip(
        ("upload to page", "upload to home page", "delete to 410"), zip(*rounds, strict=True), strict=True
    ):
        print(f"{name:20} median {statistics.median(column):6.0f} ms   max {max(column):6.0f} ms   of {ROUNDS}")
    styled = [restyle(number) for number in range(STYLE_ROUNDS)]
    median, slowest = statistics.median(styled), max(styled)
    print(f"{'style to open page':20} median {median:6.0f} ms   max {slowest:6.0f} ms   of {STYLE_ROUNDS}")
    return 0


def restyle(number: int) -> float:
    """Change the style while the home page is open; milliseconds until that page names the new style."""
    before, page = STYLE.read_text(), os.environ["SITE_URL"] + "/"
    with urllib.request.urlopen(page + ".dev/changes?path=/", timeout=60):
        time.sleep(5)  # all pages have the style of the round before
        named = _style_named(page)
        try:
            start = time.perf_counter()
            STYLE.write_text(before + f"\nmain {{ --bench: {number} }}\n")
            return _until(start, lambda: _style_named(page) != named)
        finally:
            STYLE.write_text(before)


def _style_named(page: str) -> list[str]:
    with urllib.request.urlopen(page, timeout=60) as answer:
        return re.findall(r"/assets/style\.\w+\.css", answer.read().decode())


def measure(s3: Any, number: int) -> tuple[float, float, float]:
    """Publish one post and take it back; milliseconds until each step was seen."""
    key, page = f"posts/bench-{number}.md", f"posts/bench-{number}/index.html"
    start = time.perf_counter()
    s3.put_object(Bucket=os.environ["CONTENT_BUCKET"], Key=key, Body=POST.format(number=number).encode())
    to_page = _until(start, lambda: _metadata(s3, page).get("status", "200") == "200" and bool(_metadata(s3, page)))
    to_home = _until(start, lambda: f"/posts/bench-{number}/" in _text(s3, "index.html"))
    start = time.perf_counter()
    s3.delete_object(Bucket=os.environ["CONTENT_BUCKET"], Key=key)
    to_gone = _until(start, lambda: _metadata(s3, page).get("status") == "410")
    time.sleep(0.5)  # the lists follow
    return to_page, to_home, to_gone


def _until(start: float, is_seen: Callable[[], bool]) -> float:
    while not is_seen():
        if time.perf_counter() - start > 60:
            raise TimeoutError("the page did not come within a minute; is make dev still running?")
        time.sleep(0.005)
    return (time.perf_counter() - start) * 1000


def _metadata(s3: Any, key: str) -> dict[str, str]:
    try:
        return dict(s3.head_object(Bucket=os.environ["SITE_BUCKET"], Key=key)["Metadata"])
    except s3.exceptions.ClientError:
        return {}


def _text(s3: Any, key: str) -> str:
    return str(s3.get_object(Bucket=os.environ["SITE_BUCKET"], Key=key)["Body"].read().decode())


if __name__ == "__main__":
    sys.exit(main())
