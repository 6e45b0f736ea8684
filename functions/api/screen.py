"""The screen: what becomes of a comment that has just arrived, and why. Pure; `intake.py` finds out what it is told.

Nothing is lost by it: what looks like spam is put aside for 30 days, where the owner can
look (`pressmark comments list --aside`) and bring it back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from blog.block import Block
from blog.proof import Proof
from blog.settings import Moderation
from blog.spam import Sign
from blog.standing import STRANGER, Standing, Word

WAITS = 3  # points
ASIDE = 8
TOO_QUICK = 3  # seconds from the first touch of the form until it was sent
MANY = 3  # comments of one network in ten minutes


class Outcome(StrEnum):
    """`ASIDE` is for what is spam by the rules: it waits for nobody and is kept for a while."""

    PUBLISH = "publish"
    HOLD = "hold"
    ASIDE = "aside"


@dataclass(frozen=True)
class Evidence:
    """What is known of a comment beside its text.

    `is_change` says that it was there before: a change brings no proof and no time, and is never published at once.
    `seconds` is how long the form was in hand, by its own account; `recent` how many
    comments came from its network in ten minutes, this one included; `twin` is where the
    same text was sent already: empty, "this post" or "another post".
    """

    proof: Proof = Proof.VALID
    seconds: int | None = None
    recent: int = 1
    twin: str = ""
    blocks: tuple[Block, ...] = ()
    standing: Standing = STRANGER
    is_change: bool = False


@dataclass(frozen=True)
class Verdict:
    """`reasons` are for the owner, each with its points; `score` is their sum, never less than 0."""

    outcome: Outcome
    reasons: tuple[str, ...]
    score: int


def screen(policy: Moderation, evidence: Evidence, text_signs: Sequence[Sign]) -> Verdict:
    """What the owner's policy and all signs together come to."""
    signs = (*text_signs, *_signs(evidence))
    score = max(0, sum(sign.points for sign in signs))
    reasons = tuple(_said(sign) for sign in signs)
    blocked = _blocked(evidence)
    if blocked or score >= ASIDE:
        return Verdict(Outcome.ASIDE, (*blocked, *reasons), score)
    if evidence.is_change:
        return Verdict(Outcome.HOLD, ("its writer changed it", *reasons), score)
    if evidence.standing.word == Word.TRUSTED and policy is not Moderation.ALL:
        return Verdict(Outcome.PUBLISH, (*reasons, "you trust this browser"), score)
    waits = _policy_says_wait(policy, evidence.standing)
    if waits or score >= WAITS or any(sign.waits for sign in signs):
        return Verdict(Outcome.HOLD, (*reasons, *waits), score)
    return Verdict(Outcome.PUBLISH, (*reasons, f"nothing speaks against it (moderation: {policy})"), score)


def _signs(evidence: Evidence) -> Iterator[Sign]:
    if not evidence.is_change:
        yield from _signs_of_sending(evidence)
    if evidence.recent > MANY:
        yield Sign(2, f"{evidence.recent} comments from one network in ten minutes", waits=True)
    if evidence.twin:
        yield Sign(3, f"the same text was sent to {evidence.twin} already", waits=True)


def _signs_of_sending(evidence: Evidence) -> Iterator[Sign]:
    if evidence.proof is not Proof.VALID:
        yield Sign(1 if evidence.proof is Proof.MISSING else 2, evidence.proof.value, waits=True)
    elif evidence.seconds is None:
        yield Sign(1, "it does not say how long it was written", waits=True)
    elif evidence.seconds < TOO_QUICK:
        yield Sign(2, f"written in {evidence.seconds} s", waits=True)


def _blocked(evidence: Evidence) -> tuple[str, ...]:
    browser = ("you block this browser",) if evidence.standing.word == Word.BLOCKED else ()
    return (*browser, *(f"you block the {block}" for block in evidence.blocks))


def _policy_says_wait(policy: Moderation, standing: Standing) -> tuple[str, ...]:
    if policy is Moderation.ALL:
        return ("all comments wait (moderation: all)",)
    if policy is Moderation.FIRST and not standing.is_known:
        return ("no comment of this browser was approved yet (moderation: first)",)
    return ()


def _said(sign: Sign) -> str:
    return f"{sign.reason} ({sign.points:+d})"
