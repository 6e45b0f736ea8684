"""Media files: what a picture or another file of the bucket becomes on the site, decided without touching anything."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath

from blog.paths import asset_path, href
from blog.picture import Copy, Picture
from blog.slug import slug
from publisher import raster
from publisher.content import MOST_VERSIONS, Object
from publisher.problem import Problem
from publisher.raster import Raster, Unreadable

MAX_BYTES = 25_000_000
COPIES = "pictures"  # their folder among the assets
COPIES_FOLDER = f"assets/{COPIES}/"


@dataclass(frozen=True)
class MediaFile:
    """`version` is the one that is shown, empty for none; `copies` are the narrower ones, by their decoded paths.

    `newest` is the version that stands in the bucket, and `problems` are what is wrong with it.
    """

    version: str = ""
    newest: str = ""
    picture: Picture | None = None
    copies: tuple[tuple[str, bytes], ...] = ()
    problems: tuple[Problem, ...] = ()


def unknown(_: str) -> None:
    """No version was read before."""


def read_media(
    key: str,
    sources: Iterable[Object | None],
    known: Callable[[str], Picture | None] = unknown,
    develop: Callable[[bytes], Raster] = raster.develop,
) -> MediaFile:
    """Of the versions of a file, the newest first, the first that can be shown; None where nothing stood.

    `known` gives the picture of a version of which nothing is to be made any more: that takes a second or two.
    `develop` is `raster.measure` where no copies are wanted.
    """
    newest = ""
    problems: tuple[Problem, ...] = ()
    for source in islice(sources, MOST_VERSIONS):
        newest = newest or (source.version if source else "")
        if source is None:
            break
        try:
            picture = known(source.version)
            read = MediaFile(picture=picture) if picture else _read(key, source.data, develop)
        except Unreadable as error:
            problems = problems or (Problem(str(error)),)
            continue
        return replace(read, version=source.version, newest=newest, problems=problems)
    return MediaFile(newest=newest, problems=problems)


def shown(key: str, data: bytes) -> bytes:
    """What readers get of a file: a picture without what its camera wrote into it."""
    return raster.cleaned(data) if is_raster(key) else data


def _read(key: str, data: bytes, develop: Callable[[bytes], Raster]) -> MediaFile:
    if len(data) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB and was not published.")
    if not is_raster(key):
        return MediaFile()
    found = develop(data)
    copies = tuple(_copies(key, found))
    known = tuple(Copy(width, href(path)) for width, path, _ in copies)
    picture = Picture(found.width, found.height, known)
    return MediaFile(picture=picture, copies=tuple((path, data) for _, path, data in copies))


def _copies(key: str, found: Raster) -> Iterator[tuple[int, str, bytes]]:
    name = slug(PurePosixPath(key).stem)[:80] or "picture"
    for width, data in found.copies:
        yield width, asset_path(f"{COPIES}/{name}", f".{width}.webp", data), data


def is_raster(key: str) -> bool:
    return key.lower().endswith(raster.ENDINGS)
