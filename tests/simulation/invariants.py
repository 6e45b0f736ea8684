"""What must hold: at every step, and when all is quiet (the design's I1 to I10)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import md5
from typing import Any

from blog import keys
from blog.counting import LIKES, shards, total
from blog.paths import PREVIEWS, is_page, object_key, of_object
from publisher.asked import read_asked
from publisher.build import output_of
from publisher.describe import FIXED, describe
from publisher.findings import differing
from publisher.known import known_from
from publisher.library import Library
from publisher.media import is_file
from publisher.pages import Named
from publisher.press import Press
from publisher.terms import KINDS, terms_in
from tests.simulation.blog import Blog
from tests.simulation.functions import theme
from tests.simulation.s3 import Version

UNSEEN = re.compile(rb"UNSEEN(?:-UNTIL-(\d+))?")  # in every text that nobody may read, ever or before that minute
STAMP = re.compile(rb'<!-- generation \d+ -->\n$|(?<=^\{)"generation": \d+, |# generation \d+\n$')
COPY = re.compile(rb"/(assets/pictures/[^ \"]+)")
POST_LINK = re.compile(rb'(?:https://blog\.example|["=])((?:/[a-z]{2})?/posts/[^"<>#?\s]*/)')
PREVIEW = re.compile(rb"/preview/[0-9a-f]+/")
BROKEN = (b"---\ntitle: [UNSEEN", b"BROKEN")  # how a text or a picture begins that cannot be read
Page = tuple[str, int]  # a digest of the bytes without their stamp, and the status


class Divergence(AssertionError):
    """An invariant does not hold; the text says which and where."""


def watch(blog: Blog) -> None:
    """Look at every page as it is written: I3, for the copies of pictures as well, and I4.

    A preview shows what nobody else may read, as long as it is one and not the tombstone of one;
    no page tells its address.
    """

    def look(key: str, version: Version) -> None:
        data = version.data or b""
        is_preview = of_object(key).startswith(PREVIEWS) and "status" not in version.more["Metadata"]
        for until in () if is_preview else UNSEEN.findall(data):
            if not until or blog.minute < int(until):
                raise_later(blog, f"I4: {key} shows what nobody may read")
        if is_preview and (data.startswith(BROKEN) or b"noindex" not in data or b"/api/" in data):
            raise_later(blog, f"I4: {key} is no preview")
        if PREVIEW.search(data):
            raise_later(blog, f"I4: {key} tells the address of a preview")
        for path in linked(data):
            if blog.buckets["site"].newest(object_key(path)) is None:
                raise_later(blog, f"I3: {key} leads to {path}, which does not exist")
        for copy in copies(data):
            if blog.buckets["site"].newest(copy) is None:
                raise_later(blog, f"I3: {key} shows {copy}, which does not exist")

    blog.watchers.append(look)


def raise_later(blog: Blog, text: str) -> None:
    # Raised here it would be an error of the worker's call, which the engine might swallow.
    blog.findings.append(text)


@lru_cache(maxsize=20_000)
def linked(data: bytes) -> frozenset[str]:
    """The paths of the posts to which a page leads."""
    return frozenset(match.decode() for match in POST_LINK.findall(data))


@lru_cache(maxsize=20_000)
def copies(data: bytes) -> frozenset[str]:
    """The keys of the pictures' copies that a page shows."""
    return frozenset(match.decode() for match in COPY.findall(data))


def check_now(blog: Blog) -> None:
    """What holds at every step."""
    if blog.findings:
        raise Divergence("; ".join(blog.findings))


def check_quiet(blog: Blog) -> None:
    """What holds once everything has drained."""
    check_now(blog)
    check_site(blog)
    check_receipts(blog)
    check_previews(blog)
    check_tags(blog)
    check_indexes(blog)
    check_conversations(blog)


def check_site(blog: Blog) -> None:
    """I1 and I10: the site is what a clean blog makes of the same sources at this time, and nothing else."""
    site, clean = pages_of(blog), clean_pages(blog)
    for path in sorted(site.keys() | clean.keys()):
        there, wanted = site.get(path), clean.get(path)
        if there == wanted or (wanted is None and there is not None and there[1] == 410):
            continue
        raise Divergence(f"I1: {path} is {_said(there)} instead of {_said(wanted)}")


def check_receipts(blog: Blog) -> None:
    """Each author reads what a clean blog would say of the newest version of his file."""
    content, there, clean = blog.buckets["content"], receipts_of(blog), _clean_site(blog).receipts
    for key in sorted(there.keys() | clean.keys()):
        newest = content.newest(key)
        said = there.get(key, {})
        if said.get("source_version", "") != (newest.id if newest else ""):
            raise Divergence(f"the receipt of {key} is not of its newest version: {said}")
        if newest and any(said[name] != clean[key][name] for name in ("status", "url", "preview", "errors")):
            raise Divergence(f"the receipt of {key} is {said} instead of {clean[key]}")
        if newest and _of_others(said) != _of_others(clean[key]):
            raise Divergence(f"the receipt of {key} warns {_of_others(said)} instead of {_of_others(clean[key])}")


def check_previews(blog: Blog) -> None:
    """A preview stands where an author of a draft was told, and nowhere else; what is published has none."""
    told = {said["preview"] for said in receipts_of(blog).values() if said["preview"] and not said["url"]}
    pages = pages_of(blog).items()
    there = {blog.press.url + path for path, (_, status) in pages if path.startswith(PREVIEWS) and status != 410}
    if there != told:
        raise Divergence(f"I4: the previews {sorted(there)} stand instead of {sorted(told)}")


def _of_others(said: dict[str, Any]) -> list[str]:
    """What an author reads of others with the title or the identity of his post."""
    return [each["message"] for each in said["warnings"] if each["field"] in ("title", "id")]


def receipts_of(blog: Blog) -> dict[str, dict[str, Any]]:
    """What was said last of each source."""
    reports = blog.buckets["report"]
    read = (json.loads(version.data or b"{}") for key in reports.present() if (version := reports.newest(key)))
    return {said["key"]: said for said in read}


def check_tags(blog: Blog) -> None:
    """The table knows what stands in the site bucket, so that an audit finds nothing to do."""
    listing = {of_object(each.key): each for each in blog.press.site.objects() if is_page(each.key)}
    # A worker may have died between asking for a page in the table and asking for it in the queue.
    known = replace(known_from(blog.press.table.scan()), waiting=set())
    if found := differing(listing, known):
        raise Divergence(f"the table does not know what stands at {sorted(found)}")


def check_indexes(blog: Blog) -> None:
    """What is made on demand of all tags, authors and series is what a clean blog makes."""
    there, clean = indexes_of(blog), _clean_site(blog).indexes
    if there != clean:
        raise Divergence(f"the indexes name {there} instead of {clean}")


def indexes_of(blog: Blog) -> dict[str, tuple[Named, ...]]:
    library = Library(blog.press.table, blog.press.content)
    return {kind: terms_in(kind, library.lists_of(kind)) for kind in KINDS}


def check_stamps(blog: Blog) -> None:
    """Each page carries a generation that was wanted of it. (A worker may die between raising it and asking.)"""
    for path, version in versions_of(blog):
        if is_file(path):
            continue
        want = blog.press.table.get(keys.want(path))
        generation = int(version.more["Metadata"]["generation"])
        if generation > (want or {"generation": 0})["generation"]:
            raise Divergence(f"I1: {path} has generation {generation}, which nobody wanted")
        if stamp_of(version.data or b"") != generation:
            raise Divergence(f"I1: {path} is not stamped with its generation {generation}")


@lru_cache(maxsize=20_000)
def stamp_of(data: bytes) -> int:
    """The generation with which a page says it was made, -1 if it does not say."""
    found = STAMP.search(data)
    return int(re.findall(rb"\d+", found[0])[0]) if found else -1


def check_replay(blog: Blog, begin: int = 0) -> None:
    """I2: the author's events, or those since event `begin`, once more and in another order write nothing."""
    before = len(blog.written)
    for body in reversed(blog.hinted[begin:]):
        blog.queues["hints"].send(body)
    blog.drain()
    if blog.written[before:]:
        raise Divergence(f"I2: the same events again wrote {sorted(set(blog.written[before:]))}")


def check_conversations(blog: Blog) -> None:
    """I9: every accepted comment exists once until it is removed, and every accepted view is counted."""
    there = sorted(sk for pk in blog.table.items for sk in blog.table.items[pk] if sk.startswith(keys.COMMENT))
    waiting = sorted(blog.table.items.get(keys.HELD, {}))
    if there != sorted(keys.COMMENT + each for each in blog.approved) or waiting != sorted(blog.waiting):
        raise Divergence(f"I9: comments {there} and {waiting} instead of {blog.approved} and {blog.waiting}")
    days = [item for item in blog.press.table.scan() if item["PK"].startswith("DAY#")]
    for post_id, views in blog.views.items():
        counted = total(blog.press.table.get_all(*shards(post_id)))
        by_day = total(item for item in days if item["SK"] == post_id)
        if not counted == by_day == views:
            raise Divergence(f"I9: {counted} views of {post_id}, by days {by_day}, instead of {views}")
    for liked, readers in blog.liked.items():
        likes = likes_of(blog, liked)
        if likes != len(readers):
            raise Divergence(f"I9: {likes} likes of {liked}, instead of {len(readers)}")


def likes_of(blog: Blog, liked: str) -> int:
    """Of a post by its identity, or of a comment by its id."""
    of_comment = (items.get(keys.LIKES + liked) for items in blog.table.items.values())
    if item := next(filter(None, of_comment), None):
        return int(item[LIKES]["N"])
    return total(blog.press.table.get_all(*shards(liked)), LIKES)


def pages_of(blog: Blog) -> dict[str, Page]:
    """Each path's bytes without their stamp, and status."""
    return {
        path: (digest(version.data or b""), int(version.more["Metadata"].get("status", 200)))
        for path, version in versions_of(blog)
    }


@lru_cache(maxsize=20_000)
def digest(data: bytes) -> str:
    return md5(STAMP.sub(b"", data), usedforsecurity=False).hexdigest()


def versions_of(blog: Blog) -> Iterator[tuple[str, Version]]:
    site = blog.buckets["site"]
    for key in site.present():
        version = site.newest(key)
        if version and not key.startswith("assets/"):
            yield of_object(key), version


@dataclass(frozen=True)
class Clean:
    """What a new blog makes of the same sources."""

    pages: dict[str, Page]
    receipts: dict[str, dict[str, Any]]
    indexes: dict[str, tuple[Named, ...]]


def clean_pages(blog: Blog) -> dict[str, Page]:
    return _clean_site(blog).pages


def _clean_site(blog: Blog) -> Clean:
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
        _CLEAN[mark] = _clean(sources, said, blog)
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


_CLEAN: dict[Any, Clean] = {}


def _clean(sources: Any, said: Any, like: Blog) -> Clean:
    blog = Blog(like.list_cards)
    blog.now = like.now
    blog.is_stale = lambda: False
    with blog.at_work():
        for pk, sk, item in said:
            blog.table.set(pk, sk, item)
        for key, versions in sources:
            for data in versions:
                blog.put(key, data)
        blog.drain()
        pages = dict(rebuilt(blog.press))
        return Clean(
            {path: page for path, page in pages.items() if page[1] != 410}, receipts_of(blog), indexes_of(blog)
        )


def rebuilt(press: Press) -> Iterator[tuple[str, Page]]:
    """Each page as it is made of the table, whatever stands there."""
    library = Library(press.table, press.content)
    for path in {*FIXED, *known_from(press.table.scan()).pages}:
        asked = read_asked(press.table, path)
        page = describe(path, library, asked.settings, press.url, asked.contents.parts).page
        output = output_of(theme(), page, 1)
        yield path, (digest(output.data), output.status)


def _said(page: Page | None) -> str:
    if page is None:
        return "missing"
    return f"{page[0][:8]} with status {page[1]}"
