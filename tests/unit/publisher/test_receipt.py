"""Receipts as their authors read them."""

import json
from datetime import UTC, datetime

import pytest

from blog.record import Status
from publisher.problem import Problem
from publisher.receipt import Receipt

AT = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_receipt_has_all_that_others_rely_on() -> None:
    problem = Problem("Bad.", 3, 7, "title")

    said = json.loads(Receipt("posts/tea.md", Status.ERROR, "", (problem,), (), "v2", AT, 4).as_json())

    assert said == {
        "key": "posts/tea.md",
        "status": "error",
        "url": None,
        "preview": None,
        "errors": [{"message": "Bad.", "line": 3, "column": 7, "field": "title"}],
        "warnings": [],
        "source_version": "v2",
        "at": "2026-11-24T00:00:00+00:00",
        "generation": 4,
        "words": None,
        "minutes": None,
    }


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (230, 1), (700, 3)])
def test_words_come_with_the_minutes_that_they_take(words: int, minutes: int) -> None:
    receipt = Receipt("posts/tea.md", Status.PUBLISHED, "/posts/tea/", (), (), "v2", AT, words=words)

    said = json.loads(receipt.as_json())

    assert (said["words"], said["minutes"]) == (words, minutes)
