from datetime import UTC, datetime

import pytest

from blog.inquiry import Inquiry
from mail.privacy_letter import done_letter, link_letter

URL = "https://blog.example"


def test_the_link_stands_whole_in_one_line_and_nothing_else_leads_away():
    link = f"{URL}/api/privacy?{Inquiry(datetime.now(UTC), 0, edition='e').query('d' * 32, b'key')}"

    letter = link_letter("en", link, URL)

    assert link in letter.text.split("\n")
    assert [line for line in letter.text.split("\n") if "://" in line] == [URL, link]
    assert letter.headers == {"Auto-Submitted": "auto-replied"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "1 Kommentar wurde"), ("en-GB", "1 comment was"), ("", "1 comment was"), ("sv", "1 comment was")],
)
def test_it_is_told_in_the_reader_s_language_what_was_erased(language, words):
    assert words in done_letter(language, 1, [], URL).text


def test_the_pages_are_named_by_their_addresses_and_no_list_is_endless():
    paths = [f"/posts/שלום-{number}/" for number in range(101)]

    lines = done_letter("en", 1234, paths, URL).text.split("\n")

    assert "1,234 comments were erased." in lines
    assert f"{URL}/posts/%D7%A9%D7%9C%D7%95%D7%9D-0/" in lines
    assert [line for line in lines if "-99/" in line or "-100/" in line or line == "…"] == [
        f"{URL}/posts/%D7%A9%D7%9C%D7%95%D7%9D-99/",
        "…",
    ]


def test_where_nothing_was_shown_no_pages_are_named():
    assert "pages" not in done_letter("en", 2, [], URL).text
