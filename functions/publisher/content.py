"""Content: the author's bucket, read by key or by version, never written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import dropwhile, takewhile
from typing import Any

from botocore.exceptions import ClientError

MOST_VERSIONS = 20  # of a file that are looked at for one that can be read


@dataclass(frozen=True)
class Object:
    """A source object's one version."""

    key: str
    version: str
    modified: datetime
    data: bytes


class VersionGone(LookupError):
    """A version that a record names is not in the bucket any more; `key` and `version` say which."""

    def __init__(self, key: str, version: str) -> None:
        super().__init__(f"version {version} of {key} is gone")
        self.key = key
        self.version = version


class Content:
    """`client` is boto3's S3 client."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def newest(self, key: str, limit: int) -> Object | None:
        """What stands at the key now, or None; a body over `limit` bytes is cut off one byte later."""
        return self._read(limit, Key=key)

    def newest_first(self, key: str, limit: int) -> Iterator[Object | None]:
        """What stands at the key now, and before that, each version asked for only when it is wanted.

        None where nothing stood there, which is the end; so is the oldest version that is kept.
        """
        newest = self.newest(key, limit)
        yield newest
        for each in self._before(key, newest.version) if newest else ():
            yield self._read(limit, Key=key, VersionId=each) if each else None

    def _before(self, key: str, version: str) -> Iterator[str]:
        """The versions under this one, down to a delete marker, which is empty.

        One in each answer: S3 lists versions and delete markers in one order, but boto3 gives them apart.
        """
        pages = self._client.get_paginator("list_object_versions").paginate(
            Bucket=self._bucket, Prefix=key, PaginationConfig={"PageSize": 1}
        )
        own = (each for page in pages for each in page.get("Versions", ()) or page.get("DeleteMarkers", ()))
        older = dropwhile(lambda each: each["VersionId"] != version, takewhile(lambda each: each["Key"] == key, own))
        next(older, None)
        for each in older:
            is_marker = "ETag" not in each
            yield "" if is_marker else each["VersionId"]
            if is_marker:
                return

    def _read(self, limit: int, **which: str) -> Object | None:
        try:
            answer = self._client.get_object(Bucket=self._bucket, **which)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return None
            raise
        with answer["Body"] as body:
            data = body.read(limit + 1)
        return Object(which["Key"], answer["VersionId"], answer["LastModified"], data)

    def version(self, key: str, version: str) -> bytes:
        """The bytes of one version, which never change; raises VersionGone."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key, VersionId=version)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchVersion":
                raise VersionGone(key, version) from error
            raise
        with answer["Body"] as body:
            return bytes(body.read())

    def etag(self, key: str, version: str) -> str:
        """The entity tag of one version, without its bytes; raises VersionGone."""
        try:
            return str(self._client.head_object(Bucket=self._bucket, Key=key, VersionId=version)["ETag"])
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == HTTPStatus.NOT_FOUND:
                raise VersionGone(key, version) from error
            raise

    def keys(self, after: str, limit: int) -> tuple[list[str], bool]:
        """At most `limit` keys after another, empty for the first ones, and whether there are more after them."""
        place = {"StartAfter": after} if after else {}
        answer = self._client.list_objects_v2(Bucket=self._bucket, MaxKeys=limit, **place)
        return [each["Key"] for each in answer.get("Contents", ())], answer["IsTruncated"]

    def versions(self) -> Iterator[tuple[str, str]]:
        """Each key with the version that stands there now."""
        paginator = self._client.get_paginator("list_object_versions")
        for page in paginator.paginate(Bucket=self._bucket):
            yield from ((each["Key"], each["VersionId"]) for each in page.get("Versions", ()) if each["IsLatest"])
