"""Asked: what is to be known before a page is described, read at one instant."""

from dataclasses import dataclass, replace

from blog import keys, paths
from blog.item import Item, from_item, to_item
from blog.settings import Settings, settings_of
from blog.table import Put, Table
from publisher.site_bucket import Tag


@dataclass(frozen=True)
class Contents:
    """The parts of a list that have pages, newest first: its years, or a year's months.

    They are kept from the moment on that the list does not fit on one page and is
    `divided`; `generation` counts the changes.
    """

    parts: tuple[str, ...] = ()
    divided: bool = False
    generation: int = 0

    def with_part(self, part: str, *, exists: bool) -> "Contents":
        others = {*self.parts} - {part}
        parts = sorted(others | {part} if exists else others, reverse=True)
        return replace(self, parts=tuple(parts))

    def put(self, path: str) -> Put:
        """Write this, as long as nobody wrote since it was read."""
        item = to_item(replace(self, generation=self.generation + 1))
        return Put(keys.contents(path), item, self.generation)


@dataclass(frozen=True)
class Asked:
    """What is asked of a page.

    `generation` is wanted of it, 0 if nobody asked; `tag` is what was built last, and
    by which `edition` (`edition.py`); `contents` are those of the list that it is or links; if it is a `part` of a
    list itself, `whole` are that list's contents.
    """

    settings: Settings
    generation: int = 0
    tag: Tag | None = None
    edition: str = ""
    contents: Contents = Contents()
    part: str = ""
    whole: Contents = Contents()

    def is_linked_rightly(self, *, exists: bool) -> bool:
        """Whether the list links this part of it if and only if it exists."""
        return not self.whole.divided or (self.part in self.whole.parts) == exists


def read_asked(table: Table, path: str) -> Asked:
    """In one transactional read, so that nothing is older than the wanted generation."""
    whole, part = paths.part_of(path) or ("", "")
    # The sitemap links the archive's years.
    own = keys.contents(paths.ARCHIVE if path == paths.SITEMAP else path)
    wanted = [keys.want(path), keys.SETTINGS, own, *([keys.contents(whole)] if part else [])]
    want, settings, *contents = table.get_in_order(*wanted)
    return Asked(
        settings=settings_of(settings),
        generation=(want or {}).get("generation", 0),
        tag=tag_in(want),
        edition=(want or {}).get("edition", ""),
        contents=_contents(contents[0]),
        part=part,
        whole=_contents(contents[-1]) if part else Contents(),
    )


def tag_in(want: Item | None) -> Tag | None:
    """What was built, by a page's item in the table."""
    return Tag(want["etag"], want["built"], want["status"]) if want and "etag" in want else None


def _contents(item: Item | None) -> Contents:
    return from_item(Contents, item or {})
