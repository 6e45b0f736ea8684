"""File names: what a source's key says about it when its front matter is silent."""

import re
from datetime import datetime
from urllib.parse import unquote

from blog.name import date_in, day_of, stem, undated
from publisher.manuscript import clean

_FOLDERS = re.compile(r"/((?:19|20)\d\d)(?:/(\d{1,2}))?(?:/(\d{1,2}))?/", re.ASCII)


def name_of(key: str) -> str:
    """The file's own name: without folders, extension, language and date; of `tea/index.md` it is "tea"."""
    return undated(stem_of(key))


def is_dated(key: str) -> bool:
    """Whether the name begins with a date."""
    return date_in(stem_of(key)) is not None


def stem_of(key: str) -> str:
    """The file's name with its date, without extension and language, decoded if it was encoded for an address."""
    name = stem(key)
    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return name


def readable_name(key: str) -> str:
    """The name as a title: "why-tea_matters" becomes "Why tea matters"."""
    text = " ".join(clean(re.sub(r"[-_]+", " ", name_of(key))).split())
    return text[:1].upper() + text[1:]


def date_of(key: str) -> datetime | None:
    """The date in the file's name (`2014-03-12-tea.md`) or else its folders (`2014/03/tea.md`), without a zone."""
    written = date_in(stem_of(key))
    folders = None if written else _FOLDERS.search(key)
    return day_of(folders[1], folders[2] or "1", folders[3] or "1") if folders else written
