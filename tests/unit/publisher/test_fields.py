from publisher.fields import Field, Fields
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
