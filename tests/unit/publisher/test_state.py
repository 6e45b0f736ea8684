from datetime import UTC

import pytest

from publisher.fields import Field, Fields
from publisher.state import is_draft, is_draft_by_tag


def read(**values):
    fields = Fields(Field(name, value, 2) for name, value in values.items())
    return is_draft(fields, UTC), fields.errors


@pytest.mark.parametrize(
    "values",
    [{"draft": "true"}, {"draft": True}, {"published": "no"}, {"status": "Draft"}, {"status": "hidden"},
     {"publish": "false"}, {"dg-publish": "false"}, {"permalink": "false"}, {"render": False}, {"headless": "true"},
     {"eleventyExcludeFromCollections": "true"},
     {"private": "yes"}, {"draft": "false", "published": "false"}],
)  # fmt: skip
def test_a_post_is_held_back_by_any_sign(values):
    assert read(**values) == (True, [])


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"draft": "false"},
        {"published": "2014-03-12"},
        {"status": "published"},
        {"publish": "2030-01-01"},
        {"draft": ""},
        {"status": "featured"},
        {"permalink": "/tea/"},
        {"render": "link"},
    ],
)
def test_a_post_is_public_without_a_sign(values):
    assert read(**values) == (False, [])


@pytest.mark.parametrize(
    "values", [{"draft": "perhaps"}, {"published": "soon"}, {"status": "wip"}, {"draft": ["true"]}]
)
def test_a_sign_that_nobody_understands_is_an_error(values):
    _, errors = read(**values)

    assert [(error.line, error.field) for error in errors] == [(2, next(iter(values)))]


def test_a_tag_says_draft_in_nikola_and_nowhere_else():
    assert is_draft_by_tag(["tea", "Draft"], "nikola")
    assert not is_draft_by_tag(["tea"], "nikola")
    assert not is_draft_by_tag(["draft"], "yaml")
