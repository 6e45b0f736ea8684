"""A fresh world for each story."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from moto import mock_aws

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
    for each in (entry.build, entry.on_demand):
        monkeypatch.setattr(each, "folders", lambda: (templates, theme))
    monkeypatch.setenv("THEME_FOLDER", str(theme))
    return theme


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, own_theme: Path) -> Iterator[World]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        world = World()
        world.make()
        world.count_calls()
        for name, value in world.names.items():
            monkeypatch.setenv(name, value)
        for cached in CACHED:
            cached.cache_clear()
        yield world
