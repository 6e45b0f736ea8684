"""The timeline: all versions and delete markers of the author's bucket as publishes, in their order. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

SHORT = 8


@dataclass(frozen=True)
class Version:
    """One version of a source, or one delete marker.

    Times are S3's: in whole seconds, and of a large file those of its upload's beginning.
    """

    key: str
    id: str
    modified: datetime
    size: int = 0
    etag: str = ""
    is_marker: bool = False
    is_newest: bool = field(default=False, compare=False)

    def has_bytes_of(self, other: "Version") -> bool:
        return not (self.is_marker or other.is_marker) and (self.etag, self.size) == (other.etag, other.size)


class Deed(StrEnum):
    """What a publish did to its source; `restored` brings back bytes that it had before."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"
    RESTORED = "restored"


@dataclass(frozen=True)
class Publish:
    """A version and its place in time; `moment` is never before that of the same source's publish before it."""

    version: Version
    deed: Deed
    moment: datetime

    @property
    def id(self) -> str:
        """64 hexadecimal digits, of which people use the first eight."""
        return sha256(f"{self.version.key}\0{self.version.id}".encode()).hexdigest()

    @property
    def short_id(self) -> str:
        return self.id[:SHORT]


class NoSuchPublish(LookupError):
    """The digits that were given name no publish, or several: `candidates` are these."""

    def __init__(self, digits: str, candidates: Sequence[Publish]) -> None:
        several = " or ".join(f"{each.id[: 2 * SHORT]} ({each.version.key})" for each in candidates)
        super().__init__(f"{digits!r} could be {several}" if candidates else f"there is no publish {digits!r}")
        self.candidates = candidates


def timeline(versions: Iterable[Version]) -> list[Publish]:
    """The publishes, the oldest first, from versions of which each key's newest comes first, as S3 lists them.

    Within a key S3's order counts; between keys the time, and in the same second the key.
    """
    by_key: dict[str, list[Version]] = defaultdict(list)
    for version in versions:
        by_key[version.key].insert(0, version)
    publishes = (publish for key in sorted(by_key) for publish in _publishes(by_key[key]))
    return sorted(publishes, key=lambda publish: publish.moment)  # it keeps the order of equal moments


def find(publishes: Iterable[Publish], digits: str) -> Publish:
    """The one publish whose id begins so; raises NoSuchPublish."""
    found = [each for each in publishes if each.id.startswith(digits.lower())]
    if len(found) != 1 or not digits:
        raise NoSuchPublish(digits, found[:3] if digits else ())
    return found[0]


def _publishes(oldest_first: list[Version]) -> Iterable[Publish]:
    moment = oldest_first[0].modified
    for number, version in enumerate(oldest_first):
        moment = max(moment, version.modified)
        yield Publish(version, _deed(version, oldest_first[:number]), moment)


def _deed(version: Version, before: list[Version]) -> Deed:
    if version.is_marker:
        return Deed.DELETED
    if any(map(version.has_bytes_of, before[:-1])) and not version.has_bytes_of(before[-1]):
        return Deed.RESTORED
    return Deed.CHANGED if before and not before[-1].is_marker else Deed.ADDED
