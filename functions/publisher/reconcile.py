"""Reconcile: from "this key may have changed" to the key's record in the table, and its receipt.

Level-triggered and fenced: the event is a hint. The record's generation is read
first, then the source, and the record is written on the condition that the
generation has not moved, even if nothing seems to have changed; otherwise an
older reader of A, B, A would not be fenced off.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial

from blog import keys
from blog.item import Item, from_item, to_item
from blog.keys import Key
from blog.paths import href
from blog.picture import Picture
from blog.record import Record, Status, changes, record_of
from blog.settings import settings_of
from blog.slug import slug
from blog.table import Conflict, Put
from publisher.addresses import address_of, media_at
from publisher.content import Object
from publisher.copies import copies_of, former_after, tags_of
from publisher.media import path_of, type_of
from publisher.media_file import MAX_BYTES as MAX_MEDIA_BYTES
from publisher.media_file import read_media
from publisher.namesake import namesake_of
from publisher.press import Press
from publisher.preview import preview_of
from publisher.problem import Problem
from publisher.raster import COPY_TYPE, EDITION
from publisher.receipt import Receipt
from publisher.redirects import clashes
from publisher.remark import moved, not_alone, shared, taken
from publisher.settings_file import read_settings_file
from publisher.source import MAX_BYTES
from publisher.source_kind import SourceKind, kind_of, why_not_published
from publisher.verdict import judge, second_path

ATTEMPTS = 20


class Unsettled(Exception):
    """Others were first, again and again; the queue will deliver the hint again. `key` is the source's."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} changed under our hands {ATTEMPTS} times")
        self.key = key


@dataclass(frozen=True)
class Outcome:
    """What became of a source: for its receipt."""

    status: Status
    version: str = ""
    path: str = ""
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    generation: int = 0
    words: int | None = None
    preview: str = ""


def reconcile(press: Press, key: str) -> None:
    """Bring the record of one source up to date, and tell its author."""
    for _ in range(ATTEMPTS):
        there = press.reports.tag(key)  # before all else: who writes a receipt meanwhile knows more
        try:
            outcome = BY_KIND[kind_of(key)](press, key)
            return press.reports.put(_receipt(press, key, outcome), there)
        except Conflict:
            continue
        except Exception:
            _report_failure(press, key, there)
            raise
    raise Unsettled(key)


def _report_failure(press: Press, key: str, there: str) -> None:
    """A receipt for a source on which Pressmark itself failed, unless somebody has said more meanwhile."""
    problem = Problem("Pressmark failed on this file; what was published before stays. The function's log says more.")
    outcome = Outcome(Status.ERROR, _version(press.content.newest(key, 0)), errors=(problem,))
    with suppress(Conflict):
        press.reports.put(_receipt(press, key, outcome), there)


def _receipt(press: Press, key: str, outcome: Outcome) -> Receipt:
    url = press.url + href(outcome.path) if outcome.path else ""
    return Receipt(
        key=key,
        status=outcome.status,
        url=url,
        errors=outcome.errors,
        warnings=outcome.warnings,
        source_version=outcome.version,
        at=press.now(),
        generation=outcome.generation,
        words=outcome.words,
        preview=press.url + href(outcome.preview) if outcome.preview else "",
    )


def _post(press: Press, key: str) -> Outcome:
    record, settings_item = press.table.get_in_order(keys.record(keys.post_id(key)), keys.SETTINGS)
    before, settings = record_of(record), settings_of(settings_item)
    sources = press.content.newest_first(key, MAX_BYTES)
    verdict = judge(
        key,
        before,
        sources,
        settings,
        press.now(),
        cache(lambda target: address_of(press.table, target.text)),
        cache(lambda file: media_at(press.table, file)),
    )
    if _note_links(press, before, verdict.record):
        raise Conflict("whoever was listed before our links were noted has not been seen for certain")
    after = _placed(press, verdict.record)
    after = replace(after, namesake=_namesake(press, after), preview=preview_of(after, press.preview_secret))
    if verdict.moment:
        # Before the record: a hint too many does no harm, a post that never goes live does.
        press.schedules.set(after.id, key, verdict.moment)
        if verdict.moment <= press.now():
            raise Conflict("the moment came before its schedule was set, which may never fire")
    press.table.write(changes(before, after))
    return Outcome(
        verdict.status,
        verdict.version,
        path=after.path if after.is_published else "",
        errors=verdict.errors,
        warnings=verdict.warnings + _remarks(press, after),
        generation=after.generation,
        words=verdict.words,
        preview=after.preview,
    )


def _note_links(press: Press, before: Record | None, after: Record) -> bool:
    """Whether links were noted just now: whoever is listed from then on tells us. A note too many does no harm."""
    asked = after.asks_for - (before.asks_for if before else frozenset())
    notes = [Key(keys.links(name), after.id) for name in sorted(asked)]
    new = [note for note in notes if press.table.get(note) is None]
    for note in new:
        press.table.put(Put(note, {"source": after.source}, None))
    return bool(new)


def _placed(press: Press, record: Record) -> Record:
    """The record at its path: of all posts that ask for one path, the first by key gets it."""
    if not record.is_published:
        return record
    rivals = [row["SK"] for row in press.table.collection(keys.path(record.natural)) if not row.get("is_alias")]
    is_first = record.source <= min(rivals, default=record.source)
    path = record.natural if is_first else second_path(record)
    return record if path == record.path else replace(record, path=path, live="")


def _remarks(press: Press, record: Record) -> tuple[Problem, ...]:
    claims = taken(record, lambda path: press.table.collection(keys.path(path)))
    twins = shared(record, lambda name: press.table.collection(keys.name(name)))
    return moved(record) + claims + not_alone(record.source, record.namesake) + twins


def _namesake(press: Press, record: Record) -> str:
    """The source of another listed post with the same title. Whoever is listed or taken back later tells us."""
    name = slug(record.title) if record.is_published else ""
    rows = press.table.collection(keys.name(name)) if name else ()
    return namesake_of(record.source, record.title, {row["SK"]: row.get("title", "") for row in rows})


def _media(press: Press, key: str) -> Outcome:
    before = press.table.get(keys.media(key)) or {"generation": 0}
    file = read_media(key, press.content.newest_first(key, MAX_MEDIA_BYTES), partial(_made, press, before))
    # Before any page can show them.
    tags = {path: press.site.put_asset(path, data, COPY_TYPE) for path, data in file.copies}
    after: Item = {"version": file.version, "content_type": type_of(key)}
    if file.picture:
        after |= {"picture": to_item(file.picture), "edition": EDITION}
        after["tags"] = tags_of(after | {"tags": tags or tags_of(before)})
    if former := former_after(before, copies_of(after), press.now()):
        after["former"] = former
    _put(press, keys.media(key), after, before["generation"])
    if any(press.site.etag(path) != tag for path, tag in tags.items()):
        raise Conflict("an audit that began before this picture was wanted took a copy of it for an old one")
    status = Status.PUBLISHED if file.version else Status.UNPUBLISHED
    return Outcome(
        Status.ERROR if file.problems else status,
        file.newest,
        path_of(key) if file.version else "",
        file.problems,
        generation=before["generation"] + 1,
    )


def _made(press: Press, before: Item, version: str) -> Picture | None:
    """The picture of a version, if all its copies were made from it before and still stand as they were written."""
    if (before.get("version"), before.get("edition")) != (version, EDITION):
        return None
    if any(not tag or press.site.etag(path) != tag for path, tag in tags_of(before).items()):
        return None
    return from_item(Picture, before["picture"])


def _settings(press: Press, key: str) -> Outcome:
    before = press.table.get(keys.SETTINGS) or {"generation": 0}
    file = read_settings_file(key, press.content.newest_first(key, MAX_BYTES), sends_letters=bool(press.sender))
    # What was set by a version that is not kept any more goes on.
    settings = before.get("settings", {}) if file.settings is None else to_item(file.settings)
    redirects = file.settings.redirects if file.settings and not file.problems else ()
    warnings = file.warnings + clashes(redirects, lambda path: any(press.table.collection(keys.path(path))))
    _put(press, keys.SETTINGS, {"settings": settings, "version": file.newest}, before["generation"])
    status = Status.PUBLISHED if file.newest else Status.UNPUBLISHED
    return Outcome(
        Status.ERROR if file.problems else status,
        file.newest,
        errors=file.problems,
        warnings=warnings,
        generation=before["generation"] + 1,
    )


def _other(press: Press, key: str) -> Outcome:
    source = press.content.newest(key, 0)
    if source is None:
        return Outcome(Status.UNPUBLISHED)
    return Outcome(Status.ERROR, source.version, errors=(Problem(why_not_published(key)),))


def _put(press: Press, key: Key, item: Item, generation: int) -> None:
    press.table.put(Put(key, item | {"generation": generation + 1}, generation))


def _version(source: Object | None) -> str:
    return source.version if source else ""


BY_KIND: dict[SourceKind, Callable[[Press, str], Outcome]] = {
    SourceKind.POST: _post,
    SourceKind.MEDIA: _media,
    SourceKind.SETTINGS: _settings,
    SourceKind.OTHER: _other,
}
