"""Wording: dates by language, as CLDR has them; always Gregorian."""

from datetime import UTC, datetime

import pytest

from blog.words import words_for
from publisher import wording

WRITTEN = {
    "en": ("1 March 2026", "1 Mar", "March 2026", "March", "2026"),
    "de": ("1. März 2026", "1. März", "März 2026", "März", "2026"),
    "de-AT": ("1. März 2026", "1. März", "März 2026", "März", "2026"),
    "he": ("1 במרץ 2026", "1 במרץ", "מרץ 2026", "מרץ", "2026"),
    "fa": ("۱ مارس ۲۰۲۶", "۱ مارس", "مارس ۲۰۲۶", "مارس", "۲۰۲۶"),
    "ja": ("2026年3月1日", "3月1日", "2026年3月", "3月", "2026年"),
    "zh": ("2026年3月1日", "3月1日", "2026年3月", "三月", "2026年"),
    "sv": ("1 March 2026", "1 Mar", "March 2026", "March", "2026"),
}
# Where the month's own name is not the one that stands in a date, or is shortened.
JANUARY = {
    "de": ("31. Januar 2027", "31. Jan.", "Januar 2027", "Januar", "2027"),
    "he": ("31 בינואר 2027", "31 בינו׳", "ינואר 2027", "ינואר", "2027"),
    "fa": ("۳۱ ژانویهٔ ۲۰۲۷", "۳۱ ژانویه", "ژانویهٔ ۲۰۲۷", "ژانویه", "۲۰۲۷"),
    "zh-CN": ("2027年1月31日", "1月31日", "2027年1月", "一月", "2027年"),
}


def written(date: datetime, language: str) -> tuple[str, ...]:
    words = words_for(language)
    every = (wording.day, wording.short_day, wording.month_and_year, wording.month, wording.year)
    return tuple(write(date, words) for write in every)


@pytest.mark.parametrize("language", WRITTEN)
def test_a_date_is_written_as_its_language_writes_it(language):
    assert written(datetime(2026, 3, 1, tzinfo=UTC), language) == WRITTEN[language]


@pytest.mark.parametrize("language", JANUARY)
def test_a_month_in_a_date_may_have_another_form_than_by_itself(language):
    assert written(datetime(2027, 1, 31, tzinfo=UTC), language) == JANUARY[language]


def test_every_month_of_every_language_has_a_name_of_its_own():
    for words in wording.locales():
        for write in (wording.day, wording.short_day, wording.month_and_year, wording.month):
            names = {write(datetime(2026, month, 5, tzinfo=UTC), words) for month in range(1, 13)}
            assert len(names) == 12, (words.language, write)


def test_a_day_can_be_had_in_all_languages_at_once():
    days = wording.days(datetime(2026, 11, 23, tzinfo=UTC))

    assert days["en"] == "23 November 2026"
    assert days["ja"] == "2026年11月23日"
    assert {"de", "he", "fa", "zh-Hans"} < set(days)


def test_a_name_is_kept_apart_and_escaped():
    assert wording.bdi("<Noor>") == "<bdi>&lt;Noor&gt;</bdi>"
