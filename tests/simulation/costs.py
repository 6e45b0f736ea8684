"""What publishing costs: the calls, objects and bytes of one change on blogs of several sizes, counted.

`python -m tests.simulation.costs` prints the table for 10, 1,000 and 10,000 posts, and the items that are read.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from publisher.library import body_of
from publisher.lists import LIST_CARDS
from tests.manuscript import post
from tests.simulation.blog import Blog

SIZES = (10, 1_000, 10_000)
TAGS = 40
LAST_DAY = date(2026, 3, 14)
NEW = "posts/new.md"
ROUNDS = 1_000_000
# In a second, in which the stream is read once: four workers at a time, each message taking some 60 ms.
PACE = {"reconcile": 12, "build": 7}


@dataclass(frozen=True)
class Cost:
    """Of one change, all functions together: AWS calls, items of the table that they read, different objects and bytes
    that they write to the site.
    """

    calls: int
    items: int
    objects: int
    bytes: int


BySize = dict[int, dict[str, Cost]]


def library(size: int, list_cards: int = LIST_CARDS) -> Blog:
    """A blog of one post a day, with three tags each; all of them uploaded at once."""
    blog = Blog(list_cards)
    blog.is_traced = False
    blog.pace = PACE
    with blog.at_work():
        blog.open()
        for number in range(size):
            blog.put(f"posts/p{number:05}.md", _post(f"Post {number}", LAST_DAY - timedelta(days=number), number))
        blog.drain(ROUNDS)
    return blog


def _post(title: str, day: date, number: int, body: str = "Words to read.") -> str:
    tags = ", ".join(f"tag {(number * step + step) % TAGS}" for step in (1, 3, 7))
    return post(title, day.isoformat(), body=body, tags=f"[{tags}]")


def _new(body: str = "Words to read.", number: int = 0, day: date = LAST_DAY) -> str:
    return _post("The new one", day, number, body)


def _say(blog: Blog) -> None:
    blog.comment(NEW, "Good words")
    blog.approve()


CHANGES: dict[str, Callable[[Blog], None]] = {
    "publish": lambda blog: blog.put(NEW, _new()),
    "edit the text": lambda blog: blog.put(NEW, _new("Other words.")),
    "approve a comment": _say,
    "retag": lambda blog: blog.put(NEW, _new("Other words.", number=1)),
    "re-date": lambda blog: blog.put(NEW, _new("Other words.", number=1, day=LAST_DAY - timedelta(days=5))),
    "delete": lambda blog: blog.delete(NEW),
}


def costs(blog: Blog) -> dict[str, Cost]:
    """Of each change in turn, as if the functions had just started."""
    blog.pace = Blog().pace
    with blog.at_work():
        return {name: _cost(blog, change) for name, change in CHANGES.items()}


def _cost(blog: Blog, change: Callable[[Blog], None]) -> Cost:
    body_of.cache_clear()
    calls, items, written, size = blog.calls.total(), blog.items, len(blog.written), blog.bytes
    change(blog)
    blog.drain()
    objects = len(set(blog.written[written:]))
    return Cost(blog.calls.total() - calls, blog.items - items, objects, blog.bytes - size)


def table(by_size: BySize) -> str:
    """The costs as a Markdown table, a line for each change and a column for each size."""
    head = ["calls / objects / bytes", *(f"{size:,} posts" for size in by_size)]
    lines = [head, ["---"] * len(head)]
    for name in CHANGES:
        found = [by_size[size][name] for size in by_size]
        lines.append([name, *(f"{each.calls} / {each.objects} / {each.bytes:,}" for each in found)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def items(by_size: BySize) -> str:
    """Of each change, the items that are read on each size of blog."""
    return "; ".join(f"{name} {' / '.join(f'{each[name].items:,}' for each in by_size.values())}" for name in CHANGES)


if __name__ == "__main__":
    found = {size: costs(library(size)) for size in (map(int, sys.argv[1:]) if sys.argv[1:] else SIZES)}
    print(f"{table(found)}\n\nitems read: {items(found)}")
