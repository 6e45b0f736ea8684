import unicodedata

import pytest

from blog.plain_text import clean_line, clean_text, is_blank
from tests.unit.quickest import quickest


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_every_kind_of_line_end_becomes_a_line_feed(end):
    assert clean_text(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize(
    "char", "\x00\x07\x08\x1b\x7f\x9b\u202a\u202e\u2066\u2069\u200b\u2060\ufeff\u00ad\U000e0041\ud83c"
)
def test_what_nobody_sees_is_removed(char):
    assert clean_text(f"{char}te{char}{char}a{char}") == "tea"


def test_a_stack_of_marks_is_cut():
    zalgo = "t" + "\u0316\u0489\u0e47" * 40 + "ea"

    assert len(clean_text(zalgo)) == 3 + 5


def test_joiners_don_t_hide_a_stack_of_marks():
    assert len(clean_text("t" + ("\u0316" * 4 + "\u200d") * 40)) <= 30
    assert "\u200d\u200d" not in clean_text("t" + ("\u0316" * 9 + "\u200d") * 40)


@pytest.mark.parametrize(
    "text",
    [
        "שָׁלוֹם עוֹלָם",
        "مَرْحَبًا، می‌خواهم",
        "लक्ष्मी की चाय",
        "လျှို့ဝှက်",
        "བོད་ཀྱི་ཇ།",
        "Tiếng Việt",
        "👩🏽‍🚀 🏳️‍🌈 ❤️ 1️⃣",
        "\u200fעברית\u200e and English",
        "a < b && c > d; \"quoted\" 'and' `code`\n\n  indented",
    ],
)
def test_what_people_write_stays_as_it_is(text):
    assert clean_text(text) == unicodedata.normalize("NFC", text)


def test_empty_lines_are_one_at_most_and_none_at_the_ends():
    assert clean_text("\n \none  \n\t\n \n\n two\n\n") == "one\n\n two"


def test_a_line_has_single_spaces():
    assert clean_line(" Ada\t\r\n  Lovelace\u3000") == "Ada Lovelace"


@pytest.mark.parametrize("text", ["", " ", "\u3164", "\u115f\u1160", "\u200d", "\u0301\u0301", "\u2800"])
def test_a_text_without_anything_to_see_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "茶", "🍵", "!", "\u0628\u0651", "\U0001faff"])
def test_a_text_with_one_visible_character_is_not_blank(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    "text", ["\u0316\u0301" * 10_000, " " * 50_000 + "x", "\n" * 50_000 + "x", "\u200d" * 50_000, " \n" * 25_000]
)
def test_the_largest_body_of_nonsense_is_cleaned_at_once(text):
    assert quickest(lambda: clean_text(text)) < 0.25
