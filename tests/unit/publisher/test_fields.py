import pytest

from publisher.fields import Field, FieldMap, Fields, entry
from publisher.value import as_switch


def test_a_name_is_found_whatever_its_case_and_hyphens():
    fields = Fields([Field("Publish-Date", "2026-03-14", 2)])

    assert fields.read(("publish_date",), str, "") == "2026-03-14"


def test_the_first_name_with_a_value_counts():
    fields = Fields([Field("summary", "Steep it.", 2), Field("deck", " ", 3)])

    assert fields.read(("deck", "summary"), str, "") == "Steep it."


def test_a_bad_value_becomes_a_problem_at_its_line():
    fields = Fields([Field("draft", "perhaps", 4, 3)])

    answer = fields.read(("draft",), as_switch, True)

    assert answer is True
    assert [(error.line, error.column, error.field) for error in fields.errors] == [(4, 3, "draft")]
    assert "perhaps" in fields.errors[0].message


def test_of_duplicate_keys_the_last_counts_and_the_author_is_told():
    fields = Fields([Field("title", "Tea", 2), Field("Title", "Coffee", 5)])

    assert fields.read(("title",), str, "") == "Coffee"
    assert fields.warnings[0].line == 5
    assert "line 2" in fields.warnings[0].message


def test_what_nobody_asked_for_is_unused():
    fields = Fields([Field("title", "Tea", 2), Field("layout", "post", 3)])

    fields.find(("title", "name"))

    assert [field.name for field in fields.unused()] == ["layout"]


@pytest.mark.parametrize("name", ["featuredImage", "featured-image", "Featured Image", "FEATURED_IMAGE"])
def test_a_name_may_be_written_as_each_system_does(name):
    assert Fields([Field(name, "tea.jpg", 2)]).read(("featured_image",), str, "") == "tea.jpg"


def test_a_group_holds_fields_with_their_own_lines():
    extra = FieldMap([Field("author", "Ada", 5, 3), Field("toc", "yes", 6, 3)])
    fields = Fields([Field("extra", extra, 4), Field("Params", {"series": "Tea"}, 8)])

    assert fields.read(("author",), str, "") == "Ada"
    assert fields.read(("series",), str, "") == "Tea"
    assert fields.unused() == [Field("extra.toc", "yes", 6, 3)]


def test_a_field_at_the_top_counts_before_one_in_a_group():
    fields = Fields([Field("extra", {"title": "Milk"}, 2), Field("title", "Tea", 4)])

    assert fields.read(("title",), str, "") == "Tea"
    assert fields.warnings == []


def test_what_is_no_group_of_fields_is_a_field():
    assert Fields([Field("header", "Tea", 2)]).find(("header",)) == Field("header", "Tea", 2)


def test_a_name_is_near_to_one_that_was_asked_for():
    fields = Fields([])

    fields.find(("title", "date", "link"))

    assert [fields.near(name) for name in ("Titel", "tumblr_url", "hn_link")] == ["title", "", ""]


def test_an_entry_of_a_map_is_the_first_that_says_something():
    value = {"SRC": "", "Image-URL": "tea.jpg"}

    assert entry(value, ("src", "image_url")) == "tea.jpg"
    assert entry(value, ("alt",)) is None


def test_a_problem_is_of_a_length_that_can_be_read():
    assert len(Field("title", "", 1).problem("x" * 10_000).message) < 1000
