"""Moderators: the owner's decisions about a comment, each halted before each of its calls.

A decision takes effect at one moment or not at all. So what both are told who decide at once, and where the comments
are in the end, is as if one had decided after the other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

from blog import keys
from blog.keys import post_id
from blog.moderation import approve, reject, remove, undo
from blog.table import Table
from tests.simulation.blog import Blog
from tests.simulation.invariants import Divergence, check_quiet, check_replay, watch
from tests.simulation.stories import B, begun
from tests.simulation.worker import Worker

TEXTS = ("Good words", "More good words")
NUMBERS = (1, 2)  # of the two that wait, and that readers may see
WAITS, STANDS, AWAY = "waits", "stands on its page", "is away"
Act = Callable[[Table, str, str], object]  # with the post and the comment

ACTS: dict[str, Act] = {
    "approve": lambda table, _, comment: approve(table, comment),
    "reject": lambda table, _, comment: reject(table, comment),
    "remove": remove,
    "undo": lambda table, _, comment: undo(table, comment),
}
BEFORE = ((), ("approve",), ("reject",), ("approve", "remove"), ("reject", "approve"))  # how it came where it is
CASES = [(before, name) for before in BEFORE for name in ACTS]


@dataclass(frozen=True)
class Decision:
    """What is done with one of the comments."""

    name: str
    number: int = 0

    def __str__(self) -> str:
        return f"{self.name} {TEXTS[self.number]!r}"


RIVALS = (*map(Decision, ACTS), Decision("approve", 1))


@dataclass(frozen=True)
class Outcome:
    """What those who decided were told, in any order, and where each comment is."""

    told: frozenset[str]
    places: tuple[str, ...]


class Desk:
    """A blog with two comments that wait and that readers may see, about the first of which something is decided."""

    def __init__(self, before: tuple[str, ...]) -> None:
        self.blog = begun(50, (commented,))
        self.comments = self.blog.waiting[-len(TEXTS) :]
        for name in before:
            self.decide(Decision(name)).finish()
        watch(self.blog)

    def decide(self, decision: Decision) -> Worker:
        act, comment = ACTS[decision.name], self.comments[decision.number]
        return Worker(str(decision), lambda: act(self.blog.press.table, post_id(B), comment))

    def halted(self, decision: Decision, place: int) -> Worker:
        """Whoever decides, before the call of this number."""
        worker = self.decide(decision)
        for _ in range(place):
            worker.step()
        return worker

    def outcome(self, *workers: Worker) -> Outcome:
        return Outcome(frozenset(map(_told, workers)), tuple(map(self._place, self.comments)))

    def _place(self, comment: str) -> str:
        items = self.blog.table.items
        away = items.get(keys.DECIDED, {}).get(comment, {}).get("decision", {}).get("S", "")
        found = [WAITS] if comment in items.get(keys.HELD, {}) else []
        found += [STANDS for sks in items.values() if keys.COMMENT + comment in sks]
        found += [AWAY] if away not in ("", "approved") else []
        return " and ".join(found) or "is lost"

    def check(self, there: Outcome, allowed: list[Outcome]) -> None:
        """It is one of what is allowed, and the site says so once all is quiet."""
        if there not in allowed:
            raise Divergence(f"I9: {there} instead of one of {allowed}")
        self.blog.drain()
        page = self.blog.buckets["site"].newest("posts/b/index.html")
        for comment, text, place in zip(self.comments, TEXTS, there.places, strict=True):
            if (f"<p>{text}</p>".encode() in ((page and page.data) or b"")) != (place == STANDS):
                raise Divergence(f"I9: {text!r} {place}, and its page does not say so")
            if place != WAITS:
                self.blog.waiting.remove(comment)
            if place == STANDS:
                self.blog.approved.append(comment)
        check_quiet(self.blog)
        check_replay(self.blog, len(self.blog.hinted))


def commented(blog: Blog) -> None:
    for text in TEXTS:
        blog.comment(B, text)


def races(before: tuple[str, ...], name: str) -> Iterator[str]:
    """Whoever decides is halted at each call, another decides meanwhile, and then the first goes on."""
    one = Decision(name)
    for other in RIVALS:
        allowed = [_in_turn(before, *order) for order in permutations((one, other))]
        for place in range(_calls_of(before, name)):
            desk = Desk(before)
            with desk.blog.at_work(), desk.blog.told_on_failure(f"{before}, then {other} at call {place} of {name}"):
                desk.blog.drain()
                halted, meanwhile = desk.halted(one, place), desk.decide(other)
                meanwhile.finish()
                desk.blog.drain()
                halted.finish()
                there = desk.outcome(halted, meanwhile)
                desk.check(there, allowed)
            yield f"{other} at call {place}"


def deaths(before: tuple[str, ...], name: str) -> Iterator[str]:
    """Whoever decides dies after each call, and decides the same again without knowing what came of it."""
    decision = Decision(name)
    allowed = [_in_turn(path, decision) for path in (before, (*before, name))]
    for place in range(_calls_of(before, name)):
        desk = Desk(before)
        with desk.blog.at_work(), desk.blog.told_on_failure(f"{before}, then {name}, dead after call {place}"):
            desk.blog.drain()
            dying = desk.halted(decision, place)
            dying.land()
            dying.kill()
            desk.blog.drain()
            again = desk.decide(decision)
            again.finish()
            desk.check(desk.outcome(again), allowed)
        yield f"dead after call {place}"


def _in_turn(before: tuple[str, ...], *decisions: Decision) -> Outcome:
    """What comes of decisions that are made one after the other."""
    desk = Desk(before)
    workers = [desk.decide(each) for each in decisions]
    for worker in workers:
        worker.finish()
    return desk.outcome(*workers)


def _calls_of(before: tuple[str, ...], name: str) -> int:
    worker = Desk(before).decide(Decision(name))
    worker.finish()
    return worker.calls


def _told(worker: Worker) -> str:
    return f"{worker.name}: {type(worker.error).__name__ if worker.error else 'done'}"
