"""Designs that fail: how often each diverges, by random schedules and by directed ones.

`python -m tests.simulation.designs` prints the table of `docs/publishing.md`.
"""

from tests.simulation import seeds
from tests.simulation.directed import late_cases, late_worker
from tests.simulation.hunts import BROKEN, BY_NAME, WILD
from tests.simulation.known_bad import FENCES
from tests.simulation.seeds import run_seed

SEEDS = 200
LAST = "what was built is noted by whoever comes last"  # further rules are not of the algorithm itself
RULES = FENCES[: 1 + [mutant.name for mutant in FENCES].index(LAST)]
STORIES = ("new, deleted", "A, B, A", "deleted, the marker removed", "new, told again")


def diverging() -> tuple[int, int, int]:
    """The random schedules that diverge, the directed ones that do, and how many directed ones there are."""
    wrong = sum(_fails(lambda seed=seed: run_seed(seed, WILD)) for seed in range(SEEDS))
    cases = [(BY_NAME[name], place, fate) for name in STORIES for place, fate in late_cases(BY_NAME[name], 50)]
    late = sum(_fails(lambda case=case: late_worker(case[0], 50, case[1], case[2])) for case in cases)
    return wrong, late, len(cases)


def _fails(run: object) -> bool:
    try:
        run()  # type: ignore[operator]
    except (AssertionError, *BROKEN):
        return True
    return False


def _line(name: str, found: tuple[int, int, int]) -> str:
    wrong, late, cases = found
    return f"| {name} | {100 * wrong / SEEDS:.1f} % | {late:,} of {cases:,} |"


def main() -> None:
    # A page without its stamp is no divergence of itself: what comes of it is looked for.
    seeds.check_stamps = lambda _: None
    print(f"| design | of {SEEDS} random schedules | of the directed ones |\n| --- | --- | --- |", flush=True)
    for mutant in RULES:
        with mutant.at_large():
            print(_line(mutant.name, diverging()), flush=True)
    print(_line("**all the rules**", diverging()))


if __name__ == "__main__":
    main()
