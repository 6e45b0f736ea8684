"""Public paths: whole addresses below the site's root that authors write, as they bring them from other systems."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from blog import paths
from publisher.media import is_file

LONGEST_BYTES = 600  # the object's key is longer, and ends at 1,024
LONGEST_PART_BYTES = 200  # what file systems take, with room for ".html"
# Line ends and controls by category; then what turns the direction of text (UAX 9).
_UNSEEN = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORBIDDEN = re.compile(r'[\\?#<>"{}|^`]')
_FILES = frozenset(
    {paths.MISSING, paths.FEED, paths.RSS, paths.JSON_FEED, paths.ROBOTS, paths.RECENT, paths.MANIFEST, "/favicon.ico"}
)
_VACANT = re.compile(r"/favicon\.ico|/posts/|/tags/(?!.*/(?:feed|rss)\.xml).+\.(?:html|xml)")
_RESERVED = re.compile(
    r"/|/(?:tags|authors|series|api|assets|media|preview|\.dev)(?:/.*)?|/search|/posts|/archive(?:/\d{4}(?:/\d{2})?)?|/sitemap[^/]*\.xml",
    re.DOTALL,
)


def public_path(text: str) -> str:
    """The address as a decoded path such as `/2014/03/tea/` or `/tea.html`; raises ValueError.

    Of an absolute URL only the path is kept; what does not end like a file (`/tea.php`) ends in a slash.
    """
    path = _decoded(_path_of(text))
    parts = [part for part in path.split("/") if part]
    if any(part.strip() in (".", "..") for part in parts):
        raise ValueError(f"“{text}” leads upwards with “..”; write the whole path, as in /2014/03/tea/.")
    if _FORBIDDEN.search(path) or any(unicodedata.category(char) in _UNSEEN or char in _TURNING for char in path):
        raise ValueError(f"“{_shown(text)}” has a character that no address should have; write /2014/03/tea/.")
    if len(path.encode()) > LONGEST_BYTES or any(len(part.encode()) > LONGEST_PART_BYTES for part in parts):
        raise ValueError(
            f"“{text[:40]}…” is too long: {LONGEST_PART_BYTES} bytes between slashes, {LONGEST_BYTES} in all."
        )
    return _ended([part.strip() for part in parts], is_file=not path.endswith("/"))


def free_path(text: str) -> str:
    """A public path that is not the site's own; raises ValueError."""
    return checked(public_path(text))


def checked(path: str) -> str:
    """The path, unless it is the site's own; raises ValueError."""
    if is_reserved(path):
        raise ValueError(f"“{path}” is the site's own address; choose another, as in /2014/03/tea/.")
    if is_file(path):
        raise ValueError(f"“{path}” is the address of a picture or another file; choose another, as in /2014/03/tea/.")
    return path


def is_reserved(path: str) -> bool:
    """Whether the site itself has something at this path, or at the file of its name."""
    bare = path.rstrip("/") or "/"
    return bare in _FILES or bool(_RESERVED.fullmatch(bare))


def is_vacant(path: str) -> bool:
    """Whether nothing of the site's own stands at a reserved path, so that it may lead elsewhere."""
    return bool(_VACANT.fullmatch(path))


def _path_of(text: str) -> str:
    try:
        parts = urlsplit(text.strip())
    except ValueError as error:  # "http://[" and the like
        raise ValueError(f"“{text}” is not an address; write a path such as /2014/03/tea/.") from error
    if parts.query or parts.fragment:
        raise ValueError(f"“{text}” has a query or a fragment, which no page can have; write /2014/03/tea/.")
    if parts.scheme not in ("", "http", "https"):
        raise ValueError(f"“{text}” is not a path; write /2014/03/tea/.")
    return parts.path


def _decoded(path: str) -> str:
    try:
        return unicodedata.normalize("NFC", unquote(path, errors="strict"))
    except UnicodeDecodeError as error:
        raise ValueError(
            f"“{path}” is not UTF-8 when its % signs are decoded; write the letters themselves."
        ) from error


def _ended(parts: list[str], *, is_file: bool) -> str:
    if parts and parts[-1].lower() in ("index.html", "index.htm"):
        parts, is_file = parts[:-1], False
    path = "/" + "/".join(part for part in parts if part)
    # An address without a dot at its end is sent to the one with a slash, one with a dot is not (template.yaml).
    return path if path == "/" or (is_file and "." in path.rpartition("/")[2]) else f"{path}/"


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in text)
