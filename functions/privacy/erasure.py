"""Erasures: what was confirmed to be erased, noted before anything is removed, so that it is finished whatever happens.

The note holds ids and places, neither names nor texts. When all is done, a record of it
stays, for whoever has to show that, or restores a backup and has to do it again.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from blog.item import from_item, to_item
from blog.paths import of_object
from privacy.traces import Trace, Traces
from publisher.queues import Want

FOLDER = "erasures/"
OPEN = f"{FOLDER}open/"
MARGIN = timedelta(days=1)  # no page showed a comment before it was sent, whatever the clocks say


@dataclass(frozen=True)
class Erasure:
    """`comments` are ids, `posts` the identities of their posts, `since` when the first was sent.

    `browsers` are the digests of those of which nothing is to be known any more, `correspondents`
    those of the e-mail addresses that came with the comments, `backups` versions in the report
    bucket, `left` the keys of such as only the owner may remove. Once the rows are gone, pages are
    `wanted` without them. Once these are there it is known which `paths` showed a comment, which of
    these were `rewritten`, and which old `versions` do so still.
    """

    id: str
    comments: tuple[str, ...]
    posts: tuple[str, ...]
    since: datetime
    browsers: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    backups: tuple[Trace, ...] = ()
    left: tuple[str, ...] = ()
    wanted: tuple[Want, ...] = ()
    paths: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    versions: tuple[Trace, ...] = ()

    def sparing_backups(self) -> "Erasure":
        """The same, but for backups: they hold what others wrote, too."""
        return replace(self, backups=(), left=tuple(sorted({each.key for each in self.backups})))

    @property
    def searched_from(self) -> datetime:
        return self.since - MARGIN

    def with_found(self, found: Iterable[Trace]) -> "Erasure":
        """What is found now beside what was found before; of the pages that were wanted, those that had a comment."""
        old = {(each.key, each.version): each for each in (*self.versions, *found) if not each.is_newest}
        paths = {*self.paths, *(of_object(each.key) for each in found)}
        rewritten = paths & {each.target for each in self.wanted}
        return replace(
            self,
            paths=tuple(sorted(paths)),
            rewritten=tuple(sorted({*self.rewritten, *rewritten})),
            versions=tuple(old[at] for at in sorted(old)),
        )


class Erasures:
    """The notes, in the report bucket; `client` is boto3's S3 client."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket
        self._known: dict[str, frozenset[str]] = {}

    def unfinished(self) -> Iterator[Erasure]:
        """Those that were begun and not ended, the oldest first."""
        paginator = self._client.get_paginator("list_objects_v2")
        for page in paginator.paginate(Bucket=self._bucket, Prefix=OPEN):
            for each in page.get("Contents", ()):
                yield from_item(Erasure, self._read(each["Key"]))

    def find(self, id_: str) -> Erasure | None:
        """The note of one that was begun and not ended."""
        note = self._found(_note(id_))
        return from_item(Erasure, note) if note is not None else None

    def record(self, id_: str) -> dict[str, Any] | None:
        """What was done in one that was ended."""
        return self._found(_record(id_))

    def erased(self) -> frozenset[str]:
        """The ids of all comments that were erased, or are to be; asked again, it reads only what is new."""
        paginator = self._client.get_paginator("list_objects_v2")
        pages = paginator.paginate(Bucket=self._bucket, Prefix=FOLDER)
        for key in [
            each["Key"] for page in pages for each in page.get("Contents", ()) if each["Key"] not in self._known
        ]:
            said = self._found(key)
            if said is None:  # it has just been ended, so there is a record instead
                return self.erased()
            self._known[key] = frozenset(said["comments"])
        return frozenset().union(*self._known.values())

    def note(self, erasure: Erasure) -> None:
        self._put(_note(erasure.id), to_item(erasure))

    def finish(self, erasure: Erasure, protocol: dict[str, Any]) -> str:
        """Keep what was done instead of what was to be done; where that is. No version of the note stays."""
        key = _record(erasure.id)
        self._put(key, protocol)
        traces = Traces(self._client, self._bucket)
        traces.remove(traces.of(_note(erasure.id)))
        return key

    def _found(self, key: str) -> dict[str, Any] | None:
        try:
            return self._read(key)
        except self._client.exceptions.NoSuchKey:
            return None

    def _read(self, key: str) -> dict[str, Any]:
        with self._client.get_object(Bucket=self._bucket, Key=key)["Body"] as body:
            said: dict[str, Any] = json.loads(body.read())
            return said

    def _put(self, key: str, value: Any) -> None:
        body = json.dumps(value, ensure_ascii=False, indent=2).encode()
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType="application/json")


def _note(id_: str) -> str:
    return f"{OPEN}{id_}.json"


def _record(id_: str) -> str:
    return f"{FOLDER}{id_}.json"
