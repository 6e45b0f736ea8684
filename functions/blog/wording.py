"""Wording: days and cuts as pages and answers write them.

Dates are Gregorian in every language: a page's address and its feed name the same
day. Their patterns and names are CLDR's, kept in the catalogues.
"""

from datetime import datetime

from blog.words import Words

ENGLISH = Words()


def day(date: datetime, words: Words = ENGLISH) -> str:
    """23 November 2026, in the date's own zone."""
    months = words.pgettext(
        "months in a date",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    )
    return dated(words.pgettext("date", "%(day)s %(month)s %(year)s"), months, date, words)


def dated(pattern: str, months: str, date: datetime, words: Words) -> str:
    """A pattern with a date's `day`, `month` and `year`; `months` are the names, from January, with | between them."""
    name = months.split("|")[date.month - 1] if months else ""
    return pattern % {"day": words.digits(date.day), "month": name, "year": words.digits(date.year)}


def iso_day(date: datetime) -> str:
    return date.date().isoformat()


def cut(text: str, length: int) -> str:
    """The text in at most `length` characters, cut at a word and closed by an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    kept = text[:length].rpartition(" ")[0]
    if len(kept) < length // 2:  # Chinese and Japanese hardly have spaces
        kept = text[: length - 1]
    return kept.rstrip(" ,;:.!?…–—-،؛。、，；：！？") + "…"
