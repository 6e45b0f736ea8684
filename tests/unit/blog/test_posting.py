"""Postings: by which words a post is found, and in which bucket each of them is."""

import pytest

from blog.posting import (
    BUCKETS,
    HEAVIEST,
    MOST_LEXEMES,
    MOST_WORDS,
    WHOLE,
    asked,
    bucket_of,
    divided,
    postings,
)


def weights(line: str) -> dict[str, int]:
    return {lexeme: int(weight) for lexeme, weight in (each.split(":") for each in line.split())}


def test_a_word_weighs_by_where_it_stands_and_how_often():
    line = postings([("Rain", 5), ("weather rain", 3)], "rain " + "cloud " * 9 + "sun sun", "")

    assert line == " cloud:3 rain:9 sun:2 weather:3 "
    assert weights(line)["rain"] == HEAVIEST == 5 + 3 + 1


def test_a_word_is_found_by_itself_and_by_its_stem():
    assert weights(postings([], "Lamps, lamp!", "en")) == {"lamp": 2, "lamps": 1}


def test_of_a_long_text_the_heaviest_words_stay_and_of_these_the_first():
    body = " ".join(f"w{number:05}" for number in range(MOST_LEXEMES + 10))
    kept = weights(postings([("Title", 5)], body, ""))

    assert len(kept) == MOST_LEXEMES
    assert {"title", "w00000", f"w{MOST_LEXEMES - 2:05}"} <= kept.keys()
    assert f"w{MOST_LEXEMES - 1:05}" not in kept


def test_no_words_are_no_postings():
    assert postings([("", 5)], "…", "en") == ""
    assert divided("") == {}


def test_the_buckets_have_all_postings_once():
    line = postings([], " ".join(f"{a}{b}x" for a in "abcdef" for b in "uvwxyz") + " 我喜欢茶", "")

    found = divided(line)

    assert set(found) <= set(range(BUCKETS))
    assert len(found) > BUCKETS / 2
    assert sorted(each for part in found.values() for each in part.split()) == line.split()
    for bucket, part in found.items():
        assert {bucket_of(lexeme) for lexeme in weights(part)} == {bucket}
        assert (part[0], part[-1]) == (" ", " ")


@pytest.mark.parametrize(("word", "beginning"), [("lamps", "la"), ("להבה", "לה"), ("茶杯", "茶"), ("ไทย", "ไ")])
def test_a_beginning_is_in_the_bucket_of_the_word(word, beginning):
    assert bucket_of(word) == bucket_of(beginning)


LINE = " lamp:2 lampshade:4 run:1 runs:1 "


@pytest.mark.parametrize(
    ("query", "weight"),
    [
        ("lamp", 2 * WHOLE),
        ("lamps", 2 * WHOLE),
        ("lampsh", 4),
        ("la", 4),
        ("l", 0),
        ("amp", 0),
        ("running", WHOLE),
        ("runn", 0),
    ],
)
def test_the_last_word_may_be_a_beginning_and_a_whole_word_counts_more(query, weight):
    (word,) = asked(query, "en")

    assert word.weight_in(LINE) == weight


def test_only_the_last_word_may_be_a_beginning():
    first, last = asked("lampsh lampsh runs lampsh", "en")

    assert (first.weight_in(LINE), first.is_beginning) == (0, False)
    assert (last.weight_in(LINE), last.is_beginning) == (WHOLE, True)


def test_every_line_that_has_a_word_has_its_needle():
    for query in ("lamp", "lamps", "lampsh", "la", "running", "c++", "\\d+", "(", "我喜"):
        for word in asked(query, "en", "de"):
            line = postings([], f"{query} lamps lampshade running 我喜欢", "en")
            parts = divided(line)
            assert word.weight_in(line)
            assert any(needle in parts.get(bucket, "") for bucket, needle in word.needles.items())


def test_forms_in_one_bucket_have_one_needle_and_others_their_own():
    assert asked("lamps x", "en")[0].needles == {bucket_of("lamp"): " lamp"}
    assert asked("lamp x", "en")[0].needles == {bucket_of("lamp"): " lamp:"}
    assert set(asked("المدرسة x", "ar")[0].needles.values()) == {" المدرسه:", " مدرس:"}


def test_a_query_has_so_many_words_at_most_each_once():
    assert len(asked(" ".join(f"w{number}" for number in range(50)))) == MOST_WORDS
    assert len(asked("tea Tea TEA téa")) == 1
    assert asked("") == asked(" ?! ") == ()
