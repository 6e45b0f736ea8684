"""Findings: where the buckets and the table differ, decided without touching anything.

An event that was lost, an object that was deleted or strayed into the site, a
tombstone that nobody can still be writing to: each is found by listing, not by
reading pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from blog import paths
from blog.paths import is_page
from publisher.assets import Asset
from publisher.copies import COPY_LIFE, is_kept
from publisher.known import Known
from publisher.media_file import COPIES_FOLDER
from publisher.site_bucket import GONE, Listed, etag_of
from publisher.source_kind import SourceKind, kind_of
from publisher.strays import since, strays
from publisher.verdict import is_overdue

# No message is older than the dead-letter queues' retention, so no writer from before a tombstone is left.
TOMBSTONE_LIFE = timedelta(days=15)


@dataclass(frozen=True)
class Findings:
    """What is to be done: sources to read again, pages to build again, tombstones and pictures' copies to collect.

    Of what was given up, so many letters, there are fan-outs among the pages. `assets` are the
    theme's that are to be written anew; `strays` are known with the moment since when.
    """

    sources: frozenset[str]
    pages: frozenset[str]
    tombstones: frozenset[str]
    copies: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    strays: Mapping[str, datetime] = field(default_factory=dict)
    given_up: int = 0


def find(  # noqa: PLR0917  # what there is to compare
    objects: Iterable[Listed],
    sources: Mapping[str, str],
    known: Known,
    now: datetime,
    assets: Mapping[str, Asset],
    edition: str,
) -> Findings:
    """From what is listed of both buckets, of the sources the newest versions, and what the table knew after that.

    `assets` are those of the theme, none where it is unknown; `edition` is ours.
    """
    objects = list(objects)
    pages = {paths.of_object(each.key): each for each in objects if is_page(each.key)}
    copies = {f"/{each.key}": each for each in objects if each.key.startswith(COPIES_FOLDER)}
    old = now - TOMBSTONE_LIFE
    return Findings(
        sources=lost_sources(sources, known.versions) | overdue(known, now) | lost_copies(copies, known),
        pages=differing(pages, known),
        tombstones=frozenset(path for path in tombstones(pages, known) if pages[path].modified < old),
        copies=superfluous(copies, known, now),
        assets=spoilt(objects, assets),
        strays=since(strays(objects, known, assets, edition), known.strays, now),
    )


def differing(listing: Mapping[str, Listed], known: Known) -> frozenset[str]:
    """The paths at which something else stands than what was built there last, or than should be built.

    Nothing is read: an object's entity tag is unique, so a list of tags tells.
    """
    there = {path: listed.etag for path, listed in listing.items()}
    changed = {path for path, etag in there.items() if path not in known.built or known.built[path].etag != etag}
    wrong = {path for path, tag in known.built.items() if (tag.status != GONE) != (path in known.pages)}
    return frozenset(changed | (wrong & there.keys()) | (known.pages - there.keys()) | known.waiting)


def tombstones(listing: Mapping[str, Listed], known: Known) -> frozenset[str]:
    """The paths at which the tombstone stands that was built there."""
    gone = {path: tag.etag for path, tag in known.built.items() if tag.status == GONE}
    return frozenset(path for path, etag in gone.items() if path in listing and listing[path].etag == etag)


def lost_sources(sources: Mapping[str, str], known: Mapping[str, str]) -> frozenset[str]:
    """Sources whose newest version the table has not taken, and sources that are gone without its knowing.

    A file that is broken stays among them: to read it again does no harm.
    """
    ours = {key: version for key, version in sources.items() if kind_of(key) is not SourceKind.OTHER}
    changed = {key for key, version in ours.items() if known.get(key) != version}
    return frozenset(changed | {key for key, version in known.items() if version and key not in ours})


def overdue(known: Known, now: datetime) -> frozenset[str]:
    """Sources of which the clock or the settings have changed what the record should say, and nobody has read them."""
    return frozenset(record.source for record in known.records if is_overdue(record, known.settings, now))


def lost_copies(listing: Mapping[str, Listed], known: Known) -> frozenset[str]:
    """The pictures of which a copy is missing, or is not any more what was written."""
    there = {path: listed.etag for path, listed in listing.items()}
    changed = {path for path, etag in there.items() if known.copy_tags.get(path, etag) != etag}
    return frozenset(key for path, key in known.copies.items() if path not in there or path in changed)


def superfluous(listing: Mapping[str, Listed], known: Known, now: datetime) -> frozenset[str]:
    """The copies that no picture has, and none had a day ago; those of which nothing is known by their own age."""
    shown = {path for path, replaced in known.former.items() if is_kept(replaced, now)}
    others = listing.keys() - known.copies.keys() - shown
    return frozenset(path for path in others if listing[path].modified < now - COPY_LIFE)


def spoilt(objects: Iterable[Listed], assets: Mapping[str, Asset]) -> frozenset[str]:
    """The assets that are missing, or are not what the theme has."""
    there = {f"/{each.key}": each.etag for each in objects}
    return frozenset(path for path, asset in assets.items() if there.get(path) != etag_of(asset.data))
