"""Traces: the versions of a bucket's objects in which some texts stand, and their removal."""

import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any
from zlib import MAX_WBITS, decompressobj

AT_ONCE = 8  # a client has ten connections
BATCH = 1000  # DeleteObjects takes no more
PIECE_BYTES = 1 << 20
GZIP = b"\x1f\x8b"  # RFC 1952, section 2.3.1


@dataclass(frozen=True)
class Trace:
    """A version that holds one of the texts; `is_newest` if it is the one that everybody gets."""

    key: str
    version: str
    is_newest: bool = False


class NotRemoved(Exception):
    """S3 kept some versions; `errors` are its answers."""

    def __init__(self, errors: Sequence[Any]) -> None:
        super().__init__(f"{len(errors)} versions were not removed, such as {errors[0]['Key']}: {errors[0]['Code']}")
        self.errors = errors


class Traces:
    """`client` is boto3's S3 client. A bucket without versions has one of each object, called "null"."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def find(self, texts: Collection[str], since: datetime, is_meant: Callable[[str], bool]) -> list[Trace]:
        """The versions, written since then, of the objects that are meant by their keys, in whose bytes a text is.

        What is packed by gzip is unpacked; nothing else is.
        """
        there = [each for each in self._entries("Versions") if each["LastModified"] >= since and is_meant(each["Key"])]
        traces = [Trace(each["Key"], each["VersionId"], each["IsLatest"]) for each in there]
        wanted = re.compile(b"|".join(re.escape(text.encode()) for text in sorted(texts, key=len, reverse=True)))
        longest = max(len(text.encode()) for text in texts)
        with ThreadPoolExecutor(AT_ONCE) as readers:
            found = readers.map(lambda trace: self._has(trace, wanted, longest), traces)
            return [trace for trace, has in zip(traces, found, strict=True) if has]

    def remove(self, traces: Iterable[Trace]) -> None:
        """Remove these versions for good; those that are gone already do no harm. Raises NotRemoved."""
        entries = [{"Key": each.key, "VersionId": each.version} for each in traces]
        for start in range(0, len(entries), BATCH):
            batch = {"Objects": entries[start : start + BATCH], "Quiet": True}
            if errors := self._client.delete_objects(Bucket=self._bucket, Delete=batch).get("Errors"):
                raise NotRemoved(errors)

    def of(self, key: str) -> list[Trace]:
        """All versions and delete markers of a key."""
        entries = (each for kind in ("Versions", "DeleteMarkers") for each in self._entries(kind, key))
        return [Trace(key, each["VersionId"], each["IsLatest"]) for each in entries if each["Key"] == key]

    def lone_markers(self, keys: Collection[str]) -> list[Trace]:
        """The delete markers of keys of which no version is left that they could hide."""
        hiding = (key for key in sorted(keys) if not any(each["Key"] == key for each in self._entries("Versions", key)))
        return [trace for key in hiding for trace in self.of(key)]

    def _entries(self, kind: str, prefix: str = "") -> Iterator[Any]:
        paginator = self._client.get_paginator("list_object_versions")
        for page in paginator.paginate(Bucket=self._bucket, Prefix=prefix):
            yield from page.get(kind, ())

    def _has(self, trace: Trace, wanted: re.Pattern[bytes], longest: int) -> bool:
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=trace.key, VersionId=trace.version)
        except self._client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] in {"NoSuchVersion", "NoSuchKey"}:  # it has expired meanwhile
                return False
            raise
        with answer["Body"] as body:
            return has(body, wanted, longest)


def has(body: Any, wanted: re.Pattern[bytes], longest: int) -> bool:
    """Whether a stream has what is wanted, of which no match is longer than `longest` bytes; in pieces, not at once."""
    rest = b""
    for piece in _unpacked(iter(partial(body.read, PIECE_BYTES), b"")):
        if wanted.search(rest + piece):
            return True
        rest = (rest + piece)[-longest:]
    return False


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same, or what is packed in them, as far as it can be unpacked.

    A packed file may be several, one behind the other (RFC 1952, section 2.2).
    """
    first = next(pieces, b"")
    if not first.startswith(GZIP):
        yield from chain([first], pieces)
        return
    member = decompressobj(wbits=MAX_WBITS | 16)
    for piece in chain([first], pieces):
        packed = piece
        while packed:
            try:
                yield member.decompress(packed, PIECE_BYTES)
            except zlib.error:  # not packed after all, or broken, or something else behind it
                return
            packed = member.unconsumed_tail or member.unused_data
            if member.eof:
                member = decompressobj(wbits=MAX_WBITS | 16)
