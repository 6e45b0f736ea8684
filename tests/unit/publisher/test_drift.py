"""What differs is told only if it still does when it is looked at again."""

from collections.abc import Iterable, Iterator

from publisher.drift import SECOND_LOOKS, Drift, Survey, lasting
from publisher.what import What

TEA, RAIN = Drift("/posts/tea/", What.CHANGED), Drift("/posts/rain/", What.MISSING)


class FakeSurvey(Survey):
    """A look that finds these."""

    def __init__(self, *drifts: Drift) -> None:
        self._found = {drift.name: drift for drift in drifts}

    def drifts(self, names: Iterable[str]) -> Iterator[Drift | None]:
        return (self._found.get(name) for name in names)


def looked_at_again(found: list[Drift], *looks: FakeSurvey) -> tuple[list[Drift], int]:
    """What is left, and how many pauses were made."""
    rest, pauses = iter(looks), []
    left = lasting(found, lambda: next(rest), lambda: pauses.append(1))
    return left, len(pauses)


def test_a_sound_site_is_looked_at_once() -> None:
    assert looked_at_again([]) == ([], 0)


def test_a_page_that_was_under_way_is_not_told() -> None:
    assert looked_at_again([TEA, RAIN], FakeSurvey(RAIN), FakeSurvey()) == ([], 2)
    assert looked_at_again([TEA], FakeSurvey()) == ([], 1)


def test_what_still_differs_is_told_as_it_is_at_last() -> None:
    waiting = Drift(TEA.name, What.WAITING)

    assert looked_at_again([waiting, RAIN], FakeSurvey(TEA, RAIN), FakeSurvey(TEA)) == ([TEA], SECOND_LOOKS)


def test_what_differs_only_later_is_left_for_the_next_time() -> None:
    assert looked_at_again([TEA], FakeSurvey(RAIN)) == ([], 1)
