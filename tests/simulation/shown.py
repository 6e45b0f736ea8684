"""What a blog shows: what stands in its site bucket, what its authors were told and what is made on demand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5
from typing import Any

from blog import keys
from blog.paths import of_object
from blog.posting import BUCKETS
from publisher.library import Library
from publisher.pages import Named
from publisher.terms import KINDS, terms_in
from tests.simulation.blog import Blog
from tests.simulation.links import unstamped
from tests.simulation.s3 import Version

READABLE, GONE = (200, 301), 410
Page = tuple[str, int]  # a digest of the bytes without their stamp, and the status
Finds = dict[tuple[int, str], tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """The pages by path, the receipts by key, the indexes by kind, and what a search reads."""

    pages: dict[str, Page]
    receipts: dict[str, dict[str, Any]]
    indexes: dict[str, tuple[Named, ...]]
    finds: Finds


def pages_of(blog: Blog) -> dict[str, Page]:
    """Each path's bytes without their stamp, and status."""
    return {path: (digest(version.data or b""), status_of(version)) for path, version in versions_of(blog)}


@lru_cache(maxsize=20_000)
def digest(data: bytes) -> str:
    return md5(unstamped(data), usedforsecurity=False).hexdigest()


def versions_of(blog: Blog) -> Iterator[tuple[str, Version]]:
    site = blog.buckets["site"]
    for key in site.present():
        version = site.newest(key)
        if version and not key.startswith("assets/"):
            yield of_object(key), version


def status_of(version: Version | None) -> int:
    """404 if nothing is there."""
    return int(version.more["Metadata"].get("status", 200)) if version else 404


def receipts_of(blog: Blog) -> dict[str, dict[str, Any]]:
    """What was said last of each source."""
    reports = blog.buckets["report"]
    read = (json.loads(version.data or b"{}") for key in reports.present() if (version := reports.newest(key)))
    return {said["key"]: said for said in read}


def indexes_of(blog: Blog) -> dict[str, tuple[Named, ...]]:
    """All tags, authors and series."""
    library = Library(blog.press.table, blog.press.content)
    return {kind: terms_in(kind, library.lists_of(kind)) for kind in KINDS}


def finds_of(blog: Blog) -> Finds:
    """By a bucket and a post the words that it has there, and where its card is."""
    rows = ((bucket, blog.table.items.get(keys.find(bucket), {})) for bucket in range(BUCKETS))
    return {(bucket, of): (row["postings"]["S"], row["at"]["S"]) for bucket, found in rows for of, row in found.items()}
