"""Sources: all versions of the author's bucket, and bringing one of them back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise, takewhile
from typing import Any

from cli.timeline import Version


class Sources:
    """`client` is boto3's S3 client. Nothing here removes a version."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def versions(self, key: str = "") -> Iterator[Version]:
        """All versions and delete markers, of one key or of all; each key's newest first."""
        versions: dict[str, list[Version]] = defaultdict(list)
        markers: dict[str, list[Version]] = defaultdict(list)
        for page in self._pages(key):
            for each in _entries(page):
                (markers if each.is_marker else versions)[each.key].append(each)
        for each_key in [key] if key else sorted(versions.keys() | markers.keys()):
            yield from self._in_order(each_key, versions[each_key], markers[each_key])

    def restore(self, version: Version) -> None:
        """Write a version again as its key's newest, with its content type and metadata."""
        source = {"Bucket": self._bucket, "Key": version.key, "VersionId": version.id}
        self._client.copy_object(Bucket=self._bucket, Key=version.key, CopySource=source)

    def delete(self, key: str) -> None:
        """Put a delete marker on top of the versions, which stay."""
        self._client.delete_object(Bucket=self._bucket, Key=key)

    def _in_order(self, key: str, versions: list[Version], markers: list[Version]) -> Iterable[Version]:
        """S3 lists both in one order, boto3 gives them apart: where times do not tell, one is asked for at a time."""
        if not (versions and markers):
            return versions or markers
        both = sorted(versions + markers, key=lambda each: each.modified, reverse=True)
        is_told = both[0].is_newest and _keeps(both, versions) and _keeps(both, markers) and _is_clear(both)
        return both if is_told else self._one_by_one(key)

    def _one_by_one(self, key: str) -> Iterator[Version]:
        entries = (each for page in self._pages(key, PageSize=1) for each in _entries(page))
        return takewhile(lambda each: each.key == key, entries)

    def _pages(self, prefix: str, **paging: int) -> Any:
        paginator = self._client.get_paginator("list_object_versions")
        return paginator.paginate(Bucket=self._bucket, Prefix=prefix, PaginationConfig=paging)


def _entries(page: Any) -> Iterator[Version]:
    for each in page.get("Versions", ()):
        yield Version(*_common(each), each["Size"], each["ETag"], is_newest=each["IsLatest"])
    for each in page.get("DeleteMarkers", ()):
        yield Version(*_common(each), is_marker=True, is_newest=each["IsLatest"])


def _common(entry: Any) -> tuple[str, str, datetime]:
    return entry["Key"], entry["VersionId"], entry["LastModified"]


def _keeps(both: list[Version], some: list[Version]) -> bool:
    return [each for each in both if each.is_marker == some[0].is_marker] == some


def _is_clear(both: list[Version]) -> bool:
    return all(one.modified != next_.modified or one.is_marker == next_.is_marker for one, next_ in pairwise(both))
