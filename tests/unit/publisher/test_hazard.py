import time
from contextlib import suppress

import pytest

from publisher.hazard import find_hazards, time_limit


@pytest.mark.parametrize(
    ("body", "sentence", "line"),
    [
        ("[" * 10_000, "square brackets", None),
        ("Tea\n" + "> " * 1000 + "Tea", "nested", 8),
        ("|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|\n" * 3000, "cells", 8),
    ],
)
def test_a_text_that_would_explode_is_found_at_its_line(body, sentence, line):
    problem, *_ = find_hazards(body, first_line=7)

    assert sentence in problem.message
    assert problem.line == line


@pytest.mark.parametrize(
    "body", ["a[0] = [1, 2]\n" * 5000, "> > > Tea", "|a|b|\n|-|-|\n" + "|1|2|\n" * 500, "[x\n\n" * 5000]
)
def test_an_ordinary_text_passes(body):
    assert find_hazards(body, 1) == ()


def test_a_time_limit_stops_what_goes_on_for_ever():
    with pytest.raises(TimeoutError), time_limit(0.05):
        while True:
            time.process_time()


@pytest.mark.timeout(20)
def test_a_time_limit_comes_again_where_its_error_was_lost():
    with pytest.raises(TimeoutError), time_limit(0.05):
        with suppress(TimeoutError):  # as in a finaliser
            while True:
                pass
        while True:
            pass
