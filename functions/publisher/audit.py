"""Audit: compares both buckets with the table and repairs what differs; publishing never needs it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from blog import keys
from blog.table import Put
from publisher.assets import Asset
from publisher.findings import Findings, find
from publisher.given_up import GivenUp, Letter
from publisher.known import Known, known_from
from publisher.press import Press
from publisher.strays import note_of, old
from publisher.theme import Theme
from publisher.theme_error import ThemeError
from publisher.touch import touch
from publisher.touched import EVERYTHING, SOURCES


def audit(press: Press, given_up: GivenUp, theme: Theme | None = None) -> Findings:
    """Look, and set right what differs by the ways that publishing itself takes; without a theme, no assets."""
    assets = _assets_of(theme)
    letters = given_up.letters()
    # The objects first: what is built meanwhile is found to be newer, which does no harm.
    objects = list(press.site.objects())
    known = known_from(press.table.scan())
    edition = theme.edition if theme else ""
    found = find(objects, dict(press.content.versions()), known, press.now(), assets, edition)
    findings = replace(found, given_up=len(letters), pages=found.pages | again(letters, known))
    # No letter's mark was ever that of another message, so the queue does not take this one for an earlier one.
    _repair(press, findings, mark=letters[0].id if letters else "")
    _put_right(press, findings, known, assets)
    given_up.settle(letters)
    return findings


def _assets_of(theme: Theme | None) -> Mapping[str, Asset]:
    """Of a theme that cannot be used, none: the builder says so, and all else is to be looked at."""
    try:
        return theme.assets if theme else {}
    except ThemeError:
        return {}


def again(letters: Iterable[Letter], known: Known) -> frozenset[str]:
    """The targets that are to be asked for again; for a batch of the stream, which tells none, all there are."""
    targets = {letter.target for letter in letters}
    everything = {EVERYTHING, SOURCES, *known.files} if "" in targets else set()  # a picture is no part of everything
    return frozenset((targets - {""}) | everything)


def _repair(press: Press, findings: Findings, mark: str) -> None:
    press.queues.hint(sorted(findings.sources))
    touch(press.table, press.queues, findings.pages, mark)
    for path in sorted(findings.tombstones):
        press.site.delete_tombstone(path)
    _collect(press, findings.copies)


def _put_right(press: Press, findings: Findings, known: Known, assets: Mapping[str, Asset]) -> None:
    """Write assets anew, and delete strays that were ones a day ago; the others are noted."""
    for path in sorted(findings.assets):
        press.site.put_asset(path, assets[path].data, assets[path].content_type)
    gone = old(findings.strays, press.now())
    for path in sorted(gone):
        press.site.delete_asset(path)
    left = {path: moment for path, moment in findings.strays.items() if path not in gone}
    if left != known.strays:
        press.table.put(Put(keys.STRAYS, note_of(left)))


def _collect(press: Press, copies: frozenset[str]) -> None:
    """Delete copies of pictures. Whoever wants one again has looked, once that was noted, whether it is there: either
    he misses it, or it is found here that he noted it.
    """
    for path in sorted(copies):
        press.site.delete_asset(path)
    if copies:
        wanted = known_from(press.table.scan()).copies
        press.queues.hint(sorted({wanted[path] for path in copies & wanted.keys()}))
