"""Addresses: where what a text links to is to be found, and which files it shows."""

from dataclasses import dataclass

from blog import keys
from blog.item import Item, from_item
from blog.name import may_be_named, rank
from blog.paths import href
from blog.picture import Picture
from blog.table import Table
from publisher.link_target import Target
from publisher.media import Media, path_of


@dataclass(frozen=True)
class Addresses:
    """Where the sources are to be found to which a text links, and the files that it shows.

    Pairs of a name and an encoded path, and of a key and a file.
    """

    known: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, Media], ...] = ()

    def __call__(self, target: Target) -> str | None:
        return dict(self.known).get(target.text)

    def file(self, key: str) -> Media | None:
        return dict(self.files).get(key)


def address_of(table: Table, name: str) -> str | None:
    """The encoded path of the listed post that is called so; of several, the first by `rank`."""
    if not may_be_named(name):
        return None
    rows = sorted(table.collection(keys.name(name)), key=lambda row: rank(row["SK"], name))
    return href(rows[0]["path"]) if rows else None


def media_at(table: Table, key: str) -> Media | None:
    """The file of this key, if it is on the site."""
    return media_of(key, table.get(keys.media(key)))


def media_of(key: str, item: Item | None) -> Media | None:
    if not item or not item.get("version"):
        return None
    return Media(path_of(key), from_item(Picture, item["picture"]) if "picture" in item else None)
