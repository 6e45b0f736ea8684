"""Content: the author's bucket, read by key or by version, never written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from botocore.exceptions import ClientError


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
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return None
            raise
        with answer["Body"] as body:
            data = body.read(limit + 1)
        return Object(key, answer["VersionId"], answer["LastModified"], data)

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

    def keys(self) -> Iterator[str]:
        paginator = self._client.get_paginator("list_objects_v2")
        for page in paginator.paginate(Bucket=self._bucket):
            yield from (each["Key"] for each in page.get("Contents", ()))

    def versions(self) -> Iterator[tuple[str, str]]:
        """Each key with the version that stands there now."""
        paginator = self._client.get_paginator("list_object_versions")
        for page in paginator.paginate(Bucket=self._bucket):
            yield from ((each["Key"], each["VersionId"]) for each in page.get("Versions", ()) if each["IsLatest"])
