"""File names: what a source's key says about it when its front matter is silent."""

import re
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import unquote

from publisher.manuscript import clean

_STAMP = re.compile(r"((?:19|20)\d\d)(?:([-_.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?:[-_. ]+|T(?=\d)|$)", re.ASCII)
_FOLDERS = re.compile(r"/((?:19|20)\d\d)(?:/(\d{1,2}))?(?:/(\d{1,2}))?/", re.ASCII)


def name_of(key: str) -> str:
    """The file's own name: without folders, extension and date; of `tea/index.md` it is "tea"."""
    stem = stem_of(key)
    return stem[_stamp_length(stem) :] or stem


def is_dated(key: str) -> bool:
    """Whether the name begins with a date."""
    return _stamp_length(stem_of(key)) > 0


def stem_of(key: str) -> str:
    """The file's name with its date, without extension; of `tea/index.md` it is "tea"."""
    path = PurePosixPath(key)
    stem = path.parent.name if path.stem.lower() in ("index", "_index") and len(path.parts) > 2 else path.stem  # noqa: PLR2004
    try:
        return unquote(stem, errors="strict")
    except UnicodeDecodeError:
        return stem


def readable_name(key: str) -> str:
    """The name as a title: "why-tea_matters" becomes "Why tea matters"."""
    text = " ".join(clean(re.sub(r"[-_]+", " ", name_of(key))).split())
    return text[:1].upper() + text[1:]


def date_of(key: str) -> datetime | None:
    """The date in the file's name (`2014-03-12-tea.md`) or else its folders (`2014/03/tea.md`), without a zone."""
    stamp = _STAMP.match(stem_of(key))
    if stamp and (moment := _stamped(stamp)):
        return moment
    folders = _FOLDERS.search(key)
    return _moment(folders[1], folders[2] or "1", folders[3] or "1") if folders else None


def _stamp_length(stem: str) -> int:
    stamp = _STAMP.match(stem)
    return stamp.end() if stamp and _stamped(stamp) else 0


def _stamped(stamp: re.Match[str]) -> datetime | None:
    return _moment(stamp[1], stamp[3] or stamp[5], stamp[4] or stamp[6])


def _moment(year: str, month: str, day: str) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day))  # noqa: DTZ001  # the site's zone is the caller's
    except ValueError:
        return None
