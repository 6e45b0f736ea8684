"""Links: where the bytes of a page lead within the site, and the copies of pictures that they show."""

import re
from functools import lru_cache
from html import unescape

from blog import paths
from publisher.describe import FIXED, SITEMAP_YEAR, is_list_or_file
from publisher.lists import is_list
from publisher.media import is_file
from tests.simulation.cloud import URL

STAMP = re.compile(rb'<!-- generation \d+ -->\n$|(?<=^\{)"generation": \d+, |# generation \d+\n$')
# An address in an attribute, in JSON or in a sitemap; `<br class="x"/>` is none, nor is one without its host.
LINK = re.compile(rf'(?:{re.escape(URL)}|["=])(/(?![>/])[^"<>#?\s\\]*)')
COPY = re.compile(rb"/(assets/pictures/[^ \"]+)")
ELSEWHERE = ("/api/", "/assets/")  # other functions answer there, or what it is has a name made of its bytes


@lru_cache(maxsize=20_000)
def unstamped(data: bytes) -> bytes:
    return STAMP.sub(b"", data)


def links(path: str, data: bytes) -> frozenset[str]:
    """The keys of the objects to which the page at a path leads, in its text or what it says to machines."""
    return frozenset() if is_file(path) else _links(unstamped(data))


def is_made_later(key: str, path: str) -> bool:
    """Whether a list of posts, or a part of one, may be missing while the page at a path that leads to it is written.

    A post is listed once its page exists, and only then is there a list with its topic, author or year. And nothing
    leads to a part before it has its page, which may well be made before the page of the list.
    """
    to = paths.of_object(key)
    if path == paths.SITEMAP and SITEMAP_YEAR.fullmatch(to):
        return True  # it names the years of the archive that have their page there, of which each has a sitemap as well
    return is_list(to) and (not is_list_or_file(path) or path.startswith(to))


@lru_cache(maxsize=20_000)
def _links(data: bytes) -> frozenset[str]:
    # In a feed the text of a post is escaped once more.
    found = {paths.decoded(each) for each in LINK.findall(unescape(data.decode()))}
    return frozenset(paths.object_key(path) for path in found if not _is_elsewhere(path))


def _is_elsewhere(path: str) -> bool:
    """Whether nothing or no object need be there.

    Of a file that an author has not put yet his text says the address all the same, and his receipt that it is not
    there. What functions make when it is asked for is told under "What is not published" in docs/publishing.md.
    """
    made = paths.feed_of(path) or paths.commented(path) or paths.index_of(path)
    return path.startswith(ELSEWHERE) or is_file(path) or (path not in FIXED and bool(made))


@lru_cache(maxsize=20_000)
def copies(data: bytes) -> frozenset[str]:
    """The keys of the pictures' copies that a page shows."""
    return frozenset(match.decode() for match in COPY.findall(data))
