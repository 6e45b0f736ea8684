"""Sources: all versions of the author's bucket, and bringing one of them back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise, takewhile
from typing import Any

from botocore.exceptions import ClientError

from cli.timeline import Version
from publisher.conditional import head, is_lost_race


class Changed(Exception):
    """Somebody else has written a source meanwhile; `key` is its key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} was changed meanwhile")
        self.key = key


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

    def restore(self, version: Version, over: str) -> str:
        """Write a version again as its key's newest, with its content type and metadata.

        It gives the new version's id. Raises Changed if not the version `over` stands there, empty for none.
        """
        source = {"Bucket": self._bucket, "Key": version.key, "VersionId": version.id}
        with _unless_changed(version.key):
            condition = self._condition(version.key, over)
            copied = self._client.copy_object(Bucket=self._bucket, Key=version.key, CopySource=source, **condition)
        return str(copied["VersionId"])

    def delete(self, key: str, over: str) -> str:
        """Put a delete marker on top of the versions, which stay; raises Changed as `restore` does."""
        with _unless_changed(key):
            condition = self._condition(key, over)
            if over:
                self._client.delete_object(Bucket=self._bucket, Key=key, **condition)
        return ""

    def _condition(self, key: str, over: str) -> dict[str, str]:
        """What holds only while that version stands there: S3 compares no versions, but bytes."""
        there = head(self._client, self._bucket, key)
        if there.get("VersionId", "") != over:
            raise Changed(key)
        return {"IfMatch": there["ETag"]} if there else {"IfNoneMatch": "*"}

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


@contextmanager
def _unless_changed(key: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if is_lost_race(error) and error.response["Error"]["Code"] != "NoSuchVersion":
            raise Changed(key) from error
        raise


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
