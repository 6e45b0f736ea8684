"""Wording: dates, counts and cuts as templates write them, in the page's language."""

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from blog.wording import ENGLISH, cut, dated, day, iso_day
from blog.words import Words, locales


def short_day(date: datetime, words: Words = ENGLISH) -> str:
    """23 Nov, for lists that are headed by the year."""
    months = words.pgettext("short months in a date", "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
    return dated(words.pgettext("date", "%(day)s %(month)s"), months, date, words)


def month_and_year(date: datetime, words: Words = ENGLISH) -> str:
    """November 2026, for headings."""
    months = words.pgettext(
        "months with a year",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    )
    return dated(words.pgettext("date", "%(month)s %(year)s"), months, date, words)


def month(date: datetime, words: Words = ENGLISH) -> str:
    """November, by itself."""
    months = words.pgettext(
        "months by themselves",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    )
    return dated("%(month)s", months, date, words)


def year(date: datetime, words: Words = ENGLISH) -> str:
    """2026, by itself."""
    return dated(words.pgettext("date", "%(year)s"), "", date, words)


def days(date: datetime) -> dict[str, str]:
    """The day in every language, for pages that are built before it is shown on them."""
    return {words.language: day(date, words) for words in locales()}


def bdi(name: str) -> Markup:
    """A name that somebody chose, kept apart from the direction of the words around it."""
    return Markup("<bdi>{}</bdi>").format(name)


def iso(date: datetime) -> str:
    """2026-11-23T08:00:00+00:00 (RFC 3339)."""
    return date.isoformat(timespec="seconds")


def rfc822(date: datetime) -> str:
    """Mon, 23 Nov 2026 08:00:00 +0000, as RSS has it."""
    return format_datetime(date)


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
    "year": _of_page(year),
}
