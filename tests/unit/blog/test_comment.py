from datetime import UTC, datetime, timedelta

import pytest

from blog.comment import Comment, Draft, FieldError, comment_id
from blog.item import from_item, to_item
from blog.words import Words

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ENGLISH = Words()


def test_a_good_draft_has_no_errors():
    assert Draft.of("a" * 80, "b" * 4000).errors(ENGLISH) == ()


def test_each_field_has_its_own_error():
    errors = Draft.of("", "b" * 4001).errors(ENGLISH)

    assert errors == (
        FieldError("name", "Please write your name."),
        FieldError("text", "At most 4000 characters, please; there are 4001."),
    )


def test_length_is_measured_after_cleaning():
    assert Draft.of(" " * 100 + "Ada", "line\r\n" * 800).errors(ENGLISH) == ()


def test_a_draft_of_what_cannot_be_seen_is_empty():
    assert [error.field for error in Draft.of("\u3164", "\u200b\n\u0000").errors(ENGLISH)] == ["name", "text"]


def test_ids_sort_by_time_even_across_the_years():
    times = [datetime(1999, 1, 1, tzinfo=UTC), NOON, NOON + timedelta(milliseconds=1), datetime(2099, 1, 1, tzinfo=UTC)]
    tokens = ["ffffffffffff", "eeeeeeeeeeee", "111111111111", "000000000000"]

    ids = [comment_id(at, token) for at, token in zip(times, tokens, strict=True)]

    assert ids == sorted(ids)
    assert {len(each) for each in ids} == {24}


@pytest.mark.parametrize("text", ["one line", "two\nlines", "<script>"])
def test_a_comment_comes_back_from_its_item(text):
    comment = Comment("1", "7dbd5fd4c1a1b2c3", "Ada", text, NOON)

    assert from_item(Comment, to_item(comment) | {"PK": "HELD", "SK": "1", "title": "Tea"}) == comment
