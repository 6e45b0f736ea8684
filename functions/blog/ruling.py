"""Ruling: where a comment is, and what a decision about it writes to the table. `moderation.py` decides and writes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from blog import keys, learned, standing
from blog.comment import Comment, Draft
from blog.conversation import beside, joining, leaving
from blog.held import Decided, Decision, Held, decided_item, decided_of, held_of, item_of
from blog.item import from_item, to_item
from blog.standing import Word
from blog.table import Action, Delete, Put, Table
from blog.unix_time import unix_after

KEPT = timedelta(days=30)
IS_SPAM = {Decision.APPROVED: False, Decision.SPAM: True}  # the decisions that teach something about words


@dataclass(frozen=True)
class Found:
    """A comment wherever it is; `decided` is None while it waits, `fence` the generation of the last decision's row."""

    held: Held
    decided: Decided | None = None
    fence: int = 0

    @property
    def is_away(self) -> bool:
        return self.decided is not None and self.decided.decision is not Decision.APPROVED


def find_out(table: Table, comment_id: str) -> Found | None:
    """Where it is; one on a page is as it stands there, for its writer may have changed it."""
    if not comment_id:
        return None
    waiting, past = table.get_in_order(keys.held(comment_id), keys.decided(comment_id))
    fence = past["generation"] if past else 0
    if waiting:
        return Found(held_of(waiting), fence=fence)
    last = decided_of(past) if past else None
    if last and last.decision is Decision.APPROVED:
        last = _as_it_stands(table, last)
    if last is None and (table.get(keys.decided(comment_id)) or {}).get("generation", 0) != fence:
        return find_out(table, comment_id)  # the approval was taken back before we looked at the page
    return Found(last.held, last, fence) if last else None


def standing_there(table: Table, post_id: str, comment_id: str) -> Found | None:
    """A comment on its page whose approval was longer ago than decisions are kept."""
    item = table.get(keys.comment(post_id, comment_id))
    if item is None:
        return None
    comment = from_item(Comment, item)
    held = Held(comment, "", "", generation=0)
    return Found(held, Decided(held, Decision.APPROVED, comment.at, 0, of_old=True))


def writes_of(
    table: Table, found: Found, decision: Decision, now: datetime, word: Word | None = None
) -> Sequence[Action]:
    """The one transaction of a decision, and of what it says of the browser."""
    last = found.decided
    held = _next(found)
    new = Decided(held, decision, now, expiry(now), taught=decision in IS_SPAM)
    if last:
        new = replace(new, before=last.decision.value, of_old=not last.can_be_undone)
    row = Put(keys.decided(held.comment.id), decided_item(new), found.fence)
    return [*leaving_of(found), row, *_arriving(new), *_consequences(table, last, new, word)]


def undoing(table: Table, found: Found, last: Decided) -> Sequence[Action]:
    """The one transaction that takes the last decision back: to the decision before it, or among those that wait."""
    held, key = _next(found), keys.decided(found.held.comment.id)
    if not last.before:
        back = Put(keys.held(held.comment.id), item_of(held), 0)
        gone = Delete(key, generation=found.fence)
        return [*leaving_of(found), gone, back, *_consequences(table, last, None)]
    former = Decision(last.before)
    taught = former in IS_SPAM and not last.of_old  # what that taught was never taken back
    new = replace(last, held=held, decision=former, before="", by_rule=False, taught=taught)
    row = Put(key, decided_item(new), found.fence)
    return [*leaving_of(found), row, *_arriving(new), *_consequences(table, last, new)]


def setting_aside(table: Table, found: Found, after: Held, now: datetime) -> Sequence[Action]:
    """The one transaction by which the site's rules put aside what a comment was changed into; it teaches nothing."""
    held = _next(replace(found, held=after))
    new = Decided(held, Decision.SPAM, now, expiry(now), by_rule=True)
    row = Put(keys.decided(held.comment.id), decided_item(new), found.fence)
    return [*leaving_of(found), row, *_consequences(table, found.decided, new)]


def amending(table: Table, found: Found, after: Comment, now: datetime, written: Draft | None) -> Sequence[Action]:
    """The one transaction that changes the words of a comment where it is, which is not out of sight."""
    amended = _next(found)
    amended = replace(amended, comment=after, written=written, amendment=amended.generation if written else 0)
    if found.decided is None:
        # A row of an earlier release has no generation.
        return [Put(keys.held(after.id), item_of(amended), found.held.generation or None, must_exist=True)]
    new = replace(found.decided, held=amended, expires=max(found.decided.expires, expiry(now)))
    said = ((found.held.comment, -1), (after, 1)) if new.taught else ()
    lessons = [(learned.tokens_of(comment), IS_SPAM[new.decision], sign) for comment, sign in said]
    row = Put(keys.decided(after.id), decided_item(new), found.fence)
    key = keys.comment(after.post, after.id)
    there = Put(key, {**beside(table.get(key) or {}), **to_item(after)}, must_exist=True)
    return [row, there, *learned.lesson(table, lessons)]


def expiry(now: datetime) -> int:
    return unix_after(now, KEPT)


def _as_it_stands(table: Table, last: Decided) -> Decided | None:
    item = table.get(keys.comment(last.held.comment.post, last.held.comment.id))
    return replace(last, held=replace(last.held, comment=from_item(Comment, item))) if item else None


def _next(found: Found) -> Held:
    return replace(found.held, generation=max(found.held.generation, found.fence) + 1)


def leaving_of(found: Found) -> list[Action]:
    """What takes it from where it waits or can be read; a decision's own row stays."""
    comment = found.held.comment
    if found.decided is None:
        return [Delete(keys.held(comment.id), must_exist=True, generation=found.held.generation or None)]
    return [] if found.is_away else list(leaving(comment))


def _arriving(new: Decided) -> list[Put]:
    return list(joining(new.held.comment)) if new.decision is Decision.APPROVED else []


def _consequences(table: Table, last: Decided | None, new: Decided | None, word: Word | None = None) -> list[Action]:
    """What the owner's decision says of words and of the browser that sent them, and the last one does not any more."""
    said = [(each, sign) for each, sign in ((last, -1), (new, 1)) if each and each.taught]
    lessons = [(learned.tokens_of(each.held.comment), IS_SPAM[each.decision], sign) for each, sign in said]
    more = sum(sign for each, sign in said if each.decision is Decision.APPROVED)
    browser = next((each.held.browser for each in (new, last) if each), "")
    return [*learned.lesson(table, lessons), *_said_of(table, browser, more, word)]


def _said_of(table: Table, browser: str, more: int, word: Word | None) -> list[Action]:
    if not browser or not (more or word):
        return []
    before = standing.standing_of(table.get(keys.browser(browser))).after(more)
    return [standing.put(browser, replace(before, word=word) if word else before)]
