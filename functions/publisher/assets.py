"""Assets: the files of `static/` that pages load, each at a path that is made from its bytes."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
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
_IMPORT = re.compile(r"""\bimport\(\s*(["'])\./(?P<name>[^"'\s]+)\1\s*\)""")
_ELSEWHERE = re.compile("/|#|[a-z]+:", re.IGNORECASE)  # not beside the style sheet


@dataclass(frozen=True)
class Asset:
    """A file that pages load: its bytes never change under one path."""

    data: bytes
    content_type: str

    @cached_property
    def integrity(self) -> str:
        """The value of the HTML attribute `integrity` (W3C Subresource Integrity)."""
        return "sha384-" + b64encode(sha384(self.data).digest()).decode()


Named = dict[str, tuple[str, Asset]]


def read_assets(folders: Sequence[Path]) -> Named:
    """Each file's path and asset by its name; of two with one name, that of the first folder.

    What `owner.css` says is added to `style.css`. A script can name those that it imports later,
    `import("./later.js")`, if they import none themselves. Raises ThemeError.
    """
    files = {file.name: file for folder in reversed(folders) for file in _files(folder / "static")}
    more = files.pop(OWNERS_STYLE, None)
    naming = {name for name, file in files.items() if _names_others(file)}
    named = {name: _named(name, _short(file)) for name, file in files.items() if name not in naming}
    paths = {name: path for name, (path, _) in named.items()}
    for name in sorted(naming):
        file = files[name]
        if file.suffix == ".js":
            named[name] = _named(name, jsmin(_linked(file, folders, paths)).encode())
        else:
            parts = (file, more) if more and name == STYLE else (file,)
            named[name] = _named(name, "".join(_style(part, folders, paths) for part in parts).encode())
    return named


def _files(static: Path) -> list[Path]:
    return [file for file in sorted(static.glob("*")) if file.suffix in CONTENT_TYPES]


def _names_others(file: Path) -> bool:
    return file.suffix == ".css" or (file.suffix == ".js" and b"import(" in file.read_bytes())


def _named(name: str, data: bytes) -> tuple[str, Asset]:
    stem, dot, ending = name.rpartition(".")
    return asset_path(stem, dot + ending, data), Asset(data, CONTENT_TYPES[dot + ending])


def _linked(file: Path, folders: Sequence[Path], paths: Mapping[str, str]) -> str:
    """A script with the paths of those that it imports."""

    def path(found: re.Match[str]) -> str:
        return f'import("{_path_of(found, "script without imports", file, folders, paths)}")'

    return _IMPORT.sub(path, _text(file, folders))


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
    return found[0] if _ELSEWHERE.match(found["name"]) else f'url("{_path_of(found, "file", file, folders, paths)}")'


def _path_of(found: re.Match[str], what: str, file: Path, folders: Sequence[Path], paths: Mapping[str, str]) -> str:
    """The path of what a file names; raises ThemeError with the line if there is none."""
    name = found["name"]
    if name not in paths:
        line = found.string.count("\n", 0, found.start()) + 1
        raise ThemeError(shown(file, folders), line, f"there is no {what} {name!r} in static/")
    return paths[name]
