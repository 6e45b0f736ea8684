"""Old site: at which addresses a blog answered before it moved, by what its generator made."""

from collections.abc import Iterator
from pathlib import Path

from publisher.public_path import public_path

PAGES = (".html", ".htm", ".xml")  # and feeds


def old_paths(folder: Path) -> frozenset[str]:
    """The decoded paths of all pages and feeds in a generator's output folder."""
    return frozenset(_paths(folder))


def _paths(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix.lower() in PAGES:
            address = "/" + file.relative_to(folder).as_posix()
            try:
                # "%" is a letter here.
                yield public_path(address.replace("%", "%25"))
            except ValueError:  # an address that nothing can have here
                yield address
