"""The local stack, once for all stories that need one."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.e2e.blog import Blog
from tests.stack import LocalStack

# Folders whose tests have the marker of this name.
MARKED = ("e2e", "browser", "container", "corpus", "moving", "examiners")
TOGETHER = (
    "tests/contract/",
    "tests/examiners/",
    "tests/simulation/test_costs.py",
)  # what shares something that takes long to make
os.environ.pop("AWS_ENDPOINT_URL", None)  # of a make dev in the same shell, where it would lead all stories astray
LAST = "test_the_end.py"  # what is only true or false when all other stories have been told


class Together(LoadScopeScheduling):
    """What belongs together is run by one worker. (The scheduler for marked groups finds none with this pytest.)"""

    def _split_scope(self, nodeid: str) -> str:
        return next((each for each in TOGETHER if nodeid.startswith(each)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in MARKED:
            item.add_marker(item.path.parent.name)
    items.sort(key=lambda item: item.path.name == LAST)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    stack = LocalStack(tmp_path_factory.mktemp("stack"))
    stack.start()
    yield stack
    if stack.is_running:
        assert stack.stop() == 0
        assert stack.left_behind() == []


@pytest.fixture
def blog(stack: LocalStack) -> Iterator[Blog]:
    with Blog(stack) as blog:
        yield blog
