"""Wording: dates, counts and cuts as templates write them, in the page's language.

Dates are Gregorian in every language: a page's address and its feed name the same
day. Their patterns and names are CLDR's, kept in the catalogues.
"""

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from blog.words import Words, locales

ENGLISH = Words()


def day(date: datetime, words: Words = ENGLISH) -> str:
    """23 November 2026, in the date's own zone."""
    months = words.pgettext(
        "months in a date",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    )
    return _dated(words.pgettext("date", "%(day)s %(month)s %(year)s"), months, date, words)


def short_day(date: datetime, words: Words = ENGLISH) -> str:
    """23 Nov, for lists that are headed by the year."""
    months = words.pgettext("short months in a date", "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
    return _dated(words.pgettext("date", "%(day)s %(month)s"), months, date, words)


def month_and_year(date: datetime, words: Words = ENGLISH) -> str:
    """November 2026, for headings."""
    months = words.pgettext(
        "months with a year",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    )
    return _dated(words.pgettext("date", "%(month)s %(year)s"), months, date, words)


def month(date: datetime, words: Words = ENGLISH) -> str:
    """November, by itself."""
    months = words.pgettext(
        "months by themselves",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    )
    return _dated("%(month)s", months, date, words)


def year(date: datetime, words: Words = ENGLISH) -> str:
    """2026, by itself."""
    return _dated(words.pgettext("date", "%(year)s"), "", date, words)


def _dated(pattern: str, months: str, date: datetime, words: Words) -> str:
    name = months.split("|")[date.month - 1] if months else ""
    return pattern % {"day": words.digits(date.day), "month": name, "year": words.digits(date.year)}


def days(date: datetime) -> dict[str, str]:
    """The day in every language, for pages that are built before it is shown on them."""
    return {words.language: day(date, words) for words in locales()}


def bdi(name: str) -> Markup:
    """A name that somebody chose, kept apart from the direction of the words around it."""
    return Markup("<bdi>{}</bdi>").format(name)


def iso_day(date: datetime) -> str:
    return date.date().isoformat()


def iso(date: datetime) -> str:
    """2026-11-23T08:00:00+00:00 (RFC 3339)."""
    return date.isoformat(timespec="seconds")


def rfc822(date: datetime) -> str:
    """Mon, 23 Nov 2026 08:00:00 +0000, as RSS has it."""
    return format_datetime(date)


def cut(text: str, length: int) -> str:
    """The text in at most `length` characters, cut at a word and closed by an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    kept = text[:length].rpartition(" ")[0]
    if len(kept) < length // 2:  # Chinese and Japanese hardly have spaces
        kept = text[: length - 1]
    return kept.rstrip(" ,;:.!?…–—-،؛。、，；：！？") + "…"


def initial(name: str) -> str:
    """The first letter or digit of a name, for an avatar; a dot where there is none."""
    return next((char.upper() for char in name if char.isalnum()), "·")


def translated(name: str) -> Callable[..., Any]:
    """One of the functions of gettext, of the page that is being rendered."""

    @pass_context
    def translate(context: Context, *texts: Any) -> Any:
        return getattr(context["words"], name)(*texts)

    return translate


def _of_page(write: Callable[[Any, Words], str]) -> Callable[..., str]:
    @pass_context
    def write_in(context: Context, value: Any) -> str:
        return write(value, context["words"])

    return write_in


FILTERS: dict[str, Callable[..., Any]] = {
    "bdi": bdi,
    "cut": cut,
    "day": _of_page(day),
    "days": days,
    "initial": initial,
    "iso": iso,
    "iso_day": iso_day,
    "rfc822": rfc822,
    "number": _of_page(lambda number, words: words.number(number)),
    "short_day": _of_page(short_day),
}
