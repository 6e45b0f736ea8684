"""Receipts: what became of each source object, for its author to read."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from blog.record import Status
from publisher.problem import Problem


@dataclass(frozen=True)
class Receipt:
    """Kept as JSON at `receipts/<source key>.json`; `url` is absolute, or empty while there is no page."""

    key: str
    status: Status
    url: str
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    source_version: str
    at: datetime

    def as_json(self) -> str:
        return json.dumps(
            {
                "key": self.key,
                "status": self.status.value,
                "url": self.url or None,
                "errors": [asdict(problem) for problem in self.errors],
                "warnings": [asdict(problem) for problem in self.warnings],
                "source_version": self.source_version,
                "at": self.at.isoformat(timespec="seconds"),
            },
            ensure_ascii=False,
            indent=2,
        )


class Reports:
    """The report bucket; `client` is boto3's S3 client."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, receipt: Receipt) -> None:
        self._client.put_object(
            Bucket=self._bucket,
            Key=f"receipts/{receipt.key}.json",
            Body=receipt.as_json().encode(),
            ContentType="application/json; charset=utf-8",
        )
