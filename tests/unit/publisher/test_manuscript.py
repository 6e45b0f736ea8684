import pytest

from publisher.manuscript import MAX_BYTES, read_text
from publisher.problem import Problem, SourceError


@pytest.mark.parametrize(
    ("data", "sentence", "line"),
    [
        (b"", "empty", None),
        (b" \r\n\t\n", "empty", None),
        (b"\xef\xbb\xbf", "empty", None),
        (b"x" * (MAX_BYTES + 1), "larger than 1,000,000 bytes", None),
        (b"GIF89a\n\x00\x01", "not a text file", 2),
        ("title: Tea\n\ncafé".encode("latin-1"), "not UTF-8 text (byte 16 is 0xe9)", 3),
        ("tea".encode("utf-16"), "not a text file", 1),
    ],
)
def test_what_is_not_text_is_refused_in_one_sentence(data, sentence, line):
    with pytest.raises(SourceError) as caught:
        read_text("posts/tea.md", data)

    (problem,) = caught.value.problems
    assert sentence in problem.message
    assert problem.line == line


def test_the_largest_file_is_read():
    assert read_text("posts/tea.md", b"x" * MAX_BYTES) == ("x" * MAX_BYTES, ())


def test_a_byte_order_mark_and_all_line_ends_are_taken_as_they_come():
    text, warnings = read_text("posts/tea.md", b"\xef\xbb\xbfone\r\ntwo\rthree\n")

    assert (text, warnings) == ("one\ntwo\nthree\n", ())


def test_unicode_line_separators_end_no_line():
    text, _ = read_text("posts/tea.md", "one\u2028two\x85three".encode())

    assert text.count("\n") == 0


def test_control_characters_are_left_out_with_a_warning():
    text, warnings = read_text("posts/tea.md", b"one\ntw\x08o\x0b")

    assert text == "one\ntwo"
    assert warnings == (Problem("Control characters were left out (U+0008, U+000B, 2 in all).", line=2),)
