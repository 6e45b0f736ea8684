"""The site bucket: what readers get; written only on the condition that nobody else wrote meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest, md5
from typing import Any

from botocore.exceptions import ClientError

from blog.paths import is_preview, object_key
from blog.table import Conflict
from publisher.conditional import head, is_lost_race, put

OK, MOVED, GONE = 200, 301, 410
PAGE_CACHE = "public, max-age=0, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400"
PREVIEW_CACHE = "no-store"
ASSET_CACHE = "public, max-age=31536000, immutable"

# Of XML and JSON the CDN compresses these and no others (CloudFront developer guide, "Serve compressed files").
COMPRESSED = frozenset({"image/svg+xml", "application/rss+xml", "application/xhtml+xml"})
FAMILIES = {"+xml": "application/xml", "+json": "application/json"}


@dataclass(frozen=True)
class Tag:
    """What stands at a path: its entity tag, the generation stamped into it, and its status.

    410 is that of a tombstone, 301 that of an address that leads elsewhere.
    """

    etag: str
    generation: int
    status: int = OK


def etag_of(data: bytes) -> str:
    """S3's entity tag of a single PUT with its own encryption (S3 user guide, "Checking object integrity")."""
    return f'"{md5(data, usedforsecurity=False).hexdigest()}"'


@dataclass(frozen=True)
class Output:
    """The bytes for a path. The CDN answers with `status`, and with 301 names `location`, an encoded path."""

    data: bytes
    content_type: str
    generation: int
    status: int = OK
    location: str = ""

    @property
    def tag(self) -> Tag:
        return Tag(etag_of(self.data), self.generation, self.status)


@dataclass(frozen=True)
class Listed:
    """An object as a listing tells it."""

    key: str
    etag: str
    modified: datetime


class SiteBucket:
    """`client` is boto3's S3 client."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def tag(self, path: str) -> Tag | None:
        head = self._head(path)
        if not head:
            return None
        metadata = head["Metadata"]
        return Tag(head["ETag"], int(metadata.get("generation", "0")), int(metadata.get("status", OK)))

    def put(self, path: str, output: Output, expected: Tag | None) -> None:
        """Write over exactly what `expected` is; raises Conflict if something else stands there."""
        there = expected.etag if expected else ""
        cache = PREVIEW_CACHE if is_preview(path) else PAGE_CACHE
        self._put(path, there, output, cache, generation=str(output.generation))

    def sends(self, path: str, output: Output) -> bool:
        """Whether what stands there is sent as this output would be, whatever its bytes and generation are.

        Of the type no parameter counts: of XML not every server keeps the charset.
        """
        head = self._head(path)
        metadata = {name: value for name, value in head.get("Metadata", {}).items() if name != "generation"}
        kinds = [each.partition(";")[0] for each in (head.get("ContentType", ""), stored_type(output.content_type))]
        return kinds[0] == kinds[1] and metadata == _told(output)

    def digest(self, path: str) -> str:
        """The SHA-256 of what stands there, in hexadecimal digits; raises botocore's ClientError if nothing does."""
        with self._client.get_object(Bucket=self._bucket, Key=object_key(path))["Body"] as body:
            return file_digest(body, "sha256").hexdigest()

    def put_asset(self, path: str, data: bytes, content_type: str) -> str:
        """Write an asset, whose path is made from its bytes, over whatever else stands there; its entity tag."""
        output = Output(data, content_type, 0)
        try:
            return self._put(path, "", output, ASSET_CACHE)
        except Conflict:
            there = self.etag(path)
            if not there:  # a write at the same moment may have failed as well
                raise
            return there if there == etag_of(data) else self._put(path, there, output, ASSET_CACHE)

    def etag(self, path: str) -> str:
        """The entity tag of what stands there; empty for nothing."""
        return str(self._head(path).get("ETag", ""))

    def delete_asset(self, path: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=object_key(path))

    def objects(self) -> Iterator[Listed]:
        paginator = self._client.get_paginator("list_objects_v2")
        for page in paginator.paginate(Bucket=self._bucket):
            for each in page.get("Contents", ()):
                yield Listed(each["Key"], each["ETag"], each["LastModified"])

    def delete_tombstone(self, path: str) -> None:
        """Delete what is a tombstone still; a page that has come back meanwhile stays."""
        head = self._head(path)
        if not head or head["Metadata"].get("status") != str(GONE):
            return
        try:
            self._client.delete_object(Bucket=self._bucket, Key=object_key(path), IfMatch=head["ETag"])
        except ClientError as error:
            if not is_lost_race(error):
                raise

    def _head(self, path: str) -> dict[str, Any]:
        return head(self._client, self._bucket, object_key(path))

    def _put(self, path: str, expected: str, output: Output, cache: str, **metadata: str) -> str:
        return put(
            self._client,
            expected,
            Bucket=self._bucket,
            Key=object_key(path),
            Body=output.data,
            ContentType=stored_type(output.content_type),
            CacheControl=cache,
            Metadata=metadata | _told(output),
        )


def _told(output: Output) -> dict[str, str]:
    """What the CDN is told by an object's metadata."""
    told = {
        "status": str(output.status) if output.status != OK else "",
        "location": output.location,
        "type": output.content_type if stored_type(output.content_type) != output.content_type else "",
    }
    return {name: value for name, value in told.items() if value}


def stored_type(content_type: str) -> str:
    """A type that the CDN compresses, for a kind of XML or JSON that it does not know; the CDN puts the type right."""
    kind, semicolon, parameters = content_type.partition(";")
    family = next((FAMILIES[ending] for ending in FAMILIES if kind.endswith(ending)), kind)
    return content_type if kind in COMPRESSED else family + semicolon + parameters
