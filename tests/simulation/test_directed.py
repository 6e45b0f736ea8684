"""Directed schedules: late workers, races and crashes at every single call."""

import pytest

from tests.simulation.directed import (
    SIZES,
    built_and_not_listed,
    crashes,
    deaths,
    grown_batch,
    late_workers,
    related_meanwhile,
    two_reconcilers,
    written_and_not_noted,
)
from tests.simulation.effort import is_proof
from tests.simulation.stories import PUBLISHES, STORIES, Story

LATE_ALWAYS = ("A, B, A",)
CRASH_ALWAYS = ("new", "delete")
BY_SIZE = SIZES if is_proof() else SIZES[-1:]


def chosen(stories: tuple[Story, ...], always: tuple[str, ...]) -> pytest.MarkDecorator:
    """Of each kind of publish both sizes of lists, of all other stories the one that has more to go wrong."""
    told = [story for story in stories if is_proof() or story.name in always]
    cases = [(story, size) for story in told for size in (BY_SIZE if story in PUBLISHES else BY_SIZE[-1:])]
    return pytest.mark.parametrize(("story", "list_cards"), cases, ids=[f"{each.name}-{size}" for each, size in cases])


@chosen(STORIES, LATE_ALWAYS)
def test_whoever_is_late_changes_nothing(story: Story, list_cards: int) -> None:
    late_workers(story, list_cards)


@chosen(PUBLISHES, CRASH_ALWAYS)
def test_a_crash_before_or_after_any_call_is_made_good(story: Story, list_cards: int) -> None:
    assert crashes(story, list_cards) > 4


@chosen(tuple(story for story in STORIES if story not in PUBLISHES), LATE_ALWAYS)
def test_a_death_after_any_write_is_made_good(story: Story, list_cards: int) -> None:
    assert deaths(story, list_cards) > 1


def test_two_reconcilers_over_a_change_and_back_leave_the_newest() -> None:
    races = list(two_reconcilers(ahead=0 if is_proof() else 3))

    assert len(races) == (6435 if is_proof() else 495)


def test_a_page_that_is_built_differently_gets_another_stamp() -> None:
    built_and_not_listed()


def test_a_fan_out_that_was_done_is_done_again_for_a_later_change() -> None:
    grown_batch()


def test_what_is_noted_of_a_list_is_not_lost_with_whoever_wrote_it() -> None:
    written_and_not_noted()


def test_a_post_whose_topic_another_got_while_it_was_built_shows_that() -> None:
    related_meanwhile()
