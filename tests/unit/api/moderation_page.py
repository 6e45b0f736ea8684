"""The table of links in docs/moderation.md, made from what they do.

`PYTHONPATH=functions:. python -m tests.unit.api.moderation_page` writes it anew.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from itertools import product
from types import MappingProxyType
from urllib.parse import parse_qsl

from api.desk import Desk
from api.routes import respond
from blog.amendment import amended, words_of
from blog.comment import Comment, digest_of
from blog.held import Decision, Held
from blog.moderation import approved, decided, held, hold, reject, undo
from blog.offer import offer_key, offers
from blog.relocation import Destination, move
from blog.ruling import amending, find_out
from tests.template import ROOT
from tests.unit.api.reader import KEY, NOON, POST, event, make_desk

PAGE = ROOT / "docs/moderation.md"
SEEN, OTHER = "0a" * 12, "0b" * 12
Fields = dict[str, str]
# The statuses of the page and of its button, and whether each changed anything.
Used = tuple[int, int, bool, bool]
NOTHING: Mapping[str, str] = MappingProxyType({})


def waiting_desk() -> Desk:
    desk = make_desk()
    for comment_id in (SEEN, OTHER):
        comment = Comment(comment_id, POST, "Ada <b>", "I prefer oolong.", NOON, writer=digest_of(KEY))
        hold(desk.table, Held(comment, "Tea in the rain", "/posts/tea/", ("no proof of work (+1)",), 1))
    return desk


def link(desk: Desk, act: Decision = Decision.APPROVED) -> Fields:
    """What the link of a letter about the first comment carries."""
    [seen, _] = held(desk.table)
    offer = next(each for each in offers(SEEN, seen.edition, NOON) if each.act is act)
    return dict(parse_qsl(offer.query(offer_key(desk.table))))


def get(desk: Desk, fields: Mapping[str, str]) -> dict:
    return respond(event("GET", "/api/moderation", query=dict(fields)), desk)


def post(desk: Desk, fields: Mapping[str, str], **headers: str) -> dict:
    return respond(event("POST", "/api/moderation", fields, **headers), desk)


def use(desk: Desk, act: Decision) -> None:
    assert post(desk, link(desk, act))["statusCode"] == HTTPStatus.OK


def use_another(desk: Desk, act: Decision) -> None:
    use(desk, next(each for each in Decision if each is not act))


def edit(desk: Desk, _: Decision) -> None:
    own(desk, "change", name="Ada", text="Buy pills")


def withdraw(desk: Desk, _: Decision) -> None:
    own(desk, "withdraw")


def own(desk: Desk, verb: str, **fields: str) -> None:
    """As its writer does it."""
    sent = {"post": POST, "id": SEEN, "key": KEY, **fields}
    answer = respond(event("POST", f"/api/comments/{verb}", sent), desk)
    assert answer["statusCode"] < 400, answer


def amend(desk: Desk, _: Decision) -> None:
    found = find_out(desk.table, SEEN)
    assert found
    comment = found.held.comment
    after = amended(comment, replace(words_of(comment), text="I prefer [a tea]."), NOON)
    desk.table.write(amending(desk.table, found, after, NOON, words_of(comment)))


def decide_and_undo(desk: Desk, _: Decision) -> None:
    reject(desk.table, SEEN)
    undo(desk.table, SEEN)


def move_it(desk: Desk, _: Decision) -> None:
    move(desk.table, POST, [SEEN], Destination("f" * 16, "Chai", "/posts/chai/"))


@dataclass(frozen=True)
class Case:
    """What is done to a link, or has happened, before it is used; each of the `swaps` is tried alone."""

    name: str
    swaps: tuple[Mapping[str, str], ...] = (NOTHING,)
    happened: Callable[[Desk, Decision], object] = lambda *_: None
    later: timedelta = timedelta()


CASES = (
    Case("as it is in the letter"),
    Case("as it is, six days and 23 hours later", later=timedelta(days=6, hours=23)),
    Case("seven days later", later=timedelta(days=7)),
    Case("with another action", swaps=tuple({"act": act.value} for act in Decision)),
    Case("with another comment", swaps=({"comment": OTHER},)),
    Case("with another edition", swaps=({"edition": "0" * 16},)),
    Case("with a later end", swaps=({"until": "9999999999"},)),
    Case("with another seal", swaps=({"seal": "0" * 64},)),
    Case("without its seal", swaps=({"seal": ""},)),
    Case("a second time", happened=use),
    Case("after another link of the letter", happened=use_another),
    Case("after a decision on a terminal", happened=lambda desk, _: reject(desk.table, SEEN)),
    Case("after a decision that was undone", happened=decide_and_undo),
    Case("after its writer edited the comment", happened=edit),
    Case("after its writer took it back", happened=withdraw),
    Case("after the owner changed its words", happened=amend),
    Case("after the owner moved it to another post", happened=move_it),
)


def used(case: Case) -> Used:
    """The same for a link of each action, whatever of it is swapped; ValueError if it is not."""
    (found,) = {_used(case, act, swap) for act, swap in product(Decision, case.swaps) if swap.get("act") != act.value}
    return found


def _used(case: Case, act: Decision, swap: Mapping[str, str]) -> Used:
    desk = waiting_desk()
    fields = link(desk, act)
    case.happened(desk, act)
    desk, shown = replace(desk, now=lambda: NOON + case.later), {**fields, **swap}
    before = state(desk)
    looked = get(desk, shown)["statusCode"]
    after_look = state(desk)
    acted = post(desk, shown)["statusCode"]
    return looked, acted, after_look != before, state(desk) != after_look


def state(desk: Desk) -> tuple:
    return tuple(held(desk.table)), tuple(approved(desk.table, POST)), tuple(decided(desk.table, NOON))


def table() -> str:
    lines = ["| the link, used … | its page (GET) | changes | its button (POST) | changes |", "| --- " * 5 + "|"]
    for case in CASES:
        looked, acted, by_look, by_act = used(case)
        lines.append(f"| {case.name} | {looked} | {_said(by_look)} | {acted} | {_said(by_act)} |")
    return "\n".join(lines)


def written(page: str) -> str:
    """The page with its table as it is now."""
    begin, end = "<!-- links -->\n", "<!-- end of links -->"
    return re.sub(f"{begin}.*?{end}", lambda _: f"{begin}{table()}\n{end}", page, flags=re.DOTALL)


def _said(changed: bool) -> str:
    return "the comment" if changed else "nothing"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
