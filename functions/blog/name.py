"""Names: what a source is called by its file, and by texts that link to it."""

import posixpath
import re
from datetime import datetime

from blog.language import NAMES, as_tag
from blog.slug import slug

MARKDOWN = (".md", ".markdown")
LONGEST_BYTES = 1024  # as of an S3 key: no source has a longer name
_INDEXES = ("index", "_index")
_ROOTS = ("", "posts", "pages")
# Only languages that are known, so that `node.js.md` and `v1.2.md` are none.
_LANGUAGE = re.compile(r"(?P<language>[a-z]{2})(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?", re.ASCII)
_STAMP = re.compile(r"((?:19|20)\d\d)(?:([-_.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?:[-_. ]+|T(?=\d)|$)", re.ASCII)


def names_of(key: str, *titles: str, identity: str = "") -> frozenset[str]:
    """All names of a source: its key; its file's name in whatever folder, with and without date and language; titles.

    A file that is no text has only its key. One that was renamed has its former names too.
    """
    former = _names_of_file(name_of_identity(identity)) if identity else frozenset()
    return _names_of_file(key) | former | frozenset(filter(None, map(slug, titles)))


def _names_of_file(key: str) -> frozenset[str]:
    if not key.lower().endswith(MARKDOWN):
        return frozenset({key})
    files = (stem(key), called(key))
    return frozenset({key, *filter(None, map(slug, (*files, *map(undated, files))))})


def name_of_identity(identity: str) -> str:
    """By which name a post is found by its written identity: a source's key is one; all else begins with `id:`."""
    return identity if identity.lower().endswith(MARKDOWN) else f"id:{identity}"


def is_identity(text: str) -> bool:
    """Whether an author may write this as a post's identity."""
    return may_be_named(name_of_identity(text))


def rank(key: str, name: str) -> tuple[bool, bool, str]:
    """By which of several sources of one name the first is meant.

    The one of which it is the key comes first, those with a language in their names come last.
    """
    return key != name, bool(language_in(key)), key


def may_be_named(name: str) -> bool:
    """Whether any source can be called so."""
    return 0 < len(name.encode()) <= LONGEST_BYTES


def stem(path: str) -> str:
    """The file's name without folder, language and ending; of `tea/index.md` and `tea/index.de.md` it is "tea"."""
    folder, name = posixpath.split(path.strip().rstrip("/"))
    bare, _ = split_language(_without_ending(name))
    return posixpath.basename(folder) if bare.lower() in _INDEXES and folder not in _ROOTS else bare


def called(path: str) -> str:
    """The stem, with the language if the file's name tells one: "tea.de"."""
    return ".".join(filter(None, (stem(path), language_in(path))))


def language_in(path: str) -> str:
    """The tag of the language that the file's name tells, as of `tea.de.md` and `tea.pt-br.md`; may be empty."""
    return split_language(_without_ending(posixpath.basename(path.strip())))[1]


def original_of(key: str) -> str:
    """The source of which one with a language in its name is a translation: `tea.md` of `tea.de.md`; else empty."""
    folder, name = posixpath.split(key)
    bare = _without_ending(name)
    original, language = split_language(bare)
    return posixpath.join(folder, original + name[len(bare) :]) if language else ""


def split_language(name: str) -> tuple[str, str]:
    """A file's name without its ending, and the tag of the language that it ends with: "tea", "pt-BR"; may be empty."""
    bare, _, tag = name.rpartition(".")
    found = _LANGUAGE.fullmatch(tag)
    return (bare, as_tag(tag)) if bare and found and found["language"] in NAMES else (name, "")


def _without_ending(name: str) -> str:
    return next((name[: -len(end)] for end in MARKDOWN if name.lower().endswith(end)), name)


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
