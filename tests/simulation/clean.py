"""Clean: what a new blog shows that is given the same sources."""

from collections.abc import Iterator
from typing import Any

from blog import keys
from publisher.asked import read_asked
from publisher.build import output_of
from publisher.describe import FIXED, describe
from publisher.known import known_from
from publisher.library import Library
from publisher.press import Press
from tests.simulation.blog import Blog
from tests.simulation.functions import clean_theme, nobody_reading
from tests.simulation.s3 import Version
from tests.simulation.shown import GONE, Page, Shown, digest, finds_of, indexes_of, receipts_of

BROKEN = (b"---\ntitle: [UNSEEN", b"title: [UNSEEN", b"BROKEN")  # how what cannot be read begins


def clean_site(blog: Blog) -> Shown:
    """Of a new blog that is given the same sources and conversations at the same time and is then rebuilt."""
    content = blog.buckets["content"]
    sources = tuple((key, _since_last_good(content.versions[key])) for key in content.present())
    said = tuple(
        (pk, sk, item)
        for pk, items in sorted(blog.table.items.items())
        for sk, item in sorted(items.items())
        if pk.startswith("POST#") and sk.startswith((keys.COMMENT, keys.COUNT, keys.LIKES))
    )
    mark = (sources, repr(said), blog.now, blog.list_cards)
    if mark not in _CLEAN:
        _CLEAN[mark] = _made(sources, said, blog)
    return _CLEAN[mark]


def _since_last_good(versions: list[Version]) -> tuple[bytes, ...]:
    """The texts that count, the oldest first: the newest, and where that is broken the last good one before it."""
    found: list[bytes] = []
    for version in reversed(versions):
        if version.data is None:
            break
        found.insert(0, version.data)
        if not version.data.startswith(BROKEN):
            break
    return tuple(found)


def forget() -> None:
    """Another engine may make other pages."""
    _CLEAN.clear()


_CLEAN: dict[Any, Shown] = {}


def _made(sources: Any, said: Any, like: Blog) -> Shown:
    blog = Blog(like.list_cards)
    blog.now = like.now
    blog.is_stale = lambda: False
    with blog.at_work(), nobody_reading():
        for pk, sk, item in said:
            blog.table.set(pk, sk, item)
        for key, versions in sources:
            for data in versions:
                blog.put(key, data)
        blog.drain()
        pages = dict(rebuilt(blog.press))
        present = {path: page for path, page in pages.items() if page[1] != GONE}
        return Shown(present, receipts_of(blog), indexes_of(blog), finds_of(blog))


def rebuilt(press: Press) -> Iterator[tuple[str, Page]]:
    """Each page as it is made of the table, whatever stands there."""
    library = Library(press.table, press.content)
    for path in {*FIXED, *known_from(press.table.scan()).pages}:
        asked = read_asked(press.table, path)
        page = describe(path, library, asked.settings, press.url, asked.contents.parts).page
        output = output_of(clean_theme(), page, 1)
        yield path, (digest(output.data), output.status)
