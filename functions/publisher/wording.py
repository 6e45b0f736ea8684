"""Wording: dates, counts and cuts as templates write them, in English."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def count(number: int, noun: str) -> str:
    """The number and its noun, in the plural where there is not one.

    >>> count(1, "view"), count(1200, "comment")
    ('1 view', '1,200 comments')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def day(date: datetime) -> str:
    """23 November 2026, in the date's own zone."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def short_day(date: datetime) -> str:
    """23 Nov, for lists that are headed by the year."""
    return f"{date.day} {MONTHS[date.month - 1][:3]}"


def iso_day(date: datetime) -> str:
    return date.date().isoformat()


def iso(date: datetime) -> str:
    """2026-11-23T08:00:00+00:00 (RFC 3339)."""
    return date.isoformat(timespec="seconds")


def cut(text: str, length: int) -> str:
    """The text in at most `length` characters, cut at a word and closed by an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    kept = text[:length].rpartition(" ")[0] or text[: length - 1]
    return kept.rstrip(" ,;:.!?…–—-") + "…"


def initial(name: str) -> str:
    """The first letter or digit of a name, for an avatar; a dot where there is none."""
    return next((char.upper() for char in name if char.isalnum()), "·")


FILTERS: dict[str, Callable[..., Any]] = {
    "cut": cut,
    "day": day,
    "initial": initial,
    "iso": iso,
    "iso_day": iso_day,
    "short_day": short_day,
}
