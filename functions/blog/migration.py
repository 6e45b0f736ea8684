"""Migration: comments that were written elsewhere, or kept in a file, on their way to pages or to the queue.

Each comes at most once, wherever it has gone since: one that was imported and then moved to
another post does not come again, nor one that was rejected, as long as decisions are kept (30 days).
"""

from collections.abc import Iterable, Sequence

from blog import keys
from blog.comment import Comment
from blog.conversation import joining
from blog.held import Held, item_of
from blog.keys import Key
from blog.table import Action, Check, Conflict, Put, Table

AT_ONCE = 25  # of four items each; a transaction takes a hundred (DynamoDB API reference, TransactWriteItems)
ATTEMPTS = 5

Arrival = Comment | Held


def bring_in(table: Table, arrivals: Sequence[Arrival]) -> int:
    """Put comments on their pages, and those that are held among those that wait; how many were not there yet.

    At most 25, at once or none of them. Raises Conflict if others keep changing the same.
    """
    for _ in range(ATTEMPTS):
        new = absent(table, arrivals)
        if not new:
            return 0
        try:
            table.write([action for each in new for action in _actions(each)])
        except Conflict:  # one of them has come meanwhile
            continue
        return len(new)
    raise Conflict(f"others are changing comment {comment_of(arrivals[0]).id!r} and those after it")


def absent(table: Table, arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Those that are nowhere: they neither wait nor stand on a page, and were not decided about not long ago."""
    places = [(each, _places(comment_of(each))) for each in arrivals]
    wanted = [key for _, where in places for key in where]
    taken = {key for key, item in zip(wanted, table.get_all(*wanted), strict=True) if item}
    return [each for each, where in places if taken.isdisjoint(where)]


def _places(comment: Comment) -> tuple[Key, ...]:
    """Wherever it may be; a comment of an earlier release stands on its page alone."""
    where = (keys.held(comment.id), keys.decided(comment.id), keys.talk(comment.id))
    return (*where, keys.comment(comment.post, comment.id))


def _actions(arrival: Arrival) -> list[Action]:
    puts: tuple[Put, ...]
    if isinstance(arrival, Held):
        puts = (Put(keys.held(arrival.comment.id), item_of(arrival), 0),)
    else:
        there, talk = joining(arrival)
        puts = (there, Put(talk.key, talk.item, 0))
    taken = {each.key for each in puts}
    return [*puts, *(Check(key, 0) for key in _places(comment_of(arrival)) if key not in taken)]


def comment_of(arrival: Arrival) -> Comment:
    return arrival.comment if isinstance(arrival, Held) else arrival
