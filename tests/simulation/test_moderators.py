"""Who decides about a comment at once with another, or dies over it, loses no comment and doubles none."""

import pytest

from tests.simulation.effort import is_proof
from tests.simulation.moderators import CASES, deaths, races


def each_of(cases: list[tuple[tuple[str, ...], str]]) -> pytest.MarkDecorator:
    names = [f"{' '.join(before) or 'new'}, {name}" for before, name in cases]
    return pytest.mark.parametrize(("before", "name"), cases, ids=names)


@each_of(CASES if is_proof() else CASES[::3])
def test_two_who_decide_at_once_are_as_one_after_the_other(before: tuple[str, ...], name: str) -> None:
    assert list(races(before, name))


@each_of(CASES if is_proof() else CASES[::3])
def test_whoever_dies_over_a_decision_can_decide_again(before: tuple[str, ...], name: str) -> None:
    assert list(deaths(before, name))
