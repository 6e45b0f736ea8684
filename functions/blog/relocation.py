"""Relocation: comments that move from one post to another, with all that is known of them.

Their ids stay, so replies, permalinks below the new address and what can still be undone stay,
too. A comment moves in one transaction: it is at one of the two posts, whenever one looks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from blog import keys
from blog.comment import Comment
from blog.conversation import beside, joining, leaving
from blog.held import Held, decided_item, decided_of, held_of, item_of
from blog.item import Item, from_item
from blog.known import noted
from blog.moderation import approved
from blog.table import Action, Check, Conflict, Put, Table

AT_ONCE = 20  # comments of at most five items each; a transaction takes a hundred
ATTEMPTS = 5


@dataclass(frozen=True)
class Destination:
    """The post that is moved to: its identity, title and relative address."""

    identity: str
    title: str
    url: str


def belonging(table: Table, post: str) -> list[str]:
    """The ids of all comments of a post, wherever they are, the oldest first: so what is replied to moves first."""
    waiting = (row["SK"] for row in table.collection(keys.HELD) if row["post"] == post)
    decided = (row["SK"] for row in table.collection(keys.DECIDED) if row["held"]["comment"]["post"] == post)
    return sorted({*waiting, *decided, *(each.id for each in approved(table, post))})


def move(table: Table, post: str, comment_ids: Sequence[str], to: Destination) -> int:
    """Move comments of a post, at most 20 and all at once; how many were still there. Raises Conflict."""
    for _ in range(ATTEMPTS):
        changes = [list(_moving(table, post, each, to)) for each in comment_ids]
        actions = [action for each in changes for action in each]
        try:
            if actions:
                table.write(actions)
        except Conflict:  # something was decided about one of them this very moment
            continue
        return sum(map(bool, changes))
    raise Conflict(f"others are changing comment {comment_ids[0]!r} or those after it")


def _moving(table: Table, post: str, comment_id: str, to: Destination) -> Iterator[Action]:
    wanted = (keys.held(comment_id), keys.decided(comment_id), keys.comment(post, comment_id))
    waiting, past, there = table.get_in_order(*wanted)
    if waiting and waiting["post"] == post:
        held = _of(held_of(waiting), to)
        yield Put(wanted[0], item_of(held), _generation(waiting))
        yield from noted(held.comment)
    if past and past["held"]["comment"]["post"] == post:
        last = decided_of(past)
        yield Put(wanted[1], decided_item(replace(last, held=_of(last.held, to))), _generation(past))
        if not there:
            yield from noted(replace(last.held.comment, post=to.identity))
    if there:
        comment = from_item(Comment, there)
        gone, _ = leaving(comment)
        yield gone
        moved = replace(comment, post=to.identity)
        here, talk = joining(moved)
        yield replace(here, item={**beside(there), **here.item})
        yield talk
        yield from noted(moved)
        if not past:  # what was done to it meanwhile is known by that row
            yield Check(wanted[1], 0)


def _of(held: Held, to: Destination) -> Held:
    comment = replace(held.comment, post=to.identity)
    # The owner's change of its words still is what was done last, if it was.
    amendment = held.amendment + (held.amendment == held.generation)
    moved = replace(held, comment=comment, generation=held.generation + 1, amendment=amendment)
    return replace(moved, title=to.title, url=to.url)


def _generation(item: Item) -> int | None:
    return item.get("generation") or None
