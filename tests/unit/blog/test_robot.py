"""Robots, held to two public lists: one of robots that others keep, one of browsers that were seen."""

import json
from importlib.resources import files
from time import perf_counter

import pytest

from blog.robot import LONGEST, is_robot

RECALL, FALSE_POSITIVES = 0.97, 0.005


@pytest.fixture(scope="module")
def robots() -> list[str]:
    """Those of crawler-user-agents (MIT), which is none of the sources of our patterns."""
    known = json.loads(files("crawleruseragents").joinpath("crawler-user-agents.json").read_text())
    return [agent for each in known for agent in each["instances"]]


@pytest.fixture(scope="module")
def browsers() -> list[str]:
    """Those of fake-useragent (Apache-2.0): seen in 2025."""
    lines = files("fake_useragent").joinpath("data/browsers.jsonl").read_text().splitlines()
    return sorted({json.loads(line)["useragent"] for line in lines})


def test_nearly_all_robots_of_a_public_list_are_known(robots: list[str]) -> None:
    missed = [each for each in robots if not is_robot(each)]

    assert len(robots) > 2_000
    assert 1 - len(missed) / len(robots) >= RECALL, missed[:10]


def test_hardly_any_browser_of_a_public_list_is_taken_for_a_robot(browsers: list[str]) -> None:
    wrong = [each for each in browsers if is_robot(each)]

    assert len(browsers) > 800
    assert len(wrong) / len(browsers) <= FALSE_POSITIVES, wrong[:10]


@pytest.mark.parametrize(
    "agent", ["", "   ", "curl/8.14.1", "python-requests/2.32", "Mozilla/5.0 HeadlessChrome/150.0"]
)
def test_programs_are_robots(agent: str) -> None:
    assert is_robot(agent)


@pytest.mark.parametrize(
    "nasty", ["(" * 9_999, "a" * 9_999, "Mozilla/5.0 (" + "; x" * 5_000, "1." * 5_000, "@a-" * 5_000]
)
def test_no_agent_keeps_us_long(nasty: str) -> None:
    is_robot("warm")

    begin = perf_counter()
    is_robot(nasty)

    assert perf_counter() - begin < 0.25


def test_only_the_beginning_of_an_agent_counts() -> None:
    assert not is_robot("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0 " + "x" * LONGEST + " Googlebot/2.1")
