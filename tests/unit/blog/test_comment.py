from datetime import UTC, datetime, timedelta

import pytest

from blog.comment import Comment, Draft, FieldError, comment_id, digest_of
from blog.item import from_item, to_item
from blog.words import Words

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ENGLISH = Words()


def draft(name: str = "Ada", text: str = "Tea.", **more: str) -> Draft:
    return Draft.of({"name": name, "text": text, **more})


def test_a_good_draft_has_no_errors():
    assert draft("a" * 80, "b" * 4000).errors(ENGLISH) == ()


def test_each_field_has_its_own_error():
    errors = draft("", "b" * 4001).errors(ENGLISH)

    assert errors == (
        FieldError("name", "Please write your name."),
        FieldError("text", "At most 4000 characters, please; there are 4001."),
    )


def test_length_is_measured_after_cleaning():
    assert draft(" " * 100 + "Ada", "line\r\n" * 800).errors(ENGLISH) == ()


def test_a_draft_of_what_cannot_be_seen_is_empty():
    assert [error.field for error in draft("\u3164", "\u200b\n\u0000").errors(ENGLISH)] == ["name", "text"]


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" https://ada.example/a?b ", "https://ada.example/a?b"),
        ("ada.example", "https://ada.example"),
        ("http://ada.example", "http://ada.example"),
    ],
)
def test_a_website_is_kept_with_its_scheme(typed, kept):
    assert draft(website=typed).website == kept
    assert draft(website=typed).errors(ENGLISH) == ()


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "data:text/html,x", "https://a b", "https://me@ada.example", "//"]
)
def test_what_is_no_website_is_said(typed):
    assert [error.field for error in draft(website=typed).errors(ENGLISH)] == ["website"]


def test_a_website_has_a_longest_length():
    assert draft(website="https://a.example/" + "b" * 182).errors(ENGLISH) == ()
    assert [error.field for error in draft(website="https://a.example/" + "b" * 183).errors(ENGLISH)] == ["website"]


@pytest.mark.parametrize("parent", ["a" * 23, "A" * 24, "a" * 24 + "\n", "../RECORD", ""])
def test_a_parent_that_is_no_id_is_none(parent):
    assert draft(parent=parent).parent == ""
    assert draft(parent="a" * 24).parent == "a" * 24


def test_only_its_writer_s_key_opens_a_comment():
    comment = Comment("1", "7dbd5fd4c1a1b2c3", "Ada", "Tea.", NOON, writer=digest_of("0" * 32))

    assert comment.is_by("0" * 32)
    assert not any(map(comment.is_by, ("", "1" * 32, comment.writer, "\udc80", "0" * 33)))
