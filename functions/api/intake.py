"""Intake: a comment that is well formed goes through the screen, and is kept where that says, in one transaction."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from api.desk import Desk
from api.limit import comments_of_network, may_leave_address
from api.request import Request
from api.screen import Evidence, Outcome, Verdict, screen
from api.sending import Sending, once
from api.twin import memory_of, twin_of
from blog import correspondent, keys, proof
from blog.block import blocks, met
from blog.comment import KEY, Comment
from blog.correspondent import Correspondent
from blog.held import Decided, Decision, Held
from blog.known import noted
from blog.learned import learned_of
from blog.moderation import find, hold, settle
from blog.proof import Proof
from blog.settings import Moderation
from blog.spam import signs_of
from blog.standing import standing_of
from blog.table import Action, Put

_SECONDS = re.compile(r"\d{1,6}")


@dataclass(frozen=True)
class Arrived:
    """A comment that is well formed, with its post's title and address and the form's other fields.

    `record` is the id of the post's record, `address` where letters about replies are to go, or empty.
    """

    comment: Comment
    title: str
    url: str
    untrusted_form: Mapping[str, str]
    record: str = ""
    address: str = ""


@dataclass(frozen=True)
class Taken:
    """The id of the comment that a sending made, now or when it was sent first, and what became of it."""

    id: str
    outcome: Outcome


def take_in(request: Request, desk: Desk, arrived: Arrived, policy: Moderation, sending: Sending) -> Taken:
    """Screen it and keep it, once for each sending; raises TooMany, before anything is kept, and what `once` does."""
    made = once(desk.table, sending, arrived.comment.id, desk.now(), partial(_take, request, desk, arrived, policy))
    return Taken(made, _outcome(desk, made))


def _take(request: Request, desk: Desk, arrived: Arrived, policy: Moderation, mark: Put) -> None:
    """Raises Conflict when its proof or the sending was taken at this very moment."""
    evidence, verdict = _screened(desk, arrived, policy, comments_of_network(request, desk))
    memories = [mark, *_memories(desk, arrived, evidence)]
    # Nothing is kept of an address that comes with spam, nor of the many that one network sends.
    if arrived.address and verdict.outcome is not Outcome.ASIDE and may_leave_address(request, desk):
        digest = correspondent.digest_of(desk.table, arrived.address)
        memories.append(_asking(desk, arrived, digest))
        arrived = replace(arrived, comment=replace(arrived.comment, correspondent=digest))
        memories += noted(arrived.comment)
    _keep(desk, arrived, verdict, memories)


def _asking(desk: Desk, arrived: Arrived, digest: str) -> Action:
    comment = arrived.comment
    asked = Correspondent(arrived.address, comment.id, arrived.record, comment.writer)
    return correspondent.asking(desk.table, digest, asked, desk.now())


def _outcome(desk: Desk, comment_id: str) -> Outcome:
    """What became of it, now or when it was sent first; whoever is put aside is told that it is held."""
    found = find(desk.table, comment_id)
    is_public = isinstance(found, Decided) and found.decision is Decision.APPROVED
    return Outcome.PUBLISH if is_public else Outcome.HOLD


def _screened(desk: Desk, arrived: Arrived, policy: Moderation, recent: int) -> tuple[Evidence, Verdict]:
    comment, form = arrived.comment, arrived.untrusted_form
    browser = _browser(arrived)
    known, standing, spent = desk.table.get_in_order(
        keys.LEARNED, keys.browser(browser or "none"), keys.proof(_proof_digest(arrived))
    )
    shown = proof.check(form.get("proof", ""), form.get("text", ""), form.get("post", ""), desk.now())
    evidence = Evidence(
        proof=Proof.USED if spent and shown is Proof.VALID else shown,
        seconds=_seconds(form.get("seconds", "")),
        recent=recent,
        twin=twin_of(desk, comment),
        blocks=met(comment, blocks(desk.table)),
        standing=standing_of(standing if browser else None),
    )
    return evidence, screen(policy, evidence, signs_of(comment, learned_of(known)))


def _keep(desk: Desk, arrived: Arrived, verdict: Verdict, memories: list[Action]) -> None:
    held = Held(arrived.comment, arrived.title, arrived.url, verdict.reasons, verdict.score, _browser(arrived))
    if verdict.outcome is Outcome.HOLD:
        hold(desk.table, held, *memories)
    else:
        decision = Decision.APPROVED if verdict.outcome is Outcome.PUBLISH else Decision.SPAM
        settle(desk.table, held, decision, desk.now(), *memories)


def _browser(arrived: Arrived) -> str:
    """How its browser is called, if it keeps a key; otherwise its writer has a key for this comment alone."""
    return arrived.comment.writer if KEY.fullmatch(arrived.untrusted_form.get("key", "")) else ""


def _memories(desk: Desk, arrived: Arrived, evidence: Evidence) -> list[Action]:
    """That the proof was used, and that the text was sent to this post: kept with the comment or not at all."""
    now = int(desk.now().timestamp())
    found: list[Action] = []
    if evidence.proof is Proof.VALID:
        until = now + int(proof.REMEMBERED.total_seconds())
        found.append(Put(keys.proof(_proof_digest(arrived)), {"expires": until}, 0))
    return found + memory_of(desk, arrived.comment, evidence.twin)


def _proof_digest(arrived: Arrived) -> str:
    form = arrived.untrusted_form
    return proof.digest(form.get("proof", ""), form.get("text", ""), form.get("post", ""))


def _seconds(untrusted: str) -> int | None:
    return int(untrusted) if _SECONDS.fullmatch(untrusted) else None
