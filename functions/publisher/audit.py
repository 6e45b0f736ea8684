"""Audit: compares both buckets with the table and repairs what differs; publishing never needs it."""

from dataclasses import replace

from publisher.findings import Findings, find
from publisher.given_up import GivenUp
from publisher.known import known_from
from publisher.press import Press
from publisher.touch import touch
from publisher.touched import EVERYTHING, SOURCES


def audit(press: Press, given_up: GivenUp) -> Findings:
    """Look, and set right what differs by the ways that publishing itself takes."""
    letters = given_up.letters()
    # The objects first: what is built meanwhile is found to be newer, which does no harm.
    objects = list(press.site.objects())
    known = known_from(press.table.scan())
    findings = find(objects, dict(press.content.versions()), known, press.now())
    if letters:  # a picture is no part of everything
        findings = replace(findings, given_up=len(letters), pages=findings.pages | known.files)
    _repair(press, findings)
    given_up.settle(letters)
    return findings


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
