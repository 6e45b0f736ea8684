"""Lexemes: the same of a text and of a query, whatever a word's ending, accents and capitals."""

import pytest

from blog.lexeme import LONGEST, lexemes, words_of_query, words_of_text


def of(text: str, *languages: str) -> list[str]:
    (word,) = words_of_query(text)
    return lexemes(word, *languages)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tea, and more TEA!", ["tea", "and", "more", "tea"]),
        ("don't well-known C++ 42", ["don", "t", "well", "known", "c", "42"]),
        ("Son\u00adder\u00adfall", ["sonderfall"]),
        ("ＴＥＡ ﬁsh", ["tea", "fish"]),
        ("هم\u200cخوانی", ["هم", "خوانی"]),
        ("कुल", ["कुल"]),
        ("<>&\u202e ", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, words):
    assert list(words_of_text(text)) == list(words_of_query(text)) == words


@pytest.mark.parametrize(
    ("text", "of_text", "of_query"),
    [
        ("我喜欢茶", ["我喜", "喜欢", "欢茶", "茶"], ["我喜", "喜欢", "欢茶"]),
        ("茶", ["茶"], ["茶"]),
        ("RFCを読む", ["rfc", "を読", "読む", "む"], ["rfc", "を読", "読む"]),
        ("한국어를", ["한국", "국어", "어를", "를"], ["한국", "국어", "어를"]),
    ],
)
def test_a_script_without_spaces_is_cut_into_pairs(text, of_text, of_query):
    assert list(words_of_text(text)) == of_text
    assert list(words_of_query(text)) == of_query


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "lamps", "lamp"),
        ("en-GB", "listening", "listened"),
        ("de", "Häuser", "Haus"),
        ("de-AT", "Straßen", "strasse"),
        ("fr", "chevaux", "cheval"),
        ("ru", "книги", "книга"),
        ("ar", "المدرسة", "مدرسة"),
        ("fa", "کتاب‌ها".replace("\u200c", ""), "کتاب"),
    ],
)
def test_two_forms_of_a_word_have_one_stem_in_its_language(language, one, other):
    assert set(of(one, language)) & set(of(other, language))
    assert of(one)[0] == of(one, language)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Crème", "creme"),
        ("Łódź", "lodz"),
        ("œuvre", "oeuvre"),
        ("שָׁלוֹם", "שלום"),
        ("חכם", "חכמ"),
        ("كِتَاب", "کتاب"),
        ("أحمد", "احمد"),
        ("ёлка", "елка"),
    ],
)
def test_what_people_leave_out_does_not_count(one, other):
    assert of(one) == of(other)


def test_marks_that_are_letters_count():
    assert of("कल") != of("कुल")
    assert of("が") != of("か")


def test_a_language_without_a_stemmer_has_the_word_alone():
    assert of("שלומות", "he") == of("שלומות", "xx", "") == ["שלומות"]


def test_what_is_too_long_for_a_word_is_cut_alike():
    assert list(words_of_text("x" * 99)) == list(words_of_query("x" * 77)) == ["x" * LONGEST]
