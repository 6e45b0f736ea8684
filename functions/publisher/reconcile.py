"""Reconcile: from "this key may have changed" to the key's record in the table, and its receipt.

Level-triggered and fenced: the event is a hint. The record's generation is read
first, then the source, and the record is written on the condition that the
generation has not moved, even if nothing seems to have changed; otherwise an
older reader of A, B, A would not be fenced off.
"""

from collections.abc import Callable
from dataclasses import replace

from blog import keys
from blog.item import from_item, to_item
from blog.paths import href
from blog.record import Record, Status, changes, record_of
from blog.settings import Settings
from blog.table import Conflict, Put
from publisher.content import Object
from publisher.press import Press
from publisher.problem import Problem, SourceError
from publisher.receipt import Receipt
from publisher.site_yaml import read_settings
from publisher.source import MAX_BYTES
from publisher.source_kind import SourceKind, kind_of, media_type, misplaced
from publisher.verdict import Verdict, judge, second_path

ATTEMPTS = 20
MAX_MEDIA_BYTES = 25_000_000


class Unsettled(Exception):
    """Others were first, again and again; the queue will deliver the hint again. `key` is the source's."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} changed under our hands {ATTEMPTS} times")
        self.key = key


def reconcile(press: Press, key: str) -> None:
    """Bring the record of one source up to date, and tell its author."""
    by_kind: dict[SourceKind, Callable[[Press, str], Receipt]] = {
        SourceKind.POST: _post,
        SourceKind.MEDIA: _media,
        SourceKind.SETTINGS: _settings,
        SourceKind.OTHER: _other,
    }
    for _ in range(ATTEMPTS):
        try:
            press.reports.put(by_kind[kind_of(key)](press, key))
        except Conflict:
            continue
        return
    raise Unsettled(key)


def _post(press: Press, key: str) -> Receipt:
    before = record_of(press.table.get(keys.record(keys.post_id(key))))
    source = press.content.newest(key, MAX_BYTES)
    verdict = judge(key, before, source, site_settings(press), press.now())
    after = _placed(press, verdict.record)
    _set_schedule(press, before, verdict)
    press.table.write(changes(before, after))
    return _receipt(press, source, key, verdict.status, after, verdict.errors, verdict.warnings + _moved(after))


def _placed(press: Press, record: Record) -> Record:
    """The record at its path: of all posts that ask for one path, the first by key gets it."""
    if not record.is_published:
        return record
    rivals = [row["SK"] for row in press.table.collection(keys.path(record.natural))]
    path = record.natural if record.source <= min(rivals, default=record.source) else second_path(record)
    return replace(record, path=path)


def _moved(record: Record) -> tuple[Problem, ...]:
    if not record.is_published or record.path == record.natural:
        return ()
    message = f"Another post has the address {record.natural}, so this one is at {record.path}; give it a slug of its own."
    return (Problem(message, field="slug"),)


def _set_schedule(press: Press, before: Record | None, verdict: Verdict) -> None:
    # Before the record: a hint too many does no harm, a post that never goes live does.
    if verdict.moment:
        press.schedules.set(verdict.record.id, verdict.record.source, verdict.moment)
    elif before and before.post and (before.status is Status.SCHEDULED or before.post.expires):
        press.schedules.clear(before.id)


def _media(press: Press, key: str) -> Receipt:
    before = press.table.get(keys.media(key)) or {"generation": 0}
    source = press.content.newest(key, MAX_MEDIA_BYTES)
    errors = _too_large(source)
    if errors:
        after = before
    else:
        after = {"version": source.version if source else "", "content_type": media_type(key)}
    fence = before["generation"]
    press.table.put(Put(keys.media(key), {**after, "generation": fence + 1}, fence))
    status = Status.ERROR if errors else Status.PUBLISHED if source else Status.UNPUBLISHED
    return _receipt(press, source, key, status, None, errors, ())


def _too_large(source: Object | None) -> tuple[Problem, ...]:
    if source and len(source.data) > MAX_MEDIA_BYTES:
        return (Problem(f"The file is larger than {MAX_MEDIA_BYTES // 1_000_000} MB and was not published."),)
    return ()


def _settings(press: Press, key: str) -> Receipt:
    before = press.table.get(keys.SETTINGS) or {"generation": 0}
    source = press.content.newest(key, MAX_BYTES)
    settings, errors, warnings = before.get("settings", {}), (), ()
    try:
        read, warnings = read_settings(key, source.data) if source else (Settings(), ())
        settings = to_item(read)
    except SourceError as error:
        errors = error.problems
    fence = before["generation"]
    press.table.put(Put(keys.SETTINGS, {"settings": settings, "generation": fence + 1}, fence))
    status = Status.ERROR if errors else Status.PUBLISHED if source else Status.UNPUBLISHED
    return _receipt(press, source, key, status, None, errors, warnings)


def _other(press: Press, key: str) -> Receipt:
    source = press.content.newest(key, 0)
    if source is None:
        return _receipt(press, None, key, Status.UNPUBLISHED, None, (), ())
    return _receipt(press, source, key, Status.ERROR, None, (Problem(misplaced(key)),), ())


def site_settings(press: Press) -> Settings:
    item = press.table.get(keys.SETTINGS)
    return from_item(Settings, item["settings"]) if item else Settings()


def _receipt(
    press: Press,
    source: Object | None,
    key: str,
    status: Status,
    record: Record | None,
    errors: tuple[Problem, ...],
    warnings: tuple[Problem, ...],
) -> Receipt:
    path = record.path if record and record.is_published else ""
    if kind_of(key) is SourceKind.MEDIA and status is Status.PUBLISHED:
        path = f"/{key}"
    url = press.url + href(path) if path else ""
    return Receipt(key, status, url, errors, warnings, source.version if source else "", press.now())
