import pytest

from publisher.json_fields import read_json
from publisher.problem import SourceError


def test_fields_know_their_lines_and_the_text_after_them_is_left():
    text = '\n{\n\t"title": "Tea",\n\t"draft": true}Steep.'

    fields, end = read_json("posts/tea.md", text, 1, first_line=4)

    assert [(field.name, field.value, field.line) for field in fields] == [("title", "Tea", 6), ("draft", "true", 7)]
    assert text[end:] == "Steep."


@pytest.mark.parametrize(
    ("text", "sentence", "line"),
    [
        ('{\n"draft": true,\n}', "no comma follows the last one", None),
        ("{draft: true}", "double quotes", 3),
        ('{"a": 1\n"b": 2}', "Put a comma", 4),
        ('{"a": ' + "[" * 100_000, "nested too deeply", 3),
    ],
)
def test_what_is_not_json_is_an_error_with_its_line(text, sentence, line):
    with pytest.raises(SourceError) as caught:
        read_json("posts/tea.md", text, 0, first_line=3)

    assert sentence in str(caught.value)
    assert line is None or caught.value.problems[0].line == line
