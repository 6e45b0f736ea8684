"""The local stack, once for all stories that need one."""

from collections.abc import Iterator

import pytest

from tests.e2e.blog import Blog
from tests.stack import LocalStack

MARKED = (
    "e2e",
    "browser",
    "container",
    "corpus",
    "moving",
    "examiners",
)  # folders whose tests have the marker of this name
# What shares something that takes long to make is run by one worker.
TOGETHER = {"contract": "contract", "test_costs.py": "costs"}
LAST = "test_the_end.py"  # what is only true or false when all other stories have been told


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in MARKED:
            item.add_marker(item.path.parent.name)
        if together := TOGETHER.get(item.path.parent.name) or TOGETHER.get(item.path.name):
            item.add_marker(pytest.mark.xdist_group(together))
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
