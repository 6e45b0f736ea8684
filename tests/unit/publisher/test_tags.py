import pytest

from blog.post import MOST_TERMS
from publisher.fields import Field, Fields
from publisher.tags import read_categories, read_tags


def categories(value, name="categories", key="posts/tea.md", **more):
    fields = Fields([Field(name, value, 2), *(Field(other, text, 3) for other, text in more.items())])
    return read_categories(fields, "yaml", key)


def names(value, name="tags", dialect="yaml", key="posts/tea.md", **more):
    fields = Fields([Field(name, value, 2), *(Field(other, text, 3) for other, text in more.items())])
    return [tag.name for tag in read_tags(fields, dialect, key)], [problem.message for problem in fields.warnings]


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        (["Tea", "a history of tea"], ["Tea", "a history of tea"]),
        ("Tea, a history of tea", ["Tea", "a history of tea"]),
        ("茶，水、火", ["茶", "水", "火"]),
        ("machine learning", ["machine learning"]),
        (["Go", "go", "GO!"], ["Go"]),
        ([2024, "C++", "C"], ["2024", "C++", "C"]),
        ([["Tea", "Milk"], None, ""], ["Tea", "Milk"]),
        ("#tea", ["tea"]),
        ("R&amp;D", ["R&D"]),
        (None, []),
    ],
)
def test_tags_are_read_in_each_shape_once(value, tags):
    assert names(value) == (tags, [])


def test_jekyll_separates_by_spaces_and_nobody_else():
    key = "posts/2024-02-16-tea.md"

    assert names("AI Google", key=key, layout="post")[0] == ["AI", "Google"]
    assert names("AI Google", key=key)[0] == ["AI Google"]
    assert categories("AI Google", key=key, layout="post") == ("AI", "Google")
    assert categories("AI Google", name="category", key=key, layout="post") == ("AI Google",)


def test_keywords_come_after_tags():
    assert names(["Milk"], keywords=["Tea", "milk"])[0] == ["Milk", "Tea"]


def test_categories_are_no_tags():
    assert names(["Milk"], categories=["Tea"])[0] == ["Milk"]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Food", ("Food",)),
        ("Food, Drink", ("Food", "Drink")),
        (["food/tea", "Food/Tea", "food"], ("food/tea", "food")),
        (None, ()),
    ],
)
def test_a_category_may_be_one_within_another(value, found):
    assert categories(value) == found


@pytest.mark.parametrize("value", ["???", "x" * 61])
def test_a_tag_without_an_address_is_left_out_with_a_warning(value):
    tags, (warning,) = names([value, "Tea"])

    assert tags == ["Tea"]
    assert value in warning


def test_of_too_many_tags_the_first_are_kept():
    tags, (warning,) = names([f"t{n}" for n in range(MOST_TERMS + 1)])

    assert len(tags) == MOST_TERMS
    assert f"{MOST_TERMS + 1} tags" in warning


def test_a_map_is_no_tag():
    fields = Fields([Field("tags", {"tea": "yes"}, 4)])

    assert read_tags(fields, "yaml", "posts/tea.md") == ()
    assert [(error.line, error.field) for error in fields.errors] == [(4, "tags")]
