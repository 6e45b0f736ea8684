"""Old blogs: what a generator made of a sample, and what its author puts into the bucket instead."""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.moving.generators import Generator

BLOGS = Path(__file__).parent / "blogs"
READ = (".html", ".xml")
MARK = '<article class="post">'  # in the samples' templates for posts and pages
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_REFRESH = re.compile(r'http-equiv="?refresh"? content="0; url=([^"]+)"')


@dataclass(frozen=True)
class Move:
    """One way in which a system's blog may have been set up.

    `more` is added to files of the sample; `permalink` is what the author writes into
    site.yaml; `folders` are what he copies and its names in the bucket (empty if he does not),
    the most special first. What is in `moved/` he has written anew.
    """

    system: str
    name: str
    generate: Generator
    folders: dict[str, str]
    permalink: str
    more: dict[str, str] = field(default_factory=dict)

    def source(self, folder: Path) -> Path:
        """A copy of the sample, set up this way."""
        shutil.copytree(BLOGS / self.system, folder, ignore=shutil.ignore_patterns("moved"))
        for name, text in self.more.items():
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write(text)
        return folder

    def bucket(self, source: Path) -> dict[str, bytes]:
        """The content bucket's files by their keys."""
        moved = BLOGS / self.system / "moved"
        files = dict(self._copied(source))
        files |= {path.relative_to(moved).as_posix(): path.read_bytes() for path in _files(moved)}
        files["site.yaml"] += f"permalink: {self.permalink!r}\n".encode()
        return files

    def _copied(self, source: Path) -> Iterator[tuple[str, bytes]]:
        for path in _files(source):
            name = path.relative_to(source).as_posix()
            begins = next((each for each in self.folders if name.startswith(each)), None)
            if begins is not None and self.folders[begins]:
                yield self.folders[begins] + name.removeprefix(begins), path.read_bytes()


@dataclass(frozen=True)
class OldSite:
    """The decoded paths of a generator's output: those of posts and pages with their titles, and lists and feeds."""

    titles: dict[str, str]
    lists: frozenset[str]


def old_site(output: Path) -> OldSite:
    texts = {_path(path, output): path.read_text("utf-8") for path in _files(output) if path.suffix in READ}
    titles = {path: title_of(text) for path, text in texts.items() if MARK in text}
    leading = {path: found[1] for path, text in texts.items() if (found := _REFRESH.search(text))}
    titles |= {path: titles[unquote(urlsplit(url).path)] for path, url in leading.items()}
    return OldSite(titles, frozenset(texts.keys() - titles.keys()))


def title_of(text: str) -> str:
    """What an HTML page or a feed calls itself; empty if it does not."""
    found = _TITLE.search(text)
    return unescape(found[1]).strip() if found else ""


def _path(file: Path, output: Path) -> str:
    name = unicodedata.normalize("NFC", file.relative_to(output).as_posix())
    return "/" + (name.removesuffix("index.html") if f"/{name}".endswith("/index.html") else name)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
