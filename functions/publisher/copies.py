"""Copies of a picture, as its item in the table knows them: those that it has, and those that it had. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from blog.item import Item
from blog.paths import decoded

# A page that was read yesterday may still ask for a copy of a picture that has been replaced since.
COPY_LIFE = timedelta(days=1)
MOST_FORMER = 100  # of one picture: twenty replacements in a day


def copies_of(item: Item) -> tuple[str, ...]:
    """The paths of the copies that the picture has."""
    return tuple(decoded(each["url"]) for each in item.get("picture", {}).get("copies", ()))


def tags_of(item: Item) -> dict[str, str]:
    """The entity tag of each copy that the picture has, as its writing answered; empty where nobody noted it."""
    noted = item.get("tags", {})
    return {path: noted.get(path, "") for path in copies_of(item)}


def former_of(item: Item) -> dict[str, datetime]:
    """The paths of the copies that the picture had, and when each was replaced."""
    return {path: datetime.fromisoformat(replaced) for path, replaced in item.get("former", {}).items()}


def is_kept(replaced: datetime, now: datetime) -> bool:
    """Whether a page may still show a copy that was replaced then."""
    return replaced >= now - COPY_LIFE


def former_after(before: Item, copies: Iterable[str], now: datetime) -> dict[str, str]:
    """What the item notes as `former` once the picture has these copies: the last that were replaced, within a day."""
    had = former_of(before) | dict.fromkeys(copies_of(before), now)
    there = set(copies)
    left = {path: replaced for path, replaced in had.items() if path not in there and is_kept(replaced, now)}
    last = sorted(left, key=lambda path: (left[path], path), reverse=True)[:MOST_FORMER]
    return {path: left[path].isoformat() for path in last}
