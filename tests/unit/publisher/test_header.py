import pytest

from publisher.header import MOST_LINES, is_nikola, read_header, read_nikola
from publisher.problem import SourceError


def header(*lines):
    fields, taken = read_header(list(lines), 3)
    return [(field.name, field.value, field.line) for field in fields], taken


def nikola(*lines):
    fields, taken = read_nikola("posts/tea.md", list(lines), 3)
    return [(field.name, field.value, field.line, field.column) for field in fields], taken


def test_a_header_ends_at_the_first_other_line():
    assert header("Title: Tea", "My Date : 2014", "", "Steep.") == ([("Title", "Tea", 3), ("My Date", "2014", 4)], 2)


def test_a_header_may_be_closed_as_if_it_had_been_opened():
    assert header("Title: Tea", "---", "Steep.") == ([("Title", "Tea", 3)], 2)


def test_a_header_without_a_telling_key_is_text():
    assert header("Note: steep it.", "Steep.") == ([], 0)


def test_a_header_may_be_all_and_is_not_endless():
    assert header("Title: Tea")[1] == 1
    assert header(*["Title: Tea"] * (MOST_LINES + 1))[1] == MOST_LINES


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ([".. title: Tea"], True),
        (["<!--", "", ".. title: Tea", "-->"], True),
        ([".. note:: Steep."], False),
        (["<!-- Steep. -->"], False),
        (["Tea .. title: Tea"], False),
    ],
)
def test_nikolas_fields_begin_with_two_dots(lines, answer):
    assert is_nikola(lines) is answer


def test_nikolas_fields_end_with_the_first_other_line():
    assert nikola(".. title: Tea: a history", ".. tags:", "", ".. text") == (
        [("title", "Tea: a history", 3, 4), ("tags", "", 4, 4)],
        2,
    )


def test_nikolas_comment_may_have_empty_lines_and_text_beside_its_end():
    lines = ["<!--", "", ".. title: Tea", "--> Steep."]

    fields, taken = read_nikola("posts/tea.md", lines, 3)

    assert [(field.name, field.line) for field in fields] == [("title", 5)]
    assert lines[taken:] == [" Steep."]


@pytest.mark.parametrize(
    ("lines", "line"), [(["<!--", ".. title: Tea"], 3), (["<!--", ".. title: Tea", "draft", "-->"], 5)]
)
def test_a_comment_that_cannot_be_read_is_an_error_with_its_line(lines, line):
    with pytest.raises(SourceError) as caught:
        nikola(*lines)

    assert caught.value.problems[0].line == line
