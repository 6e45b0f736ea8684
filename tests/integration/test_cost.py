"""What publishing costs, in AWS calls and objects written: counted, because it must not grow with the blog."""

from collections import Counter
from functools import partial

from tests.integration.world import World
from tests.manuscript import post

MOST_CALLS, MOST_OBJECTS = 120, 16


def fill(world: World, first: int, last: int) -> None:
    for index in range(first, last):
        date = f"{2020 + index % 6}-0{1 + index % 9}-{10 + index % 18}"
        world.put(f"posts/p{index}.md", post(f"Post {index}", date, tags="[one, two, three]"))
    world.settle()


def publish_one(world: World) -> Counter[str]:
    new = post("The new one", "2026-11-01", tags="[one, two, three]")
    return world.calls_of(partial(world.put, "posts/new.md", new))


def test_publishing_stays_within_its_budget_and_costs_the_same_on_a_larger_blog(world: World) -> None:
    """Counts are printed: `pytest -s`."""
    fill(world, 0, 10)
    before = world.site()

    small = publish_one(world)

    objects = [key for key, tag in world.site().items() if before.get(key) != tag]
    print(f"\n{small.total()} calls, {len(objects)} objects: {dict(sorted(small.items()))}")
    assert len(objects) <= MOST_OBJECTS
    assert small.total() <= MOST_CALLS
    world.delete("posts/new.md")
    fill(world, 10, 24)
    assert publish_one(world) == small


def test_an_unchanged_upload_writes_no_page(world: World) -> None:
    fill(world, 0, 4)

    calls = world.calls_of(partial(world.notify, "posts/p3.md"))

    assert calls["s3:PutObject"] == 1  # its receipt
    assert calls.total() <= 10
