"""Audit: compares both buckets with the table and repairs what differs; publishing never needs it.

An event that was lost, an object that was deleted or strayed into the site, a
tombstone that nobody can still be writing to: each is found by listing, not by
reading pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from blog import keys, paths
from blog.item import Item
from blog.paths import is_page
from blog.record import record_of
from blog.settings import settings_of
from publisher.asked import tag_in
from publisher.describe import FIXED
from publisher.fan_out import pages_with
from publisher.given_up import GivenUp
from publisher.media import is_file, path_of
from publisher.media_file import COPIES_FOLDER
from publisher.press import Press
from publisher.site_bucket import GONE, Listed, Tag
from publisher.source_kind import SETTINGS_KEY, SourceKind, kind_of
from publisher.touch import touch
from publisher.touched import EVERYTHING, SOURCES

# No message is older than the dead-letter queues' retention, so no writer from before a tombstone is left.
TOMBSTONE_LIFE = timedelta(days=15)
# A page that was read yesterday may still ask for a copy of a picture that has been replaced since.
COPY_LIFE = timedelta(days=1)


@dataclass(frozen=True)
class Findings:
    """What is to be done: sources to read again, pages to build again, tombstones and pictures' copies to collect.

    If batches of the stream were `given_up`, that is everything.
    """

    sources: frozenset[str]
    pages: frozenset[str]
    tombstones: frozenset[str]
    copies: frozenset[str] = frozenset()
    given_up: int = 0


@dataclass(frozen=True)
class Known:
    """What the table knows: each source's version, the paths of all pages, and what was last built at a path.

    At the paths in `waiting` something was to be built, and its message may be lost.
    `copies` are the pictures' by their paths, each with its source.
    """

    versions: dict[str, str]
    pages: frozenset[str]
    built: dict[str, Tag]
    waiting: frozenset[str]
    copies: dict[str, str]

    @property
    def files(self) -> frozenset[str]:
        return frozenset(path for path in self.pages if is_file(path))


def audit(press: Press, given_up: GivenUp) -> Findings:
    """Look, and set right what differs by the ways that publishing itself takes."""
    letters = given_up.letters()
    # The objects first: what is built meanwhile is found to be newer, which does no harm.
    objects = list(press.site.objects())
    listing = {paths.of_object(each.key): each for each in objects if is_page(each.key)}
    copies = {f"/{each.key}": each for each in objects if each.key.startswith(COPIES_FOLDER)}
    known = known_from(press.table.scan())
    old = press.now() - TOMBSTONE_LIFE
    lost = frozenset(key for path, key in known.copies.items() if path not in copies)
    findings = Findings(
        sources=lost_sources(dict(press.content.versions()), known.versions) | lost,
        # A picture is no part of everything.
        pages=differing(listing, known) | (known.files if letters else frozenset()),
        tombstones=frozenset(path for path in tombstones(listing, known) if listing[path].modified < old),
        copies=frozenset(
            path for path in copies.keys() - known.copies if copies[path].modified < press.now() - COPY_LIFE
        ),
        given_up=len(letters),
    )
    _repair(press, findings)
    given_up.settle(letters)
    return findings


def known_from(items: Iterable[Item]) -> Known:
    """From all items of the table; pure."""
    versions: dict[str, str] = {}
    pages = set(FIXED)
    built: dict[str, Tag] = {}
    waiting: set[str] = set()
    copies: dict[str, str] = {}
    for item in items:
        waiting |= {path} if (path := _waiting(item)) else set()
        if item["PK"].startswith("MEDIA#"):
            key, version = item["PK"].removeprefix("MEDIA#"), item.get("version", "")
            versions[key] = version
            pages |= {path_of(key)} if version else set()
            copies |= {paths.decoded(each["url"]): key for each in item.get("picture", {}).get("copies", ())}
        elif (target := keys.wanted(item)) and (tag := tag_in(item)):
            built[target] = tag
        elif item["PK"] == keys.SETTINGS.pk:
            versions[SETTINGS_KEY] = item.get("version", "")
            pages |= {each.path for each in settings_of(item).redirects}
        elif item["PK"] == keys.ARCHIVE_LIST:
            pages |= pages_with(item)
        elif item["PK"] == keys.PAGES_LIST:
            pages |= {paths.decoded(item["url"]), *item.get("aliases", ())}
        elif item["PK"] == keys.PREVIEWS_LIST:
            pages.add(item["SK"])
        elif item["SK"] == keys.RECORD:
            versions[item["source"]] = item.get("version", "")
    return Known(versions, frozenset(pages), built, frozenset(waiting), copies)


def _waiting(item: Item) -> str:
    """The path of a page that is wanted newer than it was built, or of a post that no list shows yet; else empty."""
    if (target := keys.wanted(item)).startswith("/"):
        return target if item.get("generation", 0) > item.get("built", 0) else ""
    record = record_of(item) if item["PK"].startswith("POST#") and item["SK"] == keys.RECORD else None
    return record.path if record and record.is_published and not record.is_listed else ""


def differing(listing: Mapping[str, Listed], known: Known) -> frozenset[str]:
    """The paths at which something else stands than what was built there last, or than should be built: pure.

    Nothing is read: an object's entity tag is unique, so a list of tags tells.
    """
    there = {path: listed.etag for path, listed in listing.items()}
    changed = {path for path, etag in there.items() if path not in known.built or known.built[path].etag != etag}
    wrong = {path for path, tag in known.built.items() if (tag.status != GONE) != (path in known.pages)}
    return frozenset(changed | (wrong & there.keys()) | (known.pages - there.keys()) | known.waiting)


def tombstones(listing: Mapping[str, Listed], known: Known) -> frozenset[str]:
    """The paths at which the tombstone stands that was built there; pure."""
    gone = {path: tag.etag for path, tag in known.built.items() if tag.status == GONE}
    return frozenset(path for path, etag in gone.items() if path in listing and listing[path].etag == etag)


def lost_sources(sources: Mapping[str, str], known: Mapping[str, str]) -> frozenset[str]:
    """Sources whose newest version the table has not taken, and sources that are gone without its knowing.

    A file that is broken stays among them: to read it again does no harm.
    """
    ours = {key: version for key, version in sources.items() if kind_of(key) is not SourceKind.OTHER}
    changed = {key for key, version in ours.items() if known.get(key) != version}
    return frozenset(changed | {key for key, version in known.items() if version and key not in ours})


def _repair(press: Press, findings: Findings) -> None:
    press.queues.hint(sorted(findings.sources))
    touch(press.table, press.queues, findings.pages | ({EVERYTHING, SOURCES} if findings.given_up else set()))
    for path in sorted(findings.tombstones):
        press.site.delete_tombstone(path)
    _collect(press, findings.copies)


def _collect(press: Press, copies: frozenset[str]) -> None:
    """Delete copies of pictures. Whoever wants one again has looked, once that was noted, whether it is there: either
    he misses it, or it is found here that he noted it.
    """
    for path in sorted(copies):
        press.site.delete_copy(path)
    if copies:
        wanted = known_from(press.table.scan()).copies
        press.queues.hint(sorted({wanted[path] for path in copies & wanted.keys()}))
