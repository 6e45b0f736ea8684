from mail.letter import harmless, quoted, short_title


def test_what_is_harmless_can_still_be_read():
    assert harmless("see https://tea.example. Yes.") == "see https[:]//tea[.]example. Yes."


def test_every_line_is_marked_as_another_s_and_not_too_long():
    lines = quoted("One\n\n" + "word " * 100 + "a" * 100)

    assert lines[:2] == ["> One", "> "]
    assert all(line.startswith("> ") and len(line) < 76 for line in lines)


def test_a_title_in_a_subject_is_one_line_and_not_too_long():
    assert short_title("Tea\r\nBcc: all@blog.example") == "Tea Bcc: all@blog.example"
    assert len(short_title("a" * 200)) == 81
