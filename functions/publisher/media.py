"""Media: pictures and other files of the bucket, where they stand on the site, and which of them an address means."""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from blog.picture import Picture

TYPES = {
    ".aac": "audio/aac",
    ".avif": "image/avif",
    ".csv": "text/csv; charset=utf-8",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".zip": "application/zip",
}
PICTURES = tuple(ending for ending, type_ in TYPES.items() if type_.startswith("image/"))
VIDEOS = tuple(ending for ending, type_ in TYPES.items() if type_.startswith("video/"))
SOUNDS = tuple(ending for ending, type_ in TYPES.items() if type_.startswith("audio/"))
LONGEST_KEY = 700  # a sort key in the table ends at 1,024 bytes, and a page's key is longer than its source's
FOLDERS = ("posts/", "pages/", "media/")  # whose files stand on the site by their key
ROOT = "static/"  # whose files stand at the site's root
_UPWARDS = re.compile(r"(?:\.{1,2}/)*")
_PELICAN = re.compile(r"[{|](?P<word>static|attach|filename)[|}]/?", re.IGNORECASE)


@dataclass(frozen=True)
class Media:
    """A file on the site: its decoded path, and if it is a picture that can be measured, what is known of it."""

    path: str
    picture: Picture | None = None


Find = Callable[[str], Media | None]


def is_file(path: str) -> bool:
    """Whether a path's form says that a file stands there, and no page."""
    return path.lower().endswith(tuple(TYPES))


def is_media_key(key: str) -> bool:
    """Whether a key of the bucket is that of a file that the site shows as it is."""
    is_short = len(key.encode(errors="replace")) <= LONGEST_KEY
    return is_short and is_file(key) and key.startswith((*FOLDERS, ROOT)) and key_at(path_of(key)) == key


def path_of(key: str) -> str:
    """Where a file stands: `media/cup.jpg` at `/media/cup.jpg`, `static/images/cup.jpg` at `/images/cup.jpg`."""
    return "/" + key.removeprefix(ROOT)


def key_at(path: str) -> str:
    """The key of the file that may stand at a path; the inverse of `path_of`."""
    return path[1:] if path[1:].startswith(FOLDERS) else ROOT + path[1:]


def type_of(key: str) -> str:
    return TYPES[PurePosixPath(key).suffix.lower()]


def meant(address: str, key: str) -> tuple[tuple[str, ...], str]:
    """The keys that an address in the source `key` may mean, the likeliest first, and the `?query#part` behind it.

    None if it is on another site or no file. `cup.jpg` in `posts/tea.md` may be
    `posts/cup.jpg`, `media/cup.jpg` or `static/cup.jpg`; `/images/cup.jpg` is
    `static/images/cup.jpg` or `media/images/cup.jpg`.
    """
    pelican = _PELICAN.match(address)
    try:
        parts = urlsplit(address[pelican.end() :] if pelican else address)
    except ValueError:  # "http://[" and the like
        return (), ""
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not is_file(path):
        return (), ""
    bare = posixpath.normpath(_UPWARDS.sub("", path.lstrip("/"), count=1))
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(key), path))
    if path.startswith("/"):
        likely = [key_at(f"/{bare}")]
    elif bare.startswith(("media/", ROOT)):
        likely = [bare, beside]
    elif pelican and pelican["word"].lower() == "static":
        likely = [ROOT + bare, "media/" + bare, beside]
    else:
        likely = [beside]
    elsewhere = [] if bare.startswith(("media/", ROOT)) else ["media/" + bare, ROOT + bare]
    keys = dict.fromkeys([*likely, *elsewhere])
    rest = ("?" + parts.query if parts.query else "") + ("#" + parts.fragment if parts.fragment else "")
    return tuple(each for each in keys if is_media_key(each)), rest


def first_there(keys: Iterable[str], find: Find, asked: dict[str, None]) -> Media | None:
    """The first of some files that is on the site; each that was looked for is added to `asked`."""
    for key in keys:
        asked[key] = None
        if found := find(key):
            return found
    return None


def is_relative(address: str) -> bool:
    """Whether the address depends on where it is written: no scheme, no host, no leading slash."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[" and the like
        return False
    return bool(parts.path) and not parts.scheme and not parts.netloc and not address.startswith("/")
