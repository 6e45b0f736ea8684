"""Relocation: comments that move from one post to another, with all that is known of them.

Their ids stay, so replies, permalinks below the new address and what can still be undone stay,
too. A comment moves in one transaction: it is at one of the two posts, whenever one looks, and
so are its likes. Whoever likes it this moment either came before, or finds it gone and looks again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from blog import keys
from blog.comment import Comment
from blog.conversation import beside, joining
from blog.counting import LIKES
from blog.held import Held, decided_item, decided_of, held_of, item_of
from blog.item import Item, from_item
from blog.keys import Key
from blog.known import noted
from blog.likes import counted
from blog.moderation import approved
from blog.table import Action, Check, Conflict, Delete, Put, Table

AT_ONCE = 14  # comments of at most seven items each; a transaction takes a hundred
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
    """Move comments of a post, at most 14 and all at once; how many were still there. Raises Conflict."""
    places = [_places(post, each) for each in comment_ids]
    for _ in range(ATTEMPTS):
        found = iter(table.get_in_order(*chain(*places)))
        changes = [list(_moving(wanted, [next(found) for _ in wanted], post, to)) for wanted in places]
        actions = [action for each in changes for action in each]
        try:
            if actions:
                table.write(actions)
        except Conflict:  # something was decided about one of them this very moment, or somebody liked it
            continue
        return sum(map(bool, changes))
    raise Conflict(f"others are changing comment {comment_ids[0]!r} or those after it")


def _places(post: str, comment_id: str) -> tuple[Key, ...]:
    at_post = keys.comment(post, comment_id), keys.likes(post, comment_id)
    return keys.held(comment_id), keys.decided(comment_id), *at_post


def _moving(wanted: Sequence[Key], found: Sequence[Item | None], post: str, to: Destination) -> Iterator[Action]:
    waiting, past, there, liked = found
    moved: Comment | None = None
    if past and past["held"]["comment"]["post"] == post:
        last = decided_of(past)
        held = _of(last.held, to)
        moved = held.comment
        yield _again(wanted[1], past, decided_item(replace(last, held=held)))
    if waiting and waiting["post"] == post:
        held = _of(held_of(waiting), to)
        moved = held.comment
        yield _again(wanted[0], waiting, item_of(held))
    if there:
        moved = replace(from_item(Comment, there), post=to.identity)
        yield Delete(wanted[2], must_exist=True)
        here, talk = joining(moved)
        yield replace(here, item={**beside(there), **here.item})
        yield talk
        if not past:  # what was done to it meanwhile is known by that row
            yield Check(wanted[1], 0)
        if not liked:
            yield Check(wanted[3], 0)
    if moved:
        yield from noted(moved)
        yield from _with_likes(wanted[3], liked, keys.likes(to.identity, moved.id))


def _with_likes(old: Key, liked: Item | None, new: Key) -> Iterator[Action]:
    if liked:
        yield Delete(old, must_exist=True, generation=_generation(liked))
        yield counted(new, liked[LIKES])


def _of(held: Held, to: Destination) -> Held:
    comment = replace(held.comment, post=to.identity)
    # The owner's change of its words still is what was done last, if it was.
    amendment = held.amendment + (held.amendment == held.generation)
    moved = replace(held, comment=comment, generation=held.generation + 1, amendment=amendment)
    return replace(moved, title=to.title, url=to.url)


def _again(key: Key, before: Item, after: Item) -> Put:
    """What a row becomes; a row of an earlier release, which has no generation, must at least be there still."""
    return Put(key, after, _generation(before), must_exist=True)


def _generation(item: Item) -> int | None:
    return item.get("generation") or None
