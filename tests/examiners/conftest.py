"""The sites that are examined, each printed once, and the examiners that `make examiners` installs."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import chromium
from tests.examiners.host import hosted
from tests.examiners.odd_posts import HEBREW, LEAVING, ODD, TALK, many
from tests.examiners.printed import Printed, content, printed
from tests.stack import ROOT

__all__ = ["chromium"]

INSTALLED = ROOT / ".examiners" / "node_modules"  # by `make examiners`


@dataclass(frozen=True)
class Hosted:
    url: str
    site: Printed


@pytest.fixture(scope="session")
def sample() -> Printed:
    """The sample blog, with posts of a hard life."""
    return printed(content() | ODD, TALK, LEAVING)


@pytest.fixture(scope="session")
def hebrew() -> Printed:
    return printed(HEBREW | ODD, TALK, LEAVING)


@pytest.fixture(scope="session")
def large() -> Printed:
    """A blog of 300 posts."""
    return printed(many(300))


@pytest.fixture(scope="session")
def empty() -> Printed:
    return printed({})


@pytest.fixture(scope="session")
def sample_host(sample: Printed) -> Iterator[Hosted]:
    with hosted(sample) as url:
        yield Hosted(url, sample)


@pytest.fixture(scope="session")
def hebrew_host(hebrew: Printed) -> Iterator[Hosted]:
    with hosted(hebrew) as url:
        yield Hosted(url, hebrew)


@pytest.fixture(scope="session")
def examiner() -> Path:
    """Where npm's packages are."""
    if not INSTALLED.exists():
        missing = "The examiners are not installed; make examiners does it"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return INSTALLED
