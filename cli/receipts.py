"""What became of the author's files, told at the terminal from the receipts."""

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

from publisher.receipt import receipt_key

PATIENCE_SECONDS = 60.0
POLL_SECONDS = 0.1


class Receipts:
    """`s3` is boto3's client; the two buckets are the author's and the reports'."""

    def __init__(self, s3: Any, content_bucket: str, report_bucket: str) -> None:
        self._s3 = s3
        self._content = content_bucket
        self._reports = report_bucket

    def wait_for(self, keys: Iterable[str]) -> Iterator[dict[str, Any]]:
        """The receipts of these keys' newest versions, as they come; without those that did not come in time."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        yield from (receipt for key in keys if (receipt := self._wait(key, deadline)))

    def _wait(self, key: str, deadline: float) -> dict[str, Any] | None:
        version = self._version(key)
        while time.monotonic() < deadline:
            receipt = self._receipt(key)
            if receipt and receipt["source_version"] == version:
                return receipt
            time.sleep(POLL_SECONDS)
        return None

    def _version(self, key: str) -> str:
        try:
            return str(self._s3.head_object(Bucket=self._content, Key=key)["VersionId"])
        except self._s3.exceptions.ClientError:
            return ""

    def _receipt(self, key: str) -> dict[str, Any] | None:
        try:
            answer = self._s3.get_object(Bucket=self._reports, Key=receipt_key(key))
        except self._s3.exceptions.NoSuchKey:
            return None
        return dict(json.loads(answer["Body"].read()))


def lines(receipt: dict[str, Any]) -> list[str]:
    """A receipt for the terminal: one line, and one for each error and warning."""
    where = f" at {receipt['url']}" if receipt["url"] else ""
    where += f", preview at {receipt['preview']}" if receipt.get("preview") else ""  # older ones do not have it
    return [f"  {receipt['key']}: {receipt['status']}{where}"] + [
        f"    {kind}{place(problem)}: {problem['message']}"
        for kind in ("error", "warning")
        for problem in receipt[kind + "s"]
    ]


def place(problem: dict[str, Any]) -> str:
    """Where in the file, as words that follow "error": what is known of line, column and field."""
    numbers = [f"{name} {problem[name]}" for name in ("line", "column") if problem.get(name)]
    places = [*numbers, *([problem["field"]] if problem.get("field") else [])]
    return f" in {', '.join(places)}" if places else ""
