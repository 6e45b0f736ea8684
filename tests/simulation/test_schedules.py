"""Random schedules: no invariant is ever violated."""

import pytest

from tests.simulation.effort import schedules
from tests.simulation.hunts import WILD
from tests.simulation.seeds import Schedule, Trouble, run_seed

CHUNK = 250


@pytest.mark.parametrize("first", range(0, schedules(), CHUNK))
def test_the_site_is_what_a_rebuild_gives_after_any_schedule(first: int) -> None:
    for seed in range(first, min(first + CHUNK, schedules())):
        run_seed(seed, WILD if seed % 4 == 0 else Trouble())


def test_a_seed_gives_the_same_run_again() -> None:
    traces = []
    for _ in range(2):
        schedule = Schedule(7)
        schedule.run()
        traces.append(schedule.blog.trace)

    assert traces[0] == traces[1]
    assert len(traces[0]) > 100


def test_a_schedule_has_workers_that_die_and_workers_that_are_late() -> None:
    told = ""
    for seed in range(10):
        schedule = Schedule(seed)
        schedule.run()
        told += schedule.blog.told(10_000)

    for trouble in ("dies before", "dies after", "is presumed dead", "lands late", "Throttling", "Read timeout"):
        assert trouble in told
