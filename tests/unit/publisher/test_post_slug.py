import pytest

from blog.post import Kind
from publisher.fields import Field, Fields
from publisher.post_slug import LONGEST_BYTES, read_slug, written_slug


def read(key="posts/2014-03-12-green-tea.md", title="Tea", kind=Kind.POST, **values):
    fields = Fields(Field(name, value, 2) for name, value in values.items())
    return read_slug(fields, kind, key, title), fields


@pytest.mark.parametrize(
    ("values", "slug"),
    [
        ({"slug": "My Tea"}, "my-tea"),
        ({"permalink": "/2015/05/21/tockingtime/"}, "tockingtime"),
        ({"url": "/tea.html"}, "tea"),
        ({"permalink": "/%D7%AA%D7%94/"}, "תה"),
        ({"permalink": "black-tea"}, "black-tea"),
        ({"url": "https://tea.example/a"}, "a"),
        ({"permalink": "/:year/:title/"}, "green-tea"),
        ({"permalink": "pretty"}, "green-tea"),
        ({"permalink": "/a/../b/"}, "green-tea"),
        ({"permalink": "/tags/tea/"}, "green-tea"),
        ({"slug": "tea", "permalink": "/milk/"}, "tea"),
        ({}, "green-tea"),
        ({"key": "posts/???.md"}, "tea"),
        ({"key": "posts/???.md", "title": "!"}, "post-aaa559d3"),
        ({"key": "posts/תה ירוק.md"}, "תה-ירוק"),
    ],
)
def test_a_slug_comes_from_the_first_that_has_one(values, slug):
    found, fields = read(**values)

    assert found == slug
    assert fields.warnings == []


def test_a_slug_that_cannot_be_used_is_told():
    found, fields = read(slug="???")

    assert found == "green-tea"
    assert [warning.line for warning in fields.warnings] == [2]


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("pages/archive.md", {}),
        ("pages/a.md", {"slug": "Tags"}),
        ("pages/series.md", {}),
        ("pages/a.md", {"permalink": "archive"}),
    ],
)
def test_a_page_cannot_stand_where_the_site_does(key, values):
    _, fields = read(key=key, kind=Kind.PAGE, **values)

    assert [error.line for error in fields.errors] == [2 if values else None]


def test_a_post_may_be_called_archive():
    assert read(key="posts/archive.md")[0] == "archive"


def test_a_long_slug_is_cut_between_words():
    found, _ = read(slug="ארוך " * 100)

    assert len(found.encode()) <= LONGEST_BYTES
    assert found.endswith("ארוך")


@pytest.mark.parametrize(
    ("value", "written"),
    [("Green_Tea", "Green_Tea"), ("???", ""), ("", ""), (2026, "2026"), (["tea"], ""), ("a" * 201, "")],
)
def test_a_slug_is_kept_as_it_was_written_if_it_can_be_used(value, written):
    assert written_slug(Fields([Field("slug", value, 2)])) == written
    assert not written_slug(Fields([Field("title", "Tea", 2)]))
