"""Blocks: words, hosts of links and names that the owner will not have; a comment with one is put aside as spam.

Nobody's address is kept, so nobody is blocked by it. A browser is blocked by its secret (`standing.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from blog import keys
from blog.comment import Comment
from blog.links import hosts_of, is_within
from blog.plain_text import clean_line
from blog.table import Delete, Put, Table

MOST = 500  # all are read for each comment
LONGEST = 100


class Kind(StrEnum):
    WORD = "word"
    HOST = "host"
    NAME = "name"


@dataclass(frozen=True)
class Block:
    """`value` is in lower case: words or a phrase, a host with all below it, or a whole name."""

    kind: Kind
    value: str

    def __str__(self) -> str:
        return f"{self.kind} “{self.value}”"

    def meets(self, comment: Comment) -> bool:
        if self.kind is Kind.HOST:
            return any(is_within(host, self.value) for host in hosts_of(_all_text(comment)))
        if self.kind is Kind.NAME:
            return _plain(comment.name) == self.value
        return bool(re.search(rf"(?<!\w){re.escape(self.value)}(?!\w)", _plain(_all_text(comment))))


class NotBlockable(ValueError):
    """What the owner wants to block is empty or too long, or there are too many; `value` is that."""

    def __init__(self, value: str, why: str) -> None:
        super().__init__(f"{value!r} cannot be blocked: {why}")
        self.value = value


def block_of(kind: Kind, untrusted_value: str) -> Block:
    """Raises NotBlockable."""
    value = _plain(untrusted_value)
    if kind is Kind.HOST:
        value = next(iter(hosts_of(value if "//" in value else f"//{value}")), "")
    if not value:
        raise NotBlockable(untrusted_value, f"there is no {kind} in it")
    if len(value) > LONGEST:
        raise NotBlockable(untrusted_value, f"it is longer than {LONGEST} characters")
    return Block(kind, value)


def blocks(table: Table) -> list[Block]:
    return [Block(Kind(item["kind"]), item["value"]) for item in table.collection(keys.BLOCKED)]


def add(table: Table, block: Block) -> None:
    """Once more does no harm; raises NotBlockable when there are too many."""
    there = blocks(table)
    if block not in there and len(there) >= MOST:
        raise NotBlockable(block.value, f"there are {MOST} blocks already")
    table.put(Put(keys.blocked(block.kind, block.value), {"kind": block.kind.value, "value": block.value}))


def remove(table: Table, block: Block) -> bool:
    """Whether it was there."""
    was_there = block in blocks(table)
    table.write([Delete(keys.blocked(block.kind, block.value))])
    return was_there


def met(comment: Comment, all_blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(block for block in all_blocks if block.meets(comment))


def _all_text(comment: Comment) -> str:
    return f"{comment.name}\n{comment.text}\n{comment.website}"


def _plain(text: str) -> str:
    return clean_line(text).casefold()
