"""Hunts: the simulations that a mutant must not survive, each a small part of what the engine itself has to stand."""

from collections.abc import Callable
from functools import partial

from botocore.exceptions import ClientError

from tests.simulation.blog import Blog
from tests.simulation.directed import crashes, late_workers, two_reconcilers
from tests.simulation.invariants import Divergence, check_quiet, check_replay, watch
from tests.simulation.moderators import races
from tests.simulation.seeds import Trouble, run_seed
from tests.simulation.stories import STORIES, Story, begun

BROKEN = (ClientError, KeyError, TypeError, ValueError)
BY_NAME = {story.name: story for story in STORIES}
MANY_POSTS = 30
FEW_CARDS = 10
A_YEAR = 25  # posts of one, which are all in its sitemap
WILD = Trouble(crash=0.06, fault=0.08, late=0.06)


def plain(*names: str, list_cards: int = 50) -> Callable[[], None]:
    """Stories in which nothing goes wrong."""
    return lambda: [_told(BY_NAME[name], list_cards) for name in names] and None


def _told(story: Story, list_cards: int) -> None:
    blog = begun(list_cards, story.given)
    watch(blog)
    with blog.at_work():
        for act in (story.act, *story.then):
            act(blog)
            blog.drain()
            check_quiet(blog)
        check_replay(blog)


def late(*names: str, list_cards: int = 50) -> Callable[[], None]:
    return lambda: [late_workers(BY_NAME[name], list_cards) for name in names] and None


def crash(*names: str, list_cards: int = 50) -> Callable[[], None]:
    return lambda: [crashes(BY_NAME[name], list_cards) for name in names] and None


def race() -> None:
    for _ in two_reconcilers():
        pass


def deciding(name: str, *before: str) -> Callable[[], None]:
    """Two who decide about a comment at once."""
    return lambda: [None for _ in races(before, name)] and None


def seeds(count: int, trouble: Trouble = WILD) -> Callable[[], None]:
    return partial(_seeds, count, trouble)


def _seeds(count: int, trouble: Trouble) -> None:
    for seed in range(count):
        run_seed(seed, trouble)


def frugal() -> None:
    """Publishing makes the same calls on a larger blog, reads as many items, and never the whole table."""
    small, large = (_publish(count) for count in (MANY_POSTS, 2 * MANY_POSTS))
    if small != large or any(call.startswith("scan") for call in small[0]):
        raise Divergence(f"I5: {small} and then {large}")


def _publish(posts: int) -> tuple[list[str], int]:
    """The calls, and how many items they read, where all lists are full."""
    blog = Blog(FEW_CARDS)
    with blog.at_work():
        for number in range(posts):
            day = f"{2026 - number // A_YEAR}-01-{1 + number % A_YEAR:02}"
            blog.put(f"posts/p{number}.md", f"---\ntitle: P\ndate: {day}\ntags: [x]\n---\n\nText.\n")
        blog.drain()
        before, items = len(blog.trace), blog.items
        blog.put("posts/new.md", "---\ntitle: New\ndate: 2026-01-15\ntags: [x]\n---\n\nText.\n")
        blog.drain()
        return [what.split(" ")[0] for who, what, how in blog.trace[before:] if how == "ok"], blog.items - items
