import pytest

from publisher.problem import SourceError
from publisher.toml_fields import read_toml
from publisher.yaml_fields import MAX_CHARACTERS, MAX_DEPTH


def test_fields_know_their_lines_and_columns():
    text = 'title = "Tea"\n\n draft = true\n[extra]\n"title" = "Milk"\nimage.src = "a.jpg"\n'

    fields = read_toml("posts/tea.md", text, first_line=2)

    assert [(field.name, field.line, field.column) for field in fields] == [
        ("title", 2, 1),
        ("draft", 4, 2),
        ("extra", 5, 2),
    ]
    assert [(field.name, field.line) for field in fields[2].value.fields] == [("title", 6), ("image", 7)]


@pytest.mark.parametrize(
    ("text", "sentence", "line"),
    [
        ("title = Tea", 'needs quotes: title = "Tea"', 5),
        ("a = 1\na = 2", "not TOML", 6),
        ("date = 2017-02-29", "not TOML", 5),
        ("a = " + "1" * 5000, "not TOML", 5),
        ("a = " + "[" * 5000, "not TOML", None),
        (".".join(["a"] * 3000) + " = 1", "nested too deeply", 5),
        ("a = " + "[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH, "nested too deeply", 5),
        ("a = '" + "x" * MAX_CHARACTERS + "'", "200,000 characters", 5),
    ],
)
def test_what_is_not_plain_toml_is_an_error_with_its_line(text, sentence, line):
    with pytest.raises(SourceError) as caught:
        read_toml("posts/tea.md", text, first_line=5)

    assert sentence in str(caught.value)
    assert line is None or caught.value.problems[0].line == line
