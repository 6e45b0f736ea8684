"""A fresh world for each story."""

import copy
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws
from moto.dynamodb.models.table import Table as MotoTable

import entry.audit
import entry.build
import entry.on_demand
import entry.reconcile
import entry.touch
from publisher.theme import folders
from tests.integration.world import World

CACHED = (
    entry.audit.press,
    entry.audit.given_up,
    entry.audit.theme,
    entry.audit.visits,
    entry.reconcile.press,
    entry.build.press,
    entry.build.theme,
    entry.on_demand.kiosk,
    entry.on_demand.theme,
    entry.touch.table,
    entry.touch.queues,
)


@pytest.fixture
def own_theme(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The owner's folder of templates and styles, empty."""
    theme, (templates, _) = tmp_path / "theme", folders()
    theme.mkdir()
    for each in (entry.audit, entry.build, entry.on_demand):
        monkeypatch.setattr(each, "folders", lambda: (templates, theme))
    monkeypatch.setenv("THEME_FOLDER", str(theme))
    return theme


def copied(table: Any, _: Any) -> Any:
    """A copy of moto's table, as moto makes one before each transaction, in a tenth of its time: most of a story's.

    What the stream has told stays as it is, so it need not be copied.
    """
    shard, table.stream_shard = table.stream_shard, None
    twin = pickle.loads(pickle.dumps(table))  # our own, of this moment
    table.stream_shard = shard
    if shard:
        twin.stream_shard = copy.copy(shard)
        twin.stream_shard.table, twin.stream_shard.items = twin, list(shard.items)
    return twin


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, own_theme: Path) -> Iterator[World]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setattr(MotoTable, "__deepcopy__", copied, raising=False)
    with mock_aws():
        world = World()
        world.make()
        world.count_calls()
        for name, value in world.names.items():
            monkeypatch.setenv(name, value)
        for cached in CACHED:
            cached.cache_clear()
        yield world
