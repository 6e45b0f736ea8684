"""A view from the reader's browser to the page, and what is left of the reader afterwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import entry.audit
from api.desk import Desk
from api.routes import respond
from blog import keys
from blog.counting import shards, total
from blog.keys import post_id
from blog.table import Table
from publisher.press import utc_now
from tests.integration.world import URL, World
from tests.manuscript import post
from tests.simulation.events import request

TEA = post_id("posts/tea.md")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def readable(world: World) -> World:
    world.put("posts/tea.md", post("Tea"))
    world.settle()
    return world


def read(world: World, reader: int = 0, now: datetime = NOON) -> int:
    agent = f"Mozilla/5.0 (X11; Linux x86_64; rv:{reader}.0) Gecko/20100101 Firefox/140.0"
    desk = Desk(world.table, URL, now=lambda: now)
    status: int = respond(request(URL, "/api/views", {"post": TEA, "from": "news.example"}, agent), desk)["statusCode"]
    return status


def visits(world: World) -> list[dict[str, Any]]:
    return list(Table(world.dynamodb, "visits").scan())


def test_each_reader_is_counted_once_a_day_and_the_page_follows(readable: World) -> None:
    for reader in (1, 2, 3, 2, 1):
        assert read(readable, reader) == 200
    read(readable, 1, NOON + timedelta(days=1))
    readable.settle()

    assert total(readable.table.get_all(*shards(TEA))) == 4
    assert "4 views" in readable.page("/posts/tea/")


def test_what_is_known_of_readers_lies_in_a_table_that_keeps_no_history(readable: World) -> None:
    read(readable)

    assert {item["PK"][:6] for item in visits(readable)} == {"VISIT#"}
    assert not [item for item in readable.table.scan() if item["PK"].startswith(keys.VISIT)]
    described = readable.dynamodb.describe_table(TableName="visits")["Table"]
    assert "LatestStreamArn" not in described


def test_the_key_of_a_day_is_gone_with_the_first_reader_of_the_next(readable: World) -> None:
    read(readable)
    (before,) = [item["key"] for item in visits(readable) if "key" in item]

    read(readable, now=NOON + timedelta(days=1))

    assert before not in str(visits(readable))


def test_the_key_of_a_day_is_gone_with_the_first_audit_of_the_next(
    readable: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(readable, now=utc_now())
    press = entry.audit.press()

    entry.audit.handler({}, None)
    kept = [item for item in visits(readable) if "key" in item]
    monkeypatch.setattr(entry.audit, "press", lambda: replace(press, now=lambda: utc_now() + timedelta(days=1)))
    entry.audit.handler({}, None)

    assert len(kept) == 1
    assert not [item for item in visits(readable) if "key" in item]
