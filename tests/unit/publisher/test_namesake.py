"""Namesakes: who is told of whom, and who is to be told when somebody comes or goes."""

from itertools import combinations

import pytest

from publisher.namesake import namesake_of, told_of

TITLES = {"b": "Tea", "d": "TEA", "f": "tea", "g": "Rain", "h": "C", "i": "C++"}


@pytest.mark.parametrize(
    ("source", "title", "namesake"),
    [("b", "Tea", "d"), ("d", "TEA", "b"), ("f", "tea", "d"), ("g", "Rain", ""), ("a", "tea", "b"), ("z", "tea", "f")],
)
def test_it_is_the_one_before_by_key_or_else_the_one_after(source: str, title: str, namesake: str) -> None:
    assert namesake_of(source, title, TITLES) == namesake


def test_titles_that_only_look_alike_in_an_address_are_two() -> None:
    assert namesake_of("i", "C++", TITLES) == ""


def test_a_title_that_nothing_is_found_by_has_no_namesake() -> None:
    assert namesake_of("a", "🙂", {"b": "🙂"}) == ""


def test_those_are_told_for_whom_it_makes_a_difference() -> None:
    """Against the rule itself: everybody's namesake with and without somebody."""
    for size in range(6):
        for sources in combinations("abcdef", size):
            titles = dict.fromkeys(sources, "Tea")
            fewer = {each: title for each, title in titles.items() if each != "c"}
            more = fewer | {"c": "Tea"}
            changed = {each for each in fewer if namesake_of(each, "Tea", fewer) != namesake_of(each, "Tea", more)}

            assert changed <= told_of("c", titles)
            assert len(told_of("c", titles)) <= 2


def test_each_title_has_its_own_two() -> None:
    assert told_of("e", TITLES) == {"d", "f", "g", "h", "i"}
