"""Names: what a source is called by its file, and by texts that link to it."""

import posixpath
import re
from datetime import datetime

from blog.slug import slug

MARKDOWN = (".md", ".markdown")
LONGEST_BYTES = 1024  # as of an S3 key: no source has a longer name
_INDEXES = ("index", "_index")
_ROOTS = ("", "posts", "pages")
_STAMP = re.compile(r"((?:19|20)\d\d)(?:([-_.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?:[-_. ]+|T(?=\d)|$)", re.ASCII)


def names_of(key: str, *titles: str) -> frozenset[str]:
    """All names of a source: its key; its file's name in whatever folder, with and without the date; its titles.

    A file that is no text has only its key.
    """
    if not key.lower().endswith(MARKDOWN):
        return frozenset({key})
    file = stem(key)
    return frozenset({key, *filter(None, map(slug, (file, undated(file), *titles)))})


def may_be_named(name: str) -> bool:
    """Whether any source can be called so."""
    return 0 < len(name.encode()) <= LONGEST_BYTES


def stem(path: str) -> str:
    """The file's name without its folder and its ending; of `tea/index.md` it is "tea"."""
    folder, name = posixpath.split(path.strip().rstrip("/"))
    bare = next((name[: -len(end)] for end in MARKDOWN if name.lower().endswith(end)), name)
    return posixpath.basename(folder) if bare.lower() in _INDEXES and folder not in _ROOTS else bare


def undated(name: str) -> str:
    """The name without the date that it begins with, if anything is left of it."""
    found = _stamp(name)
    return name[found[1] :] or name if found else name


def date_in(name: str) -> datetime | None:
    """The date that the name begins with, without a zone."""
    found = _stamp(name)
    return found[0] if found else None


def day_of(year: str, month: str, day: str) -> datetime | None:
    """Midnight of a day without a zone; None if no calendar has it."""
    try:
        return datetime(int(year), int(month), int(day))  # noqa: DTZ001  # the site's zone is the caller's
    except ValueError:
        return None


def _stamp(name: str) -> tuple[datetime, int] | None:
    found = _STAMP.match(name)
    day = day_of(found[1], found[3] or found[5], found[4] or found[6]) if found else None
    return (day, found.end()) if found and day else None
