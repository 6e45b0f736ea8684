"""Spool: what was read of an export, in a temporary database on disk, so that it can be sorted in bounded memory."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

from blog.comment import Comment
from cli.foreign import Foreign, State, Talk

SHAPE = """
CREATE TABLE talk (id TEXT PRIMARY KEY, addresses TEXT, identity TEXT, post TEXT DEFAULT '', why TEXT DEFAULT '');
CREATE TABLE said (
    id TEXT PRIMARY KEY, talk TEXT, line INTEGER, state TEXT, parent TEXT, at TEXT, edited TEXT, amended TEXT,
    made TEXT UNIQUE, name TEXT, text TEXT, website TEXT, why TEXT
);
"""
# A reply keeps what it replies to if that comes along to the same post.
ARRIVING = """
SELECT said.made, talk.post, said.name, said.text, said.at, said.website,
    said.edited, said.amended, said.state, parent.made
FROM said JOIN talk ON talk.id = said.talk
LEFT JOIN (said AS parent JOIN talk AS there ON there.id = parent.talk)
    ON parent.id = said.parent AND parent.why = '' AND there.post = talk.post AND parent.state IN (?, ?)
WHERE said.why = '' AND talk.post != '' AND said.state IN (?, ?)
ORDER BY talk.post, said.made
"""
LEFT = """
SELECT said.line, said.name, said.at, COALESCE(NULLIF(said.why, ''), talk.why, 'its thread is not in the file')
FROM said LEFT JOIN talk ON talk.id = said.talk
WHERE said.state IN (?, ?) AND (said.why != '' OR talk.post IS NULL OR talk.post = '')
ORDER BY said.line
"""


@dataclass(frozen=True)
class Left:
    """A comment that cannot be imported, and why; `at` is ISO 8601 text, or empty."""

    line: int
    name: str
    at: str
    why: str


class Spool:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._wanted = (State.APPROVED.value, State.APPROVED.value)
        self.again = 0

    def __enter__(self) -> Self:
        self._database.executescript(SHAPE)
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @classmethod
    def open(cls, *, waiting: bool) -> "Spool":
        """On disk, where nobody else sees it, and gone when it is closed (SQLite, "Temporary Databases").

        `waiting` says that comments that waited where they come from are to be imported, too.
        """
        spool = cls(sqlite3.connect(""))
        if waiting:
            spool._wanted = (State.APPROVED.value, State.WAITING.value)
        return spool

    def add_talk(self, talk: Talk) -> None:
        addresses = "\n".join(each.strip() for each in talk.untrusted_addresses)
        row = (talk.id, addresses, talk.identity)
        self._database.execute("INSERT OR REPLACE INTO talk (id, addresses, identity) VALUES (?, ?, ?)", row)

    def add(self, foreign: Foreign, comment: Comment | None, why: str) -> None:
        """A comment as it would be here, or why it cannot be; one whose id is there already is left out."""
        row = (
            # Those without an id are none of one another.
            *(foreign.id or None, foreign.talk, foreign.line, foreign.state.value, foreign.parent),
            *(
                _text_of(foreign.at),
                _text_of(foreign.edited),
                _text_of(foreign.amended),
                comment.id if comment and not why else None,
            ),
            *((comment.name, comment.text, comment.website) if comment else ("", "", "")),
            why,
        )
        done = self._database.execute(f"INSERT OR IGNORE INTO said VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        self.again += not done.rowcount

    def talks(self) -> Iterator[Talk]:
        """Those on which there is a comment to be imported."""
        found = self._database.execute(
            "SELECT id, addresses, identity FROM talk WHERE id IN (SELECT talk FROM said WHERE state IN (?, ?))",
            self._wanted,
        )
        yield from [Talk(row[0], tuple(row[1].split("\n")), row[2]) for row in found]

    def place(self, talk: str, post: str, why: str) -> None:
        """Say on which post (an identity) a thread is to stand, or why on none."""
        self._database.execute("UPDATE talk SET post = ?, why = ? WHERE id = ?", (post, why, talk))

    def arriving(self) -> Iterator[tuple[Comment, bool]]:
        """What is to be imported and whether it waits, post by post, what is replied to before the replies."""
        with closing(self._database.execute(ARRIVING, self._wanted * 2)) as rows:
            for made, post, name, text, at, website, edited, amended, state, parent in rows:
                written = datetime.fromisoformat(at)
                comment = Comment(made, post, name, text, written, website, parent or "", _time_in(edited))
                yield replace(comment, amended=_time_in(amended)), state == State.WAITING.value

    def left(self) -> Iterator[Left]:
        """What is to be imported and cannot be, in the order of the file."""
        with closing(self._database.execute(LEFT, self._wanted)) as rows:
            yield from (Left(*row) for row in rows)

    def counts(self) -> Counter[State]:
        """How many of each state were read."""
        rows: Iterable[tuple[str, int]] = self._database.execute("SELECT state, COUNT(*) FROM said GROUP BY state")
        return Counter({State(state): number for state, number in rows})

    @property
    def total(self) -> int:
        """How many are arriving."""
        number: int = self._database.execute(f"SELECT COUNT(*) FROM ({ARRIVING})", self._wanted * 2).fetchone()[0]  # noqa: S608
        return number


def _time_in(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text_of(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
