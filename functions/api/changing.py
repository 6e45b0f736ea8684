"""Changing: what a comment has become goes through the screen as well; what was found out before stays with it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from api.desk import Desk
from api.limit import comments_of_network
from api.request import Request
from api.screen import Evidence, Outcome, screen
from api.twin import memory_of, twin_of
from blog import keys
from blog.block import blocks, met
from blog.comment import Comment
from blog.learned import learned_of
from blog.revision import put_aside, revise
from blog.ruling import Found
from blog.settings import Moderation
from blog.spam import signs_of
from blog.standing import standing_of

BEFORE = "before it was changed: "
MOST_REASONS = 24  # whoever changes a comment again and again must not fill its row


def take_change(request: Request, desk: Desk, own: Found, after: Comment, policy: Moderation) -> None:
    """Screen what a comment has become, and have it wait or put it aside.

    Raises TooMany, before anything is kept, and Conflict if somebody else changed it meanwhile.
    """
    recent = comments_of_network(request, desk)
    browser = own.held.browser
    known, standing = desk.table.get_in_order(keys.LEARNED, keys.browser(browser or "none"))
    evidence = Evidence(
        is_change=True,
        recent=recent,
        twin=twin_of(desk, after),
        blocks=met(after, blocks(desk.table)),
        standing=standing_of(standing if browser else None),
    )
    verdict = screen(policy, evidence, signs_of(after, learned_of(known)))
    reasons = _reasons(verdict.reasons, own.held.reasons)
    changed = replace(own.held, comment=after, reasons=reasons, score=max(verdict.score, own.held.score))
    memory = memory_of(desk, after, evidence.twin)
    if verdict.outcome is Outcome.ASIDE:
        put_aside(desk.table, own, changed, desk.now(), *memory)
    else:
        revise(desk.table, own, changed, *memory)


def _reasons(now: Iterable[str], earlier: Iterable[str]) -> tuple[str, ...]:
    """All that was ever found out about a comment, each once, the newest first."""
    former = (each if each.startswith(BEFORE) else BEFORE + each for each in earlier)
    return tuple(islice(dict.fromkeys((*now, *former)), MOST_REASONS))
