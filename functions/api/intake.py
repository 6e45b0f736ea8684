"""Intake: a comment that is well formed goes through the screen, and is kept where that says, in one transaction."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from api.desk import Desk
from api.limit import sent_by_network
from api.request import Request
from api.screen import Evidence, Outcome, Verdict, screen
from api.sending import Sending, once
from blog import keys, proof
from blog.block import blocks, met
from blog.comment import KEY, Comment
from blog.held import Decided, Decision, Held
from blog.learned import learned_of
from blog.moderation import find, hold, settle
from blog.proof import Proof
from blog.settings import Moderation
from blog.spam import signs_of
from blog.standing import standing_of
from blog.table import Action, Put

SHORTEST_TWIN = 25  # letters: everybody writes "Thank you!"
TWINS_REMEMBERED = 7 * 24 * 3600  # seconds
_SECONDS = re.compile(r"\d{1,6}")


@dataclass(frozen=True)
class Arrived:
    """A comment that is well formed, with its post's title and address and the form's other fields."""

    comment: Comment
    title: str
    url: str
    untrusted_form: Mapping[str, str]


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
    evidence, verdict = _screened(desk, arrived, policy, sent_by_network(request, desk))
    _keep(desk, arrived, verdict, [mark, *_memories(desk, arrived, evidence)])


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
        twin=_twin(desk, comment),
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
    if _twin_digest(arrived.comment) and evidence.twin != "this post":
        row = keys.Key(keys.text(_twin_digest(arrived.comment)), arrived.comment.post)
        found.append(Put(row, {"expires": now + TWINS_REMEMBERED}))
    return found


def _proof_digest(arrived: Arrived) -> str:
    form = arrived.untrusted_form
    return proof.digest(form.get("proof", ""), form.get("text", ""), form.get("post", ""))


def _twin(desk: Desk, comment: Comment) -> str:
    digest_of_text = _twin_digest(comment)
    if not digest_of_text:
        return ""
    now = desk.now().timestamp()
    posts = {each["SK"] for each in desk.table.collection(keys.text(digest_of_text)) if each["expires"] > now}
    if comment.post in posts:
        return "this post"
    return "another post" if posts else ""


def _twin_digest(comment: Comment) -> str:
    """The same for texts that differ in case, spaces and marks only; empty for what is too short to be told apart."""
    letters = re.sub(r"[\W_]+", "", comment.text.casefold())
    return sha256(letters.encode()).hexdigest()[:32] if len(letters) >= SHORTEST_TWIN else ""


def _seconds(untrusted: str) -> int | None:
    return int(untrusted) if _SECONDS.fullmatch(untrusted) else None
