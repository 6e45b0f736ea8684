"""What stays of a post: from what its author wrote to what feeds call it."""

from uuid import UUID

import pytest

from blog import keys
from publisher.fields import Field, Fields
from publisher.identity import guid_of, read_identity
from tests.unit.make import make_post, make_record

KEY = "posts/2026/chai.md"
URL = "https://blog.example"


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("posts/tea.md", "posts/tea.md"),
        ("/content/posts/tea.md", "posts/tea.md"),
        ("tea.md", "posts/2026/tea.md"),
        ("../tea.md", "posts/tea.md"),
        ("chai.md", ""),
        (4711, "4711"),
        ("https://old.example/tea.md", "https://old.example/tea.md"),
        (None, ""),
    ],
)
def test_the_former_key_is_understood_as_authors_write_it(written: object, identity: str) -> None:
    assert read_identity(Fields([Field("id", written, 2)]), KEY) == identity


def test_what_is_too_long_for_a_row_is_told_and_left_out() -> None:
    fields = Fields([Field("id", "x" * 2000, 2)])

    assert read_identity(fields, KEY) == ""
    assert [(each.line, each.field) for each in fields.warnings] == [(2, "id")]


def guid(identity: str = "", url: str = URL, key: str = "posts/tea.md") -> str:
    post = make_post(identity=identity)
    return guid_of(make_record(post, source=key, id=keys.post_id(key)), post, url)


def test_a_file_that_was_renamed_keeps_its_id_in_feeds() -> None:
    assert guid(key="posts/chai.md", identity="posts/tea.md") == guid(key="posts/tea.md")
    assert UUID(guid())


def test_no_other_post_and_no_other_site_has_the_same() -> None:
    assert len({guid(), guid(key="posts/chai.md"), guid(identity="4711"), guid(url="https://other.example")}) == 4


@pytest.mark.parametrize("written", ["https://old.example/?p=1", "urn:uuid:1", "tag:old.example,2014:tea"])
def test_an_id_of_another_system_that_is_an_address_or_urn_is_kept_as_it_is(written: str) -> None:
    assert guid(identity=written) == written
