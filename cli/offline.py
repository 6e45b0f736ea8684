"""Offline: what the receipts of an author's folder would say if it were the content bucket, and at which addresses the
blog would answer; without any stack.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from blog import keys
from blog.name import rank
from blog.paths import TERMS, decoded, feeds_of, href, term_kind
from blog.record import Record, Status, aliases, claims, names, rows
from blog.settings import Settings
from publisher.addresses import Addresses
from publisher.content import Object
from publisher.describe import FIXED
from publisher.fan_out import pages_with
from publisher.media import Media, path_of
from publisher.media_file import MediaFile, read_media
from publisher.namesake import namesake_of
from publisher.problem import Problem, SourceError
from publisher.raster import measure
from publisher.receipt import Receipt
from publisher.redirects import clashes, dead_ends
from publisher.remark import moved, not_alone, shared
from publisher.site_yaml import read_settings
from publisher.source_kind import SETTINGS_KEY, SourceKind, kind_of, why_not_published
from publisher.verdict import Verdict, judge, second_path


@dataclass(frozen=True)
class Told:
    """The settings that a folder's `site.yaml` gives, and what is wrong with it."""

    settings: Settings
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Folder:
    """Its files by their keys, what is read of pictures and the like, and where each post or page would be."""

    files: Mapping[str, Object]
    told: Told
    media: Mapping[str, MediaFile]
    places: Mapping[str, Record]
    now: datetime

    @classmethod
    def of(cls, files: Mapping[str, Object], now: datetime) -> "Folder":
        told = _settings(files.get(SETTINGS_KEY))
        posts = {key: file for key, file in files.items() if kind_of(key) is SourceKind.POST}
        others = {key: file for key, file in files.items() if kind_of(key) is SourceKind.MEDIA}
        media = {key: read_media(key, [file], develop=measure) for key, file in others.items()}
        known = Addresses(files=_shown(media))
        places = _placed({key: _judged(file, told.settings, now, known) for key, file in posts.items()})
        taken = {path.pk for record in places.values() for path in (*claims(record), *aliases(record))}
        warnings = told.warnings + clashes(told.settings.redirects, lambda path: keys.path(path) in taken)
        folder = cls(files, replace(told, warnings=warnings), media, places, now)
        dead = dead_ends(told.settings.redirects, folder.paths().__contains__)
        return replace(folder, told=replace(told, warnings=warnings + dead))

    def receipts(self) -> Iterator[Receipt]:
        """One for each file, by its key."""
        # A second look, now that it is known where links lead.
        called = _called(self.places)
        known = Addresses(tuple(_addresses(self.places, called)), _shown(self.media))
        titles = {key: record.title for key, record in self.places.items() if record.is_published}
        for key in sorted(self.files):
            if place := self.places.get(key):
                judged = _judged(self.files[key], self.told.settings, self.now, known)
                yield _of_post(place, judged, titles, called, self.now)
            else:
                yield _of_other(self.files[key], self.told, self.media.get(key), self.now)

    def paths(self) -> frozenset[str]:
        """Where the blog would answer: its pages, its lists, and the addresses that lead to them."""
        paths = {*FIXED, *(each.path for each in self.told.settings.redirects)}
        paths |= {each.path for _, each in _shown(self.media)}
        for key, row in (each for record in self.places.values() for each in rows(record).items()):
            if key.pk == keys.ARCHIVE_LIST:
                paths |= pages_with({"SK": key.sk, **row})
            elif key.pk == keys.PAGES_LIST:
                paths |= {decoded(row["url"]), *row.get("aliases", ())}
        indexes = {TERMS[kind] for kind in map(term_kind, paths) if kind}
        return frozenset(paths.union(indexes, *map(feeds_of, paths)))


def _shown(media: Mapping[str, MediaFile]) -> tuple[tuple[str, Media], ...]:
    return tuple((key, Media(path_of(key), each.picture)) for key, each in media.items() if not each.problems)


def _judged(file: Object, settings: Settings, now: datetime, known: Addresses) -> Verdict:
    return judge(file.key, None, [file], settings, now, known, known.file)


def _placed(verdicts: Mapping[str, Verdict]) -> dict[str, Record]:
    """Each record at its path: of all posts that ask for one, the first by key gets it."""
    taken: set[str] = set()
    places = {}
    for key in sorted(verdicts):
        record = verdicts[key].record
        path = second_path(record) if record.is_published and record.natural in taken else record.path
        taken |= {record.natural} if record.is_published else set()
        places[key] = replace(record, path=path, live=path)
    return places


def _called(places: Mapping[str, Record]) -> Mapping[str, list[str]]:
    """The names of all published posts, and the sources that are called so."""
    called = defaultdict(list)
    for record in places.values():
        for key in names(record):
            called[key.pk].append(record.source)
    return called


def _addresses(places: Mapping[str, Record], called: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The names of all published posts and their encoded paths; of several of one name, the first by `rank`."""
    for pk, sources in called.items():
        name = pk.removeprefix(keys.name(""))
        yield name, href(places[min(sources, key=lambda source: rank(source, name))].path)


def _of_post(
    place: Record, verdict: Verdict, titles: Mapping[str, str], called: Mapping[str, list[str]], now: datetime
) -> Receipt:
    url = href(place.path) if place.is_published else ""
    namesake = namesake_of(place.source, place.title, titles) if place.is_published else ""
    twins = shared(place, lambda name: [{"SK": source} for source in called.get(keys.name(name), ())])
    warnings = verdict.warnings + moved(place) + not_alone(place.source, namesake) + twins
    return Receipt(place.source, verdict.status, url, verdict.errors, warnings, "", now, words=verdict.words)


def _of_other(file: Object, told: Told, media: MediaFile | None, now: datetime) -> Receipt:
    kind = kind_of(file.key)
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    if kind is SourceKind.SETTINGS:
        errors, warnings = told.errors, told.warnings
    elif kind is SourceKind.OTHER:
        errors = (Problem(why_not_published(file.key)),)
    elif media:
        errors = media.problems
    status = Status.ERROR if errors else Status.PUBLISHED
    url = href(path_of(file.key)) if kind is SourceKind.MEDIA and not errors else ""
    return Receipt(file.key, status, url, errors, warnings, "", now)


def _settings(file: Object | None) -> Told:
    try:
        settings, warnings = read_settings(SETTINGS_KEY, file.data) if file else (Settings(), ())
    except SourceError as error:
        return Told(Settings(), error.problems)
    return Told(settings, warnings=warnings)
