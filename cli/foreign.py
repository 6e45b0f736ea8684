"""Foreign: comments as other systems' exports tell of them, not yet cleaned, and the posts that they are on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import BinaryIO

NUMBERED = 16**9  # ids of all systems are below that, yet


class State(StrEnum):
    """What a comment was where it comes from; `other` is what no reader wrote, such as a pingback."""

    APPROVED = "approved"
    WAITING = "waiting"
    SPAM = "spam"
    DELETED = "deleted"
    OTHER = "other"


@dataclass(frozen=True)
class Talk:
    """What a thread of comments was about: all addresses by which its post may be found, or the post's identity."""

    id: str
    untrusted_addresses: tuple[str, ...]
    identity: str = ""


@dataclass(frozen=True)
class Foreign:
    """A comment; `line` is where it stands in the file, `talk` the id of its thread, `parent` that of a comment.

    `at` is None where the file tells no time. `own_id` is the id that it has had here, empty for others.
    """

    line: int
    id: str
    talk: str
    at: datetime | None
    untrusted_name: str
    untrusted_text: str
    state: State = State.APPROVED
    untrusted_website: str = ""
    parent: str = ""
    own_id: str = ""
    edited: datetime | None = None
    amended: datetime | None = None


@dataclass(frozen=True)
class System:
    """A system whose exports can be read: how they are recognised by their beginning, and their texts made ours."""

    name: str
    mark: bytes
    read: Callable[[BinaryIO], Iterator[Talk | Foreign]]
    marked: Callable[[str], str]


def token_of(system: str, foreign_id: str) -> str:
    """The end of an id: 12 hexadecimal digits that are the same for the same comment each time.

    Of a number the first nine are that number, so that of two comments in one second the
    reply comes after what it replies to.
    """
    digest = sha256(f"{system} {foreign_id}".encode()).hexdigest()
    return f"{int(foreign_id) % NUMBERED:09x}{digest[:3]}" if foreign_id.isdecimal() else digest[:12]


def time_of(text: str) -> datetime | None:
    """ISO 8601 or `2026-11-23 09:14:00`, in UTC if it says no zone; None for what is no time."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:  # also the zeros that WordPress writes for no time
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
