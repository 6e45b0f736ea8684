"""All sources are read again some at a time, so that whoever fails half-way does not begin anew."""

import json

import pytest

import publisher.fan_out
from publisher.touch import touch
from publisher.touched import SOURCES
from tests.simulation.blog import Blog
from tests.simulation.calls import refused
from tests.simulation.stories import begun, put

KEYS = ["posts/a.md", "posts/b.md", "posts/c.md", "posts/d.md", "posts/e.md"]


@pytest.fixture
def blog(monkeypatch: pytest.MonkeyPatch) -> Blog:
    monkeypatch.setattr(publisher.fan_out, "KEYS_AT_ONCE", 2)
    return begun(50, (put("posts/d.md"), put("posts/e.md")))


def hinted(blog: Blog) -> list[str]:
    """The sources that are to be read again, once all fan-outs are done."""
    while wants := blog.queues["wants"].ready():
        blog.run(blog.deliver("build", wants))
    return [json.loads(message.body)["key"] for message in blog.queues["hints"].messages.values()]


def test_each_source_is_read_again_once(blog: Blog) -> None:
    with blog.at_work():
        touch(blog.press.table, blog.press.queues, [SOURCES])

        assert hinted(blog) == KEYS


def test_whoever_fails_half_way_goes_on_where_he_was(blog: Blog) -> None:
    with blog.at_work():
        touch(blog.press.table, blog.press.queues, [SOURCES])
        blog.run(blog.deliver("build", blog.queues["wants"].ready()))
        second = blog.deliver("build", blog.queues["wants"].ready())
        blog.step(second)
        blog.fail(second, refused("SendMessageBatch", "InternalError", 500))
        blog.run(second)

        assert hinted(blog) == KEYS
