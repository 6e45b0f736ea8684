"""Assets: the files of `static/` that pages load, each at a path that is made from its bytes."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha384
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from blog.paths import asset_path
from publisher.theme_error import ThemeError, shown

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
STYLE = "style.css"
OWNERS_STYLE = "owner.css"  # what it says is added to STYLE

_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r"""url\(\s*(["']?)(?P<name>[^"')\s]+)\1\s*\)""")
_ELSEWHERE = re.compile("/|#|[a-z]+:", re.IGNORECASE)  # not beside the style sheet


@dataclass(frozen=True)
class Asset:
    """A file that pages load: its bytes never change under one path."""

    data: bytes
    content_type: str

    @property
    def integrity(self) -> str:
        """The value of the HTML attribute `integrity` (W3C Subresource Integrity)."""
        return "sha384-" + b64encode(sha384(self.data).digest()).decode()


Named = dict[str, tuple[str, Asset]]


def read_assets(folders: Sequence[Path]) -> Named:
    """Each file's path and asset by its name; of two with one name, that of the first folder.

    What `owner.css` says is added to `style.css`. Raises ThemeError.
    """
    files = {file.name: file for folder in reversed(folders) for file in _files(folder / "static")}
    more = files.pop(OWNERS_STYLE, None)
    named = {name: _named(name, _short(file)) for name, file in files.items() if file.suffix != ".css"}
    paths = {name: path for name, (path, _) in named.items()}
    for name, file in files.items():
        if file.suffix == ".css":
            parts = (file, more) if more and name == STYLE else (file,)
            named[name] = _named(name, "".join(_style(part, folders, paths) for part in parts).encode())
    return named


def _files(static: Path) -> list[Path]:
    return [file for file in sorted(static.glob("*")) if file.suffix in CONTENT_TYPES]


def _named(name: str, data: bytes) -> tuple[str, Asset]:
    stem, dot, ending = name.rpartition(".")
    return asset_path(stem, dot + ending, data), Asset(data, CONTENT_TYPES[dot + ending])


def _style(file: Path, folders: Sequence[Path], paths: Mapping[str, str]) -> str:
    """A style sheet without what says nothing to a browser, with the paths of the files that it names."""
    css = _COMMENTS.sub(lambda found: "\n" * found[0].count("\n"), _text(file, folders))
    css = _URL.sub(partial(_url, file, folders, paths), css)
    return str(cssmin(css)) + "\n"


def _short(file: Path) -> bytes:
    """A file's bytes; of a script without comments and spaces that say nothing to a browser."""
    data = file.read_bytes()
    return bytes(jsmin(data)) if file.suffix == ".js" else data


def _text(file: Path, folders: Sequence[Path]) -> str:
    data = file.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ThemeError(shown(file, folders), line, "this is not UTF-8") from error


def _url(file: Path, folders: Sequence[Path], paths: Mapping[str, str], found: re.Match[str]) -> str:
    name = found["name"]
    if _ELSEWHERE.match(name):
        return found[0]
    if name not in paths:
        line = found.string.count("\n", 0, found.start()) + 1
        raise ThemeError(shown(file, folders), line, f"there is no file {name!r} in static/")
    return f'url("{paths[name]}")'
