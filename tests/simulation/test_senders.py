"""What a reader sends twice, at once or because the first answer never came, is taken once."""

from collections.abc import Callable, Iterator

import pytest

import entry.api
from blog import keys
from blog.keys import post_id
from tests.simulation.blog import ACCEPTED, COUNTED, Blog
from tests.simulation.cloud import URL
from tests.simulation.events import request
from tests.simulation.invariants import check_quiet, check_replay, watch
from tests.simulation.stories import B, begun
from tests.simulation.worker import Worker

POST = post_id(B)
FORMS = {
    "/api/comments": {"post": POST, "name": "Grace", "text": "UNSEEN words, too"},
    "/api/views": {"post": POST},
    "/api/likes": {"post": POST, "like": "yes"},
}
Fate = Callable[[Blog, Worker, Callable[[], Worker]], Worker]


def sent(path: str) -> Worker:
    return Worker(path, lambda: entry.api.handler(request(URL, path, FORMS[path]), None))


def at_once(blog: Blog, first: Worker, again: Callable[[], Worker]) -> Worker:
    second = again()
    second.finish()
    blog.drain()
    first.finish()
    assert first.result["statusCode"] in (ACCEPTED, COUNTED)
    return second


def unanswered(blog: Blog, first: Worker, again: Callable[[], Worker]) -> Worker:
    first.land()
    first.kill()
    blog.drain()
    second = again()
    second.finish()
    return second


def halted(path: str) -> Iterator[tuple[Blog, Worker]]:
    """The function at each of its calls, each on a blog of its own."""
    place, is_left = 0, True
    while is_left:
        blog = begun(50)
        watch(blog)
        with blog.at_work(), blog.told_on_failure(f"{path} at call {place}"):
            worker = sent(path)
            for _ in range(place):
                worker.step()
            if is_left := not worker.is_done:
                yield blog, worker
        place += 1


@pytest.mark.parametrize("fate", [at_once, unanswered])
@pytest.mark.parametrize("path", FORMS)
def test_what_is_sent_twice_is_taken_once(path: str, fate: Fate) -> None:
    places = 0
    for blog, worker in halted(path):
        places += 1
        answer = fate(blog, worker, lambda: sent(path)).result
        blog.drain()

        assert answer["statusCode"] in (ACCEPTED, COUNTED)
        match path:
            case "/api/comments":
                (new,) = {*blog.table.items[keys.HELD]} - {*blog.waiting}
                blog.waiting.append(new)
            case "/api/views":
                blog.views[POST] += 1
            case _:
                blog.liked[POST] = frozenset({"the reader"})
        check_quiet(blog)
        check_replay(blog, len(blog.hinted))
    assert places > 1
