"""Edition: which code and which theme make pages, as one digest. Two editions may make two pages of the same table."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import blog
import publisher

ENOUGH = 16  # hexadecimal digits; nobody else chooses what is told apart


def edition_of(theme: Iterable[Path]) -> str:
    """Of the code that makes pages, its words, and a theme's folders, the first of which counts most."""
    packages = [Path(next(iter(each.__path__))) for each in (blog, publisher)]
    words = next(each / "locales" for each in packages[0].parents if (each / "locales").is_dir())
    digest = sha256()
    for folder in (*packages, words, *theme):
        for file in _files(folder):
            digest.update(f"{file.relative_to(folder).as_posix()}\0".encode() + sha256(file.read_bytes()).digest())
        digest.update(b"\n")
    return digest.hexdigest()[:ENOUGH]


def _files(folder: Path) -> Iterator[Path]:
    """Without what Python or an editor leaves beside them."""
    hidden = ("__", ".")
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder).parts
        if file.is_file() and not any(part.startswith(hidden) for part in inner[:-1]) and inner[-1][0] != ".":
            yield file
