"""Receipts: what became of each source object, for its author to read."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from blog.post import minutes_of
from blog.record import Status
from publisher.conditional import head, put
from publisher.problem import Problem

LONGEST_KEY = 1024


@dataclass(frozen=True)
class Receipt:
    """Kept as JSON at `receipts/<source key>.json`; `url` is absolute, or empty while there is no page.

    `preview` is the absolute address of a draft or scheduled post, for those to whom its author gives it.

    `generation` is that of the source's record, so that no two receipts of a source are the same.
    `words` are those of a text that could be read; in the JSON they come with the `minutes` that reading takes.
    """

    key: str
    status: Status
    url: str
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    source_version: str
    at: datetime
    generation: int = 0
    words: int | None = None
    preview: str = ""

    def as_json(self) -> str:
        return json.dumps(
            {
                "key": self.key,
                "status": self.status.value,
                "url": self.url or None,
                "preview": self.preview or None,
                "errors": [asdict(problem) for problem in self.errors],
                "warnings": [asdict(problem) for problem in self.warnings],
                "source_version": self.source_version,
                "at": self.at.isoformat(timespec="seconds"),
                "generation": self.generation,
                "words": self.words,
                "minutes": None if self.words is None else minutes_of(self.words),
            },
            ensure_ascii=False,
            indent=2,
        )


def receipt_key(source_key: str) -> str:
    """Where a source's receipt is kept; a name that would be too long for S3 (1,024 bytes) is cut and hashed."""
    key = f"receipts/{source_key}.json"
    if len(key.encode()) <= LONGEST_KEY:
        return key
    return f"receipts/{source_key[:100]}-{sha256(source_key.encode()).hexdigest()}.json"


class Reports:
    """The report bucket; `client` is boto3's S3 client."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def tag(self, source_key: str) -> str:
        """The entity tag of a source's receipt; empty while there is none."""
        return str(head(self._client, self._bucket, receipt_key(source_key)).get("ETag", ""))

    def put(self, receipt: Receipt, expected: str) -> None:
        """Write over the receipt with this tag; raises Conflict if somebody else has written since."""
        put(
            self._client,
            expected,
            Bucket=self._bucket,
            Key=receipt_key(receipt.key),
            Body=receipt.as_json().encode(),
            ContentType="application/json; charset=utf-8",
        )

    def refused(self, source_key: str) -> str:
        """The version of a source that could not be published when it was last read; empty if nothing was wrong."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=receipt_key(source_key))
        except self._client.exceptions.NoSuchKey:
            return ""
        with answer["Body"] as body:
            receipt = json.loads(body.read())
        return str(receipt["source_version"]) if receipt["status"] == Status.ERROR else ""
