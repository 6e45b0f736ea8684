"""Costs are counted: publishing makes the same calls on a blog of any size, and changing it a bounded number."""

import pytest

from tests.simulation.costs import Cost, costs, library
from tests.simulation.effort import is_proof

MOST_CALLS, MOST_OBJECTS = 120, 16
MOST_CALLS_OF_A_CHANGE, MOST_OBJECTS_OF_A_CHANGE = 180, 24
SIZES = (10, 1_000, 10_000) if is_proof() else (10, 60, 250)
FULL = (100, 200)  # in which each list has more than two posts, and last year's are no more than this year's
MOST_ITEMS = 760  # of a change: full lists, some of them again for a neighbour, and the year's posts for its sitemap
MOST_WRITES = 2.0 if is_proof() else 2.5  # of each page, when all posts come at once: few posts share few lists


@pytest.fixture(scope="module")
def by_size() -> dict[int, tuple[dict[str, Cost], float]]:
    found = {}
    for size in SIZES:
        blog = library(size)
        found[size] = (len(blog.written) / len(set(blog.written)), costs(blog))
    return found


def test_publishing_costs_the_same_on_a_blog_of_any_size(by_size) -> None:
    publishes = [found["publish"] for _, found in by_size.values()]

    assert len({(each.calls, each.objects) for each in publishes}) == 1
    assert publishes[0].calls <= MOST_CALLS
    assert publishes[0].objects <= MOST_OBJECTS


def test_what_is_read_does_not_grow_once_lists_are_full(by_size) -> None:
    """A query is one call here, however much it gives, and in AWS many."""
    of_few_cards = [costs(library(size, list_cards=2)) for size in FULL]
    of_all = [by_size[size][1] for size in SIZES[1:]] if is_proof() else []

    for blogs in filter(None, (of_few_cards, of_all)):
        few, many = ({name: cost.items for name, cost in blog.items()} for blog in blogs)
        assert few == many


def test_a_change_anywhere_is_bounded(by_size) -> None:
    for _, found in by_size.values():
        for name, cost in found.items():
            assert cost.calls <= MOST_CALLS_OF_A_CHANGE, name
            assert cost.objects <= MOST_OBJECTS_OF_A_CHANGE, name
            assert cost.items <= MOST_ITEMS, name


def test_posts_that_come_all_at_once_write_each_page_few_times(by_size) -> None:
    assert by_size[SIZES[-1]][0] <= MOST_WRITES
