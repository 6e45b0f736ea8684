from datetime import UTC, datetime

import pytest

from blog import block
from blog.block import Kind, NotBlockable, block_of, blocks, met
from blog.comment import Comment
from tests.unit.fake_table import FakeTable


def comment(text="", name="Ada"):
    return Comment("0a", "p", name, text, datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("kind", "value", "text", "meets"),
    [
        (Kind.WORD, "Pills", "cheap PILLS!", True),
        (Kind.WORD, "pills", "pillspills", False),
        (Kind.WORD, "buy  now", "please buy\nnow", True),
        (Kind.WORD, "c++", "I like c++", True),
        (Kind.WORD, ".*", "anything", False),
        (Kind.HOST, "https://www.Pills.example/shop", "see https://eu.pills.example/x", True),
        (Kind.HOST, "pills.example", "https://nopills.example/", False),
        (Kind.HOST, "pills.example", "pills.example is bad", False),
        (Kind.NAME, "ada", "", True),
        (Kind.NAME, "ad", "", False),
    ],
)
def test_a_block_meets_what_it_names(kind, value, text, meets):
    assert block_of(kind, value).meets(comment(text)) is meets


@pytest.mark.parametrize(
    ("kind", "value"), [(Kind.WORD, " \u200b"), (Kind.HOST, "//"), (Kind.NAME, ""), (Kind.WORD, "a" * 101)]
)
def test_what_cannot_be_blocked_is_named(kind, value):
    with pytest.raises(NotBlockable, match="cannot be blocked"):
        block_of(kind, value)


def test_blocks_are_kept_once_each():
    table = FakeTable()
    pills = block_of(Kind.WORD, "pills")

    for each in (pills, block_of(Kind.HOST, "pills.example"), pills):
        block.add(table, each)

    assert met(comment("pills at https://pills.example"), blocks(table)) == (
        block_of(Kind.HOST, "pills.example"),
        pills,
    )


def test_there_is_an_end_to_blocks(monkeypatch):
    monkeypatch.setattr(block, "MOST", 1)
    table = FakeTable()
    block.add(table, block_of(Kind.WORD, "pills"))

    with pytest.raises(NotBlockable, match="1 blocks already"):
        block.add(table, block_of(Kind.WORD, "poker"))

    block.add(table, block_of(Kind.WORD, "pills"))
