from dataclasses import replace

import pytest

from api.screen import Evidence, Outcome, screen
from blog.block import Block, Kind
from blog.proof import Proof
from blog.settings import Moderation
from blog.spam import Sign
from blog.standing import Standing, Word

CLEAN = Evidence(seconds=30)
KNOWN, TRUSTED, BLOCKED = Standing(approved=1), Standing(Word.TRUSTED), Standing(Word.BLOCKED, approved=9)


@pytest.mark.parametrize(
    ("policy", "standing", "outcome"),
    [
        (Moderation.ALL, Standing(), Outcome.HOLD),
        (Moderation.ALL, KNOWN, Outcome.HOLD),
        (Moderation.ALL, TRUSTED, Outcome.HOLD),
        (Moderation.FIRST, Standing(), Outcome.HOLD),
        (Moderation.FIRST, KNOWN, Outcome.PUBLISH),
        (Moderation.FIRST, TRUSTED, Outcome.PUBLISH),
        (Moderation.OPEN, Standing(), Outcome.PUBLISH),
        (Moderation.OPEN, BLOCKED, Outcome.ASIDE),
        (Moderation.ALL, BLOCKED, Outcome.ASIDE),
    ],
)
def test_the_policy_decides_about_a_clean_comment(policy, standing, outcome):
    verdict = screen(policy, replace(CLEAN, standing=standing), ())

    assert verdict.outcome is outcome
    assert verdict.reasons  # every decision says why


SUSPICIOUS = {
    "no proof": Evidence(Proof.MISSING, seconds=30),
    "a wrong one": Evidence(Proof.WRONG, seconds=30),
    "a used one": Evidence(Proof.USED, seconds=30),
    "an old one": Evidence(Proof.STALE, seconds=30),
    "no time": Evidence(),
    "too quick": Evidence(seconds=2),
    "too many": Evidence(seconds=30, recent=4),
    "the same text": Evidence(seconds=30, twin="another post"),
}


@pytest.mark.parametrize("evidence", SUSPICIOUS.values(), ids=SUSPICIOUS)
def test_each_suspicion_alone_lets_a_comment_wait_and_is_told(evidence):
    verdict = screen(Moderation.OPEN, evidence, ())

    assert verdict.outcome is Outcome.HOLD
    assert len(verdict.reasons) == 1
    assert screen(Moderation.OPEN, CLEAN, ()).outcome is Outcome.PUBLISH


@pytest.mark.parametrize(
    ("points", "outcome"), [(2, Outcome.PUBLISH), (3, Outcome.HOLD), (7, Outcome.HOLD), (8, Outcome.ASIDE)]
)
def test_points_add_up(points, outcome):
    signs = [Sign(points - 1, "words"), Sign(1, "1 link")]

    verdict = screen(Moderation.OPEN, CLEAN, signs)

    assert (verdict.outcome, verdict.score) == (outcome, points)
    assert verdict.reasons[:2] == (f"words (+{points - 1})", "1 link (+1)")


def test_a_block_decides_whatever_else_is_known():
    evidence = replace(CLEAN, standing=TRUSTED, blocks=(Block(Kind.HOST, "pills.example"),))

    verdict = screen(Moderation.OPEN, evidence, ())

    assert (verdict.outcome, verdict.reasons) == (Outcome.ASIDE, ("you block the host “pills.example”",))


def test_who_is_trusted_may_send_links():
    evidence = replace(CLEAN, standing=TRUSTED)

    assert screen(Moderation.OPEN, evidence, [Sign(3, "3 links", waits=True)]).outcome is Outcome.PUBLISH


def test_a_score_is_never_negative():
    assert screen(Moderation.OPEN, CLEAN, [Sign(-2, "known words")]).score == 0
