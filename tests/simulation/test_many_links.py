"""A post to which many others link: their pages are asked for a part at a time."""

import pytest

import publisher.fan_out
from tests.manuscript import post
from tests.simulation.blog import Blog
from tests.simulation.directed import SIZES
from tests.simulation.invariants import check_quiet, watch
from tests.simulation.stories import begun

LINKING, AT_ONCE = 7, 2


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Blog:
    monkeypatch.setattr(publisher.fan_out, "POSTS_AT_ONCE", AT_ONCE)
    blog = begun(SIZES[0])
    watch(blog)
    with blog.at_work():
        for number in range(LINKING):
            blog.put(f"pages/p{number}.md", post(f"P{number}", body="See [it](../posts/c.md)."))
        blog.drain()
    return blog


def test_all_of_them_are_built_again_when_it_goes_and_comes(linked: Blog) -> None:
    with linked.at_work():
        for act in (lambda: linked.delete("posts/c.md"), lambda: linked.put("posts/c.md", post("C", slug="there"))):
            act()
            linked.drain()
            check_quiet(linked)

    for number in range(LINKING):
        assert b"/posts/there/" in linked.buckets["site"].newest(f"p{number}/index.html").data


def test_each_part_has_a_message_of_its_own(linked: Blog) -> None:
    with linked.at_work():
        before = len(linked.trace)
        linked.delete("posts/c.md")
        linked.drain()

    started = [said for _, what, said in linked.trace[before:] if what == "starts"]
    assert sum(said.count('"target": "links:') for said in started) == -(-LINKING // AT_ONCE)
