"""Media: where the pictures and files that a source names stand on the site."""

import posixpath
import re
from urllib.parse import urlsplit

FOLDER = "media/"
VIDEOS = (".mp4", ".webm", ".m4v", ".ogv", ".mov")
SOUNDS = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")
_UPWARDS = re.compile(r"(?:\.{1,2}/)*")
_PELICAN = re.compile(r"[{|](?:static|attach|filename)[|}]/?", re.IGNORECASE)


def media_address(address: str, key: str) -> str:
    """An address as an author writes it, from the site's root if it is in `media/`; any other as it was.

    `../media/tea.svg` in `posts/tea.md` is `/media/tea.svg`, and so are `media/tea.svg`
    and Pelican's `{static}/tea.svg`.
    """
    pelican = _PELICAN.match(address)
    if pelican:
        path = posixpath.normpath(_UPWARDS.sub("", address[pelican.end() :], count=1))
        return f"/{path}" if path.startswith(FOLDER) else f"/{FOLDER}{path}"
    if not is_relative(address):
        return address
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(key), address))
    shortest = posixpath.normpath(_UPWARDS.sub("", address, count=1))
    found = next((path for path in (resolved, shortest) if path.startswith(FOLDER)), None)
    return f"/{found}" if found else address


def is_media_file(address: str) -> bool:
    return address.lower().endswith(VIDEOS + SOUNDS + PICTURES)


def is_relative(address: str) -> bool:
    """Whether the address depends on where it is written: no scheme, no host, no leading slash."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[" and the like
        return False
    return bool(parts.path) and not parts.scheme and not parts.netloc and not address.startswith("/")
