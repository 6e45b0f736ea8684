"""Known-bad engines: each rule that is broken is noticed, within a minute."""

import pytest

from tests.simulation.effort import is_proof
from tests.simulation.known_bad import MUTANTS
from tests.simulation.mutants import Mutant, is_found, mutant


@pytest.mark.timeout(60)
@pytest.mark.parametrize("mutant", MUTANTS if is_proof() else MUTANTS[::6], ids=lambda mutant: mutant.name)
def test_a_broken_rule_is_noticed(mutant: Mutant) -> None:
    assert is_found(mutant)


@pytest.mark.parametrize("mutant", MUTANTS[::3] if is_proof() else MUTANTS[-4:], ids=lambda mutant: mutant.name)
def test_its_hunts_find_nothing_in_the_engine_as_it_is(mutant: Mutant) -> None:
    for hunt in mutant.hunts:
        hunt()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_each_rule_is_where_its_mutant_looks_for_it(mutant: Mutant) -> None:
    with mutant.at_large():
        pass


def test_a_mutant_that_does_not_fit_the_source_is_refused() -> None:
    for old, new in (
        ("no such line", ""),
        ("def build(", "def build("),
        ("    raise Overtaken(", "    raise Unknown("),
    ):
        with (
            pytest.raises(ValueError, match="publisher"),
            mutant("typo", ("publisher.build", old, new), by=()).at_large(),
        ):
            pass
