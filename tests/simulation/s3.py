"""S3 in memory: versions, conditional writes, entity tags (S3 user guide, "Conditional requests")."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import md5
from io import BytesIO
from typing import Any

from botocore.exceptions import ClientError

from tests.simulation.calls import Call, Gate, refused

LONGEST_KEY = 1024
MANY = 1_000_000  # for who takes them all at once


@dataclass(frozen=True)
class Version:
    """One version of an object; `data` is None in a delete marker."""

    id: str
    data: bytes | None
    etag: str = ""
    modified: datetime | None = None
    more: dict[str, Any] = field(default_factory=dict)


class NoSuchKey(ClientError):
    """As boto3's `client.exceptions.NoSuchKey`."""

    def __init__(self, operation: str) -> None:
        super().__init__(refused(operation, "NoSuchKey", 404).response, operation)


class Exceptions:
    NoSuchKey = NoSuchKey


class Bucket:
    """`versions` of each key, the oldest first; an unversioned bucket keeps the last one only."""

    def __init__(self, is_versioned: bool) -> None:
        self.is_versioned = is_versioned
        self.versions: dict[str, list[Version]] = {}
        self._count = 0

    def copy(self) -> "Bucket":
        other = Bucket(self.is_versioned)
        other.versions = {key: list(versions) for key, versions in self.versions.items()}
        other._count = self._count
        return other

    def newest(self, key: str) -> Version | None:
        found = self.versions.get(key)
        return found[-1] if found and found[-1].data is not None else None

    def is_marked(self, key: str) -> bool:
        """Whether its newest version is a delete marker."""
        found = self.versions.get(key)
        return bool(found) and found[-1].data is None

    def put(self, key: str, data: bytes, now: datetime, **more: Any) -> Version:
        self._count += 1
        tag = f'"{md5(data, usedforsecurity=False).hexdigest()}"'
        return self._add(key, Version(f"v{self._count}", data, tag, now, more))

    def delete(self, key: str, now: datetime) -> None:
        if self.is_versioned:
            self._count += 1
            self._add(key, Version(f"v{self._count}", None, "", now))
        else:
            self.versions.pop(key, None)

    def erase(self, key: str, version_id: str) -> None:
        """One version, as if it had never been there."""
        self.versions[key] = [each for each in self.versions.get(key, ()) if each.id != version_id]
        if not self.versions[key]:
            del self.versions[key]

    def present(self) -> list[str]:
        return sorted(key for key in self.versions if self.newest(key))

    def _add(self, key: str, version: Version) -> Version:
        there = self.versions.setdefault(key, []) if self.is_versioned else []
        there.append(version)
        self.versions[key] = there
        return version


class S3:
    """A client; `on_write` is told of each object that is written, before its writer knows."""

    exceptions = Exceptions

    def __init__(self, gate: Gate, buckets: dict[str, Bucket], now: Any, on_write: Any) -> None:
        self._gate, self.buckets, self._now, self._on_write = gate, buckets, now, on_write

    def get_object(self, Bucket: str, Key: str, VersionId: str = "") -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            version = self._version(Bucket, Key, VersionId)
            return _head(version) | {"Body": BytesIO(version.data or b"")}

        return self._call("get_object", f"{Bucket}/{Key} {VersionId}".rstrip(), effect)

    def head_object(self, Bucket: str, Key: str, VersionId: str = "") -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            try:
                return _head(self._version(Bucket, Key, VersionId))
            except ClientError as error:  # its answer has no body that could say more
                raise refused("HeadObject", "404", 404) from error

        return self._call("head_object", f"{Bucket}/{Key} {VersionId}".rstrip(), effect)

    def put_object(self, Bucket: str, Key: str, Body: bytes, **more: Any) -> dict[str, Any]:
        conditions = {name: more.pop(name) for name in ("IfMatch", "IfNoneMatch") if name in more}

        def effect() -> dict[str, Any]:
            self._check(self.buckets[Bucket].newest(Key), "PutObject", **conditions)
            version = self.buckets[Bucket].put(Key, Body, self._now(), **more)
            self._on_write(Bucket, Key, version)
            return {"ETag": version.etag, "VersionId": version.id}

        return self._call("put_object", f"{Bucket}/{Key} {conditions or ''}".rstrip(), effect)

    def copy_object(self, Bucket: str, Key: str, CopySource: dict[str, str], **conditions: Any) -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            source = self._version(CopySource["Bucket"], CopySource["Key"], CopySource["VersionId"])
            self._check(self.buckets[Bucket].newest(Key), "CopyObject", **conditions)
            version = self.buckets[Bucket].put(Key, source.data or b"", self._now(), **source.more)
            self._on_write(Bucket, Key, version)
            return {"VersionId": version.id}

        return self._call("copy_object", f"{Bucket}/{Key} {CopySource['VersionId']}", effect)

    def delete_object(self, Bucket: str, Key: str, VersionId: str = "", **conditions: Any) -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            self._check(self.buckets[Bucket].newest(Key), "DeleteObject", **conditions)
            if VersionId:
                self.buckets[Bucket].erase(Key, VersionId)
            else:
                self.buckets[Bucket].delete(Key, self._now())
            return {}

        return self._call("delete_object", f"{Bucket}/{Key}", effect)

    def get_paginator(self, operation: str) -> "_Lister":
        return _Lister(self, operation)

    def list_objects_v2(self, Bucket: str, MaxKeys: int = MANY, StartAfter: str = "") -> dict[str, Any]:
        def effect() -> dict[str, Any]:
            there = self.buckets[Bucket]
            after = [key for key in there.present() if key > StartAfter]
            rows = [_row(key, there.versions[key][-1]) for key in after[:MaxKeys]]
            return {"Contents": rows, "IsTruncated": len(after) > MaxKeys}

        return self._call("list_objects_v2", f"{Bucket} {StartAfter}".rstrip(), effect)

    def object_versions(self, bucket: str, prefix: str, place: int, most: int) -> list[dict[str, Any]]:
        """The versions and delete markers from a place in their order on."""

        def effect() -> list[dict[str, Any]]:
            versions = sorted(self.buckets[bucket].versions.items())
            rows = [_version_row(key, each, each is all_[-1]) for key, all_ in versions for each in reversed(all_)]
            return [row for row in rows if row["Key"].startswith(prefix)][place : place + most]

        found: list[dict[str, Any]] = self._call("list_object_versions", f"{bucket}/{prefix}", effect)
        return found

    def _version(self, bucket: str, key: str, version_id: str) -> Version:
        if not version_id:
            version = self.buckets[bucket].newest(key)
            if version is None:
                raise NoSuchKey("GetObject")
            return version
        for version in self.buckets[bucket].versions.get(key, ()):
            if version.id == version_id:
                return version
        raise refused("GetObject", "NoSuchVersion", 404)

    def _check(self, there: Version | None, operation: str, IfMatch: str = "", IfNoneMatch: str = "") -> None:
        if IfMatch and there is None:
            raise NoSuchKey(operation)
        if (IfMatch and there and there.etag != IfMatch) or (IfNoneMatch and there):
            raise refused(operation, "PreconditionFailed", 412)

    def _call(self, operation: str, subject: str, effect: Any) -> Any:
        if len(subject.partition("/")[2].partition(" ")[0].encode()) > LONGEST_KEY:
            raise refused(operation, "KeyTooLongError", 400)
        return self._gate(Call("s3", operation, subject, effect))


@dataclass(frozen=True)
class _Lister:
    s3: S3
    operation: str

    def paginate(self, Bucket: str, Prefix: str = "", PaginationConfig: Any = None) -> Iterator[dict[str, Any]]:
        if self.operation == "list_objects_v2":
            yield self.s3.list_objects_v2(Bucket)
            return
        most, place = (PaginationConfig or {}).get("PageSize", 1000), 0
        while rows := self.s3.object_versions(Bucket, Prefix, place, most):
            versions = [row for row in rows if "ETag" in row]
            yield {"Versions": versions, "DeleteMarkers": [row for row in rows if row not in versions]}
            place += len(rows)


def _head(version: Version) -> dict[str, Any]:
    more = {"Metadata": {}, **version.more}
    return {"ETag": version.etag, "VersionId": version.id, "LastModified": version.modified, **more}


def _row(key: str, version: Version) -> dict[str, Any]:
    return {"Key": key, "ETag": version.etag, "LastModified": version.modified}


def _version_row(key: str, version: Version, is_latest: bool) -> dict[str, Any]:
    size = len(version.data or b"")
    row = _row(key, version) | {"VersionId": version.id, "IsLatest": is_latest, "Size": size}
    if version.data is None:
        del row["ETag"]
    return row
