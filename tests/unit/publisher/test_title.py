import pytest

from publisher.fields import Field, Fields
from publisher.title import read_title


def read(body, **values):
    fields = Fields(Field(name, value, 2) for name, value in values.items())
    return (*read_title(fields, body, "posts/2014-03-12-green_tea.md"), fields.warnings)


@pytest.mark.parametrize(
    ("values", "body", "title", "rest"),
    [
        ({"title": "Tea"}, "Steep.", "Tea", "Steep."),
        ({"title": "Tea"}, "# *Tea*\nSteep.", "Tea", "\nSteep."),
        ({"title": "Tea"}, "# Leaves\nSteep.", "Tea", "# Leaves\nSteep."),
        ({}, "# Tea & *milk*\nSteep.", "Tea & milk", "\nSteep."),
        ({}, "Steep.\n\n# Tea", "Tea", "Steep.\n\n"),
        ({"title": ""}, "Tea\n===\n", "Tea", "\n\n"),
        ({"title": "2048"}, "", "2048", ""),
    ],
)
def test_a_title_is_shown_once(values, body, title, rest):
    assert read(body, **values) == (title, rest, [])


def test_without_a_title_the_files_name_is_one_and_the_author_is_told():
    title, body, (warning,) = read("Steep.")

    assert (title, body) == ("Green tea", "Steep.")
    assert "Green tea" in warning.message


@pytest.mark.parametrize("key", ["posts/-.md", "posts/%00.md", "posts/%E2%80%8B.md"])
@pytest.mark.parametrize("title", ["", "<b>", "\u200b"])
def test_a_title_that_nobody_can_see_is_none(key, title):
    found, _ = read_title(Fields([Field("title", title, 2)]), "# \u200b\nSteep.", key)

    assert found == "Untitled"


def test_a_title_as_long_as_a_text_is_cut():
    title, _, (warning,) = read("", title="tea " * 200)

    assert len(title) <= 301
    assert "longer than 300" in warning.message
