"""Who decides about a comment at once with another, or dies over it, loses no comment and doubles none."""

import pytest

from tests.simulation.effort import is_proof
from tests.simulation.invariants import Divergence
from tests.simulation.moderators import CASES, deaths, races

# A comment is looked for on its page after its decision was read; where that was taken back meanwhile, it is not
# there, and whoever decides is told that there is none. Nothing is done or lost; decided again, it is found.
IN_VAIN = ((("approve",), "reject"), (("approve",), "undo"), (("reject", "approve"), "undo"))


def each_of(cases: list[tuple[tuple[str, ...], str]]) -> pytest.MarkDecorator:
    names = [f"{' '.join(before) or 'new'}, {name}" for before, name in cases]
    return pytest.mark.parametrize(("before", "name"), cases, ids=names)


@each_of(CASES if is_proof() else CASES[::3])
def test_two_who_decide_at_once_are_as_one_after_the_other(before: tuple[str, ...], name: str) -> None:
    assert list(races(before, name, refused_in_vain=(before, name) in IN_VAIN))


@pytest.mark.xfail(raises=Divergence, strict=True)
@each_of(list(IN_VAIN))
def test_nobody_is_refused_in_vain(before: tuple[str, ...], name: str) -> None:
    assert list(races(before, name))


@each_of(CASES if is_proof() else CASES[::3])
def test_whoever_dies_over_a_decision_can_decide_again(before: tuple[str, ...], name: str) -> None:
    assert list(deaths(before, name))
