import pytest

from publisher.problem import SourceError
from publisher.yaml_fields import MAX_CHARACTERS, read_yaml


def values(text):
    return {field.name: field.value for field in read_yaml("posts/tea.md", text)}


def test_scalars_stay_as_the_author_wrote_them():
    text = "a: 012\nb: yes\nc: 2017-02-29\nd: 1.10\ne: '~'\nf: 12:30\n7: x"

    assert values(text) == {"a": "012", "b": "yes", "c": "2017-02-29", "d": "1.10", "e": "~", "f": "12:30", "7": "x"}


def test_nothing_is_none():
    assert values("a:\nb: ~\nc: null") == {"a": None, "b": None, "c": None}


def test_lists_and_maps_nest():
    assert values("tags: [tea, [milk]]\nimage:\n  src: tea.jpg") == {
        "tags": ["tea", ["milk"]],
        "image": {"src": "tea.jpg"},
    }


def test_each_field_knows_its_line():
    fields = read_yaml("posts/tea.md", "# tea\ntitle: Tea\u2028time\n\ntags:\n- a\nodd : 1", first_line=2)

    assert [(field.name, field.line) for field in fields] == [("title", 3), ("tags", 5), ("odd", 7)]


@pytest.mark.parametrize("text", ["", "# only a remark", "\n"])
def test_nothing_is_no_fields(text):
    assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "sentence", "line"),
    [
        ("title: Tea: a history", "needs quotes", 5),
        ("a: 1\n\tb: 2", "Indent with spaces", 6),
        ("- a\n- b", "key: value", 5),
        ("only text", "key: value", 5),
        ("a: *b", "reference", 5),
        ("a: &a [*a]", "reference", 5),
        ("a: 1\n--- \nb: 2", "second document", 6),
        ("a: " + "[" * 50 + "]" * 50, "nesting is too deep", 5),
        ("a: " + "[" * 100_000, "nesting is too deep", 5),
        ("a: [1, 2]]", "This is not YAML", 5),
        ("a: " + "x" * MAX_CHARACTERS, "200,000 characters", 5),
        ("title: @tea", "needs quotes", 5),
    ],
)
def test_what_is_not_plain_yaml_is_an_error_with_its_line(text, sentence, line):
    with pytest.raises(SourceError) as caught:
        read_yaml("posts/tea.md", text, first_line=5)

    assert sentence in str(caught.value)
    assert caught.value.problems[0].line == line


def test_tabs_that_nobody_sees_are_no_mistake():
    fields = read_yaml("posts/tea.md", "title:\tTea\t\nauthors:\n- melody\t\t\n-\tnell\n")

    assert [(field.name, field.value) for field in fields] == [("title", "Tea"), ("authors", ["melody", "nell"])]
