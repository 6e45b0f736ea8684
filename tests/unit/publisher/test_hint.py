"""Hints in all the shapes that reach the content queue."""

import json

import pytest

from publisher.hint import NotAHint, hinted_keys


def test_a_notification_of_s3_names_its_keys_form_encoded() -> None:
    body = json.dumps({"Records": [{"s3": {"object": {"key": "posts/a+b%2Fc%C3%A9.md"}}}]})

    assert hinted_keys(body) == ["posts/a b/cé.md"]


def test_the_test_event_of_s3_names_none() -> None:
    assert hinted_keys('{"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"}') == []


def test_our_own_hint_is_not_encoded() -> None:
    assert hinted_keys('{"key": "posts/a+b.md"}') == ["posts/a+b.md"]


NO_HINTS = """
posts/a.md
[]
5
null
{}
"key"
{"key": ""}
{"key": 5}
{"key": "\\ud800"}
{"Records": 5}
{"Records": [{"s3": {}}]}
"""


@pytest.mark.parametrize("body", [*NO_HINTS.split("\n"), json.dumps({"key": "k" * 1025})])
def test_anything_else_is_no_hint(body: str) -> None:
    with pytest.raises(NotAHint):
        hinted_keys(body)
