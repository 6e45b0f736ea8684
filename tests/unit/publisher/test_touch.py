"""Touch: what a batch of changes asks for."""

import json
from typing import Any

from blog import keys
from publisher.queues import Queues
from publisher.touch import merged, touch
from tests.unit.fake_table import FakeTable

LINKS = 'links:["posts/a.md", [], [], "", false]'


class Sent:
    """An SQS client that keeps what it is sent."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803  # SQS's own
        self.bodies += [json.loads(entry["MessageBody"]) for entry in Entries]
        return {}


def test_places_of_one_batch_are_one_target() -> None:
    assert merged({"/", "beside:2026-01-02#b/tea", "beside:2026-01-01#a"}) == {
        "/",
        "beside:2026-01-01#a,2026-01-02#b/tea",
    }


def test_places_are_put_together_in_the_order_of_time_whether_new_or_not() -> None:
    assert merged({"beside:+2026-01-02#b", "beside:2026-01-01#a"}) == {"beside:2026-01-01#a,+2026-01-02#b"}


def test_ten_messages_of_many_places_still_fit_into_a_batch() -> None:
    topics = "/".join("水" * 60 for _ in range(16))
    places = {f"beside:+2026-01-01T00:00:{number:02}#0123456789abcdef/{topics}" for number in range(60)}

    targets = merged(places)

    assert places == {f"beside:{place}" for each in targets for place in each.removeprefix("beside:").split(",")}
    assert all(10 * len(json.dumps(target)) <= 262_144 for target in targets)


def test_a_page_is_asked_for_by_its_generation_and_a_fan_out_by_the_change() -> None:
    table, sent = FakeTable(), Sent()

    for mark in ("7", "8"):
        touch(table, Queues(sent, "content", "build"), ["/", LINKS], mark)

    assert sent.bodies == [
        {"target": "/", "generation": 1},
        {"target": LINKS, "mark": "7"},
        {"target": "/", "generation": 2},
        {"target": LINKS, "mark": "8"},
    ]
    assert table.keys == {keys.want("/")}


def test_a_fan_out_for_which_there_is_no_change_has_a_generation() -> None:
    table, sent = FakeTable(), Sent()

    touch(table, Queues(sent, "content", "build"), ["everything"])

    assert sent.bodies == [{"target": "everything", "generation": 1}]
