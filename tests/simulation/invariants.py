"""What must hold: at every step, and when all is quiet (the design's I1 to I10)."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from blog import keys
from blog.attributes import plain
from blog.counting import LIKES, shards, total
from blog.paths import PREVIEWS, is_page, of_object
from blog.posting import bucket_of
from blog.record import Record, record_of
from publisher.findings import differing
from publisher.known import known_from
from publisher.media import is_file
from tests.simulation.blog import Blog
from tests.simulation.clean import BROKEN, clean_site
from tests.simulation.links import STAMP, copies, is_made_later, links
from tests.simulation.s3 import Version
from tests.simulation.shown import (
    GONE,
    READABLE,
    Page,
    finds_of,
    indexes_of,
    pages_of,
    receipts_of,
    status_of,
    versions_of,
)

UNSEEN = re.compile(rb"UNSEEN(?:-UNTIL-(\d+))?")  # in every text that nobody may read, ever or before that minute
PREVIEW = re.compile(rb"/preview/[0-9a-f]+/")
CARDS = (keys.ARCHIVE_LIST, keys.PAGES_LIST)


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
        for missing in _missing(blog, of_object(key), data):
            raise_later(blog, f"I3: {key} leads to {missing}, which does not exist")

    blog.watchers.append(look)


def raise_later(blog: Blog, text: str) -> None:
    # Raised here it would be an error of the worker's call, which the engine might swallow.
    blog.findings.append(text)


def _missing(blog: Blog, path: str, data: bytes) -> list[str]:
    """The keys to which a page leads while it is written, or of the pictures that it shows, where no object is."""
    there = blog.buckets["site"].versions
    missing = [key for key in links(path, data) | copies(data) if key not in there]
    return [key for key in missing if not is_made_later(key, path)]


def check_now(blog: Blog) -> None:
    """What holds at every step."""
    if blog.findings:
        raise Divergence("; ".join(blog.findings))


def check_quiet(blog: Blog) -> None:
    """What holds once everything has drained."""
    check_now(blog)
    check_links(blog)
    check_site(blog)
    check_receipts(blog)
    check_previews(blog)
    check_tags(blog)
    check_indexes(blog)
    check_searches(blog)
    check_conversations(blog)


def check_links(blog: Blog) -> None:
    """I3: what can be read leads to what can be read, or from there to another address, and shows what is there.

    But a preview names lists in which nothing is, as long as no other post has its topics.
    """
    site = blog.buckets["site"]
    for path, version in versions_of(blog):
        if status_of(version) == GONE:
            continue
        data = version.data or b""
        dead = [key for key in links(path, data) if status_of(site.newest(key)) not in READABLE]
        dead = [key for key in dead if not (path.startswith(PREVIEWS) and is_made_later(key, path))]
        dead += [key for key in copies(data) if key not in site.versions]
        if dead:
            raise Divergence(f"I3: {path} leads to {sorted(dead)}, where nothing is to be read")


def check_site(blog: Blog) -> None:
    """I1 and I10: the site is what a clean blog makes of the same sources at this time, and nothing else."""
    site, clean = pages_of(blog), clean_site(blog).pages
    for path in sorted(site.keys() | clean.keys()):
        there, wanted = site.get(path), clean.get(path)
        if there == wanted or (wanted is None and there is not None and there[1] == GONE):
            continue
        raise Divergence(f"I1: {path} is {_said(there)} instead of {_said(wanted)}")


def check_receipts(blog: Blog) -> None:
    """Each author reads what a clean blog would say of the newest version of his file."""
    content, there, clean = blog.buckets["content"], receipts_of(blog), clean_site(blog).receipts
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
    there = {blog.press.url + path for path, (_, status) in pages if path.startswith(PREVIEWS) and status != GONE}
    if there != told:
        raise Divergence(f"I4: the previews {sorted(there)} stand instead of {sorted(told)}")


def _of_others(said: dict[str, Any]) -> list[str]:
    """What an author reads of others with the title or the identity of his post."""
    return [each["message"] for each in said["warnings"] if each["field"] in ("title", "id")]


def check_tags(blog: Blog) -> None:
    """The table knows what stands in the site bucket, so that an audit finds nothing to do."""
    listing = {of_object(each.key): each for each in blog.press.site.objects() if is_page(each.key)}
    # A worker may have died between asking for a page in the table and asking for it in the queue.
    known = replace(known_from(blog.press.table.scan()), waiting=set())
    if found := differing(listing, known):
        raise Divergence(f"the table does not know what stands at {sorted(found)}")


def check_indexes(blog: Blog) -> None:
    """What is made on demand of all tags, authors and series is what a clean blog makes."""
    there, clean = indexes_of(blog), clean_site(blog).indexes
    if there != clean:
        raise Divergence(f"the indexes name {there} instead of {clean}")


def check_searches(blog: Blog) -> None:
    """What a search reads is what a clean blog has: each word of each listed post leads to its card, and no other."""
    there, clean = finds_of(blog), clean_site(blog).finds
    if there != clean:
        raise Divergence(f"a search reads {there} instead of {clean}")
    for record in listed_of(blog):
        rows = [(bucket, *found) for (bucket, of), found in there.items() if of == record.id]
        words = sorted((bucket, word) for bucket, postings, _ in rows for word in postings.split())
        if words != sorted((bucket_of(word.partition(":")[0]), word) for word in record.postings.split()) or not words:
            raise Divergence(f"a search finds {record.source} by {words}, and it has {record.postings!r}")
        for at in {at for _, _, at in rows}:
            if not any(f"{at}#{record.id}" in blog.table.items.get(pk, {}) for pk in CARDS):
                raise Divergence(f"a search finds {record.source} at {at}, where no card of it is")


def listed_of(blog: Blog) -> list[Record]:
    items = (blog.table.get(pk, keys.RECORD) for pk in blog.table.items if pk.startswith("POST#"))
    records = (record_of(plain(item)) for item in items if item)
    return [record for record in records if record and record.is_listed]


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


def _said(page: Page | None) -> str:
    if page is None:
        return "missing"
    return f"{page[0][:8]} with status {page[1]}"
