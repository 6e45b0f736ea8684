"""Each call of a publish ends in each error that AWS has for it; the site comes right, and nobody hides a failure."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

import entry.api
import entry.audit
import entry.reconcile
from blog.keys import post_id
from blog.paths import HOME, object_key
from publisher.audit import audit
from publisher.build import publish_assets
from tests.simulation.blog import Blog
from tests.simulation.calls import Call, refused, timed_out
from tests.simulation.cloud import URL
from tests.simulation.directed import DIVIDED, SIZES, calls_of
from tests.simulation.effort import is_proof
from tests.simulation.events import request
from tests.simulation.faults import FAULTS, burst, faults
from tests.simulation.functions import theme
from tests.simulation.invariants import Divergence, check_quiet
from tests.simulation.known_bad import known
from tests.simulation.stories import NEW, PUBLISHES, Story, begun
from tests.simulation.worker import Worker

FEW = ("new", "edit", "delete", "approve")
STORIES = [story for story in PUBLISHES if is_proof() or story.name in FEW]
WHOLE = (*FEW, "collide", "schedule", "settings")  # in the proof these meet all errors at each call, the others one
BURSTS = 300 if is_proof() else 50
UNHEARD = frozenset() if is_proof() else {"throttled schedule"}  # there is nothing to schedule


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_publish_survives_each_fault_at_each_call(story: Story) -> None:
    assert faults(story, DIVIDED, all_=is_proof() and story.name in WHOLE).total() >= 5


def test_each_fault_fits_some_call() -> None:
    calls = [call for story in STORIES for call in calls_of(story, DIVIDED)]

    assert UNHEARD | {fault.name for fault in FAULTS if any(map(fault.fits, calls))} == {each.name for each in FAULTS}


@pytest.mark.parametrize("first", range(0, BURSTS, 10))
def test_a_publish_survives_a_burst_of_faults(first: int) -> None:
    for seed in range(first, first + 10):
        burst(seed)


def test_a_broken_rule_is_noticed_in_a_burst() -> None:
    with known("a post is listed before its page exists").at_large(), pytest.raises(Divergence):
        for seed in range(40):
            burst(seed)


def test_of_one_page_the_second_message_is_not_done_when_the_first_fails() -> None:
    blog = begun(SIZES[0])
    with blog.at_work():
        wants = blog.queues["wants"]
        for generation, path in ((90, HOME), (91, HOME), (90, "/archive/")):
            wants.send(f'{{"target": "{path}", "generation": {generation}}}', path)
        one, two, other = wants.messages.values()
        delivery = blog.deliver("build", [one, two, other])
        blog.fail(delivery, refused("TransactGetItems", "InternalServerError", 500))
        blog.run(delivery)

        assert delivery.failed == {one.id, two.id}
        assert list(wants.messages.values()) == [one, two]


def test_a_failed_receipt_of_a_failure_is_a_failure() -> None:
    blog = begun(SIZES[0])
    with blog.at_work():
        NEW(blog)
        hint = blog.queues["hints"].ready()
        delivery = blog.deliver("reconcile", hint)
        while not delivery.worker.is_done:
            blog.fail(delivery, refused("GetItem", "InternalServerError", 500))

        assert delivery.failed == {each.id for each in hint}
        blog.drain()
        check_quiet(blog)


def test_a_failure_beside_successes_is_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    blog = begun(SIZES[0])
    with blog.at_work():
        blog.queues["hints"].send("not a hint")
        NEW(blog)
        warnings: list[str] = []
        monkeypatch.setattr(entry.reconcile.logger, "warning", lambda text, **_: warnings.append(text), raising=False)
        delivery = blog.deliver("reconcile", blog.queues["hints"].ready())
        blog.run(delivery)

        assert len(delivery.failed) == len(warnings) == 1


# ── Functions without a queue ─────────────────────────────────────────────────────────────────────

FORMS = {
    "comment": ("/api/comments", {"post": post_id("posts/a.md"), "name": "Ada", "text": "Words"}),
    "view": ("/api/views", {"post": post_id("posts/a.md")}),
}


def ends(run: Callable[[], Any], error: Callable[[Call], Exception], *, late: bool) -> list[Worker]:
    """One worker for each of its calls, which ends in the error."""
    workers = []
    for place in range(_calls(run)):
        worker = Worker("alone", run)
        for _ in range(place):
            worker.step()
        assert worker.pending is not None
        (worker.fail_late if late else worker.fail)(error(worker.pending))
        worker.finish()
        workers.append(worker)
    return workers


def _calls(run: Callable[[], Any]) -> int:
    worker = Worker("counts", run)
    worker.finish()
    return worker.calls


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_reader_is_not_told_of_a_success_that_was_none(form: tuple[str, dict[str, str]], late: bool) -> None:
    blog = begun(SIZES[0])
    with blog.at_work():
        numbers = count()

        def send() -> Any:
            agent = f"Mozilla/5.0 Firefox/{next(numbers)}.0"  # each time another reader
            return entry.api.handler(request(URL, *form, agent), None)

        send()  # the first of a day makes its key
        workers = ends(send, timed_out, late=late)

        assert workers
        assert {worker.result["statusCode"] for worker in workers} == {503}


def test_the_audit_fails_where_a_call_of_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    blog = begun(SIZES[0])
    with blog.at_work():
        disturb(blog)
        monkeypatch.setattr(entry.audit, "press", lambda: blog.press)
        monkeypatch.setattr(entry.audit, "given_up", lambda: blog.letters)
        monkeypatch.setattr(entry.audit, "theme", theme)
        publish_assets(blog.press, theme())
        workers = ends(lambda: entry.audit.handler({}, None), timed_out, late=False)

        assert len(workers) > 5
        assert all(worker.error for worker in workers)
        audit(blog.press, blog.letters)
        blog.drain()
        check_quiet(blog)


def disturb(blog: Blog) -> None:
    """An event is lost, and a page is lost."""
    NEW(blog)
    blog.queues["hints"].messages.clear()
    blog.buckets["site"].delete("archive/index.html", blog.now)


@pytest.mark.parametrize("code", ["ConditionalRequestConflict", "InternalError"])
def test_no_page_is_built_without_its_assets(code: str) -> None:
    blog = begun(SIZES[0])
    with blog.at_work():
        status = {"ConditionalRequestConflict": 409, "InternalError": 500}[code]
        worker = Worker("assets", lambda: publish_assets(blog.press, theme()))
        worker.fail(refused("PutObject", code, status))
        worker.finish()

        assert worker.error


def test_an_asset_that_is_there_already_is_no_failure() -> None:
    blog = begun(SIZES[0])
    with blog.at_work():
        publish_assets(blog.press, theme())
        publish_assets(blog.press, theme())

        assert {object_key(path) for path in theme().assets} <= set(blog.buckets["site"].present())
