from datetime import UTC, datetime

import pytest

from blog.post import Kind, Post
from publisher.fields import Field, Fields
from publisher.post_path import MOST_ALIASES, last_of_path, read_aliases, read_path

POST = Post(Kind.POST, "green-tea", "Green tea", datetime(2014, 3, 12, tzinfo=UTC))
KEY = "posts/2014-03-12-green-tea.md"


def make_fields(**values):
    return Fields(Field(name, value, 2, 3) for name, value in values.items())


@pytest.mark.parametrize(
    ("values", "path", "last"),
    [
        ({"permalink": "/2014/03/tea/"}, "/2014/03/tea/", "tea"),
        ({"url": "/tea.html"}, "/tea.html", "tea"),
        ({"save_as": "tea.html"}, "/tea.html", "tea"),
        ({"path": "https://tea.example/a/b"}, "/a/b/", "b"),
        ({"permalink": "/:year/:title/"}, "/2014/green-tea/", ""),
        ({"permalink": "pretty"}, "/2014/03/12/green-tea/", ""),
        ({"permalink": "black-tea"}, "", "black-tea"),
        ({"permalink": "false", "url": "/tea/"}, "/tea/", "tea"),
        ({}, "", ""),
    ],
)
def test_an_address_with_slashes_is_a_whole_path(values, path, last):
    fields = make_fields(**values)

    assert (read_path(fields, POST, KEY), last_of_path(fields), fields.warnings) == (path, last, [])


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("/tags/tea/", "site's own"),
        ("https://tea.example", "site's own"),
        ("/:nonsense/", ":nonsense"),
        ("/archive/:year/", "site's own"),
        ("/{{ page.date | readable }}/", "not known"),
        ("/a/../b", "upwards"),
        ({"build": "/a/"}, "must be text"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_with_its_place(value, sentence):
    fields = make_fields(permalink=value)

    assert (read_path(fields, POST, KEY), last_of_path(fields)) == ("", "")
    assert [(warning.line, warning.column, warning.field) for warning in fields.warnings] == [(2, 3, "permalink")]
    assert sentence in fields.warnings[0].message


@pytest.mark.parametrize(
    ("values", "aliases"),
    [
        ({"aliases": ["/a/", "b/c.html"]}, ("/a/", "/b/c.html")),
        ({"redirect_from": "/a/"}, ("/a/",)),
        ({"alias": "/a/, /b/"}, ("/a/", "/b/")),
        ({"aliases": ["/a/", "/a", "/tea/", None]}, ("/a/",)),
        ({"aliases": ["/a/"], "redirects": ["https://tea.example/b"]}, ("/a/", "/b/")),
        ({}, ()),
    ],
)
def test_other_addresses_are_each_there_once_and_the_own_is_not(values, aliases):
    fields = make_fields(**values)

    assert (read_aliases(fields, "/tea/"), fields.warnings) == (aliases, [])


def test_a_name_of_obsidian_is_no_address_and_the_others_stay():
    fields = make_fields(aliases=["Green tea", "/?p=1", "/a/"])

    assert read_aliases(fields, "") == ("/a/",)
    assert [warning.line for warning in fields.warnings] == [2, 2]
    assert "not an address" in fields.warnings[0].message


def test_of_too_many_addresses_the_first_are_kept():
    fields = make_fields(aliases=[f"/{n}/" for n in range(MOST_ALIASES + 1)])

    assert len(read_aliases(fields, "")) == MOST_ALIASES
    assert len(fields.warnings) == 1
