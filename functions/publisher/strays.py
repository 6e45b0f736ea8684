"""Strays: objects among the assets that nothing needs, and since when. Pure.

What a former theme had is one of them, as soon as no page is left that may show it.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from blog.item import Item
from blog.paths import is_page, of_object
from publisher.known import Known
from publisher.media import is_file
from publisher.media_file import COPIES_FOLDER
from publisher.site_bucket import Listed

# Whoever read a page an hour ago may still ask for what it shows; S3 being down, the CDN shows it for a day.
STRAY_LIFE = timedelta(days=1)
FOLDER = "assets/"
MOST = 1_000  # in one item of the table; others wait until these are gone


def strays(objects: Iterable[Listed], known: Known, assets: Collection[str], edition: str) -> frozenset[str]:
    """The paths of what is neither an asset nor a copy; none while a page stands there that another edition made.

    `assets` are the theme's; where there are none, nothing is known of them.
    """
    objects = list(objects)
    pages = {path for each in objects if is_page(each.key) and not is_file(path := of_object(each.key))}
    if not assets or any(known.editions.get(path) != edition for path in pages):
        return frozenset()
    others = {f"/{each.key}" for each in objects if each.key.startswith(FOLDER)}
    return frozenset(path for path in others - set(assets) if not path.startswith(f"/{COPIES_FOLDER}"))


def since(strays: Iterable[str], noted: Mapping[str, datetime], now: datetime) -> dict[str, datetime]:
    """For each stray when it was first seen to be one."""
    return {path: noted.get(path, now) for path in sorted(strays)[:MOST]}


def old(since: Mapping[str, datetime], now: datetime) -> frozenset[str]:
    return frozenset(path for path, moment in since.items() if moment < now - STRAY_LIFE)


def note_of(since: Mapping[str, datetime]) -> Item:
    return {"since": {path: moment.isoformat() for path, moment in since.items()}}
