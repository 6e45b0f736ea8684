"""The receipts of all files as one page of the development server, at an address that no published site has."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cli.receipts import place

RECEIPTS_PATH = "/.dev/receipts/"
STYLE_PATH = "/.dev/style.css"

UNTOLD = {"words": None, "minutes": None, "preview": None}  # by receipts of before there were these
Receipt = dict[str, Any]


class ReceiptsPage:
    """`s3` is boto3's client, `bucket` the reports'."""

    def __init__(self, s3: Any, bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket
        self._read: dict[str, tuple[str, Receipt]] = {}

    def look(self, before: tuple[str, bytes]) -> tuple[str, bytes]:
        """A mark of all receipts, and the page; as `before` while the mark is the same."""
        tags = self._tags()
        mark = sha256(json.dumps(tags).encode()).hexdigest()
        return before if mark == before[0] else (mark, page(self._receipts(tags)).encode())

    def _tags(self) -> dict[str, str]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix="receipts/")
        return {each["Key"]: each["ETag"] for page in pages for each in page.get("Contents", ())}

    def _receipts(self, tags: Mapping[str, str]) -> list[Receipt]:
        """Only those are read that have changed since the last time."""
        known = self._read
        self._read = {
            key: known[key] if known.get(key, ("",))[0] == tag else (tag, self._receipt(key))
            for key, tag in tags.items()
        }
        return [receipt for _, receipt in self._read.values()]

    def _receipt(self, key: str) -> Receipt:
        with self._s3.get_object(Bucket=self._bucket, Key=key)["Body"] as body:
            return {**UNTOLD, **json.loads(body.read())}


def page(receipts: Iterable[Receipt]) -> str:
    """The page as HTML: files with errors, then those with warnings, then the others; none that were deleted."""
    shown = sorted((receipt for receipt in receipts if receipt["source_version"]), key=_rank)
    template = _environment().get_template("receipts.html")
    return template.render(receipts=shown, tally=tally(shown), style=STYLE_PATH)


def tally(receipts: Iterable[Receipt]) -> str:
    """How many errors and warnings, in words; empty if there are none."""
    shown = list(receipts)
    numbers = {noun: sum(len(receipt[f"{noun}s"]) for receipt in shown) for noun in ("error", "warning")}
    return " and ".join(counted(number, noun) for noun, number in numbers.items() if number)


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _rank(receipt: Receipt) -> tuple[bool, bool, str]:
    return not receipt["errors"], not receipt["warnings"], receipt["key"]


def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"counted": counted, "place": place}
    return environment
