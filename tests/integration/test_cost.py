"""The simulator counts what the engine does on moto, too, so that its counts can be believed."""

from datetime import UTC, datetime
from functools import partial

from publisher.library import body_of
from tests.integration.world import World
from tests.manuscript import post
from tests.simulation.blog import Blog
from tests.simulation.calls import operation_of

SOURCES = {f"posts/p{number}.md": post(f"Post {number}", f"2026-01-0{number + 1}", tags="[one]") for number in range(4)}
NEW = post("The new one", "2026-11-01", tags="[one, two, three]")


def simulated() -> dict[str, int]:
    blog = Blog()
    blog.now = datetime.now(UTC)  # as moto's clock
    with blog.at_work():
        for key, text in SOURCES.items():
            blog.put(key, text)
        blog.drain()
        before = blog.calls.copy()
        body_of.cache_clear()
        blog.put("posts/new.md", NEW)
        blog.drain()
        return dict(blog.calls - before)


def test_publishing_makes_the_calls_that_the_simulator_counts(world: World) -> None:
    for key, text in SOURCES.items():
        world.put(key, text)
    world.settle()

    calls = world.calls_of(partial(world.put, "posts/new.md", NEW))

    assert {operation_of(name): count for name, count in calls.items()} == simulated()


def test_an_unchanged_upload_writes_no_page(world: World) -> None:
    for key, text in SOURCES.items():
        world.put(key, text)
    world.settle()

    calls = world.calls_of(partial(world.notify, "posts/p3.md"))

    assert calls["s3:PutObject"] == 1  # its receipt
    assert calls.total() <= 10
