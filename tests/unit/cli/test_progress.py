"""The bar on a terminal, and its silence elsewhere."""

from io import StringIO

import pytest

from cli.progress import WIDTH, Progress, line


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_written_where_there_is_no_terminal() -> None:
    stream = StringIO()

    with Progress("Verifying", 3, stream) as progress:
        assert list(progress.over("abc")) == ["a", "b", "c"]

    assert stream.getvalue() == ""


def test_on_a_terminal_it_ends_full_and_is_taken_away() -> None:
    stream = Terminal()

    with Progress("Verifying", 2, stream) as progress:
        list(progress.over("ab"))

    states = stream.getvalue().split("\r")
    full = f"Verifying [{'#' * WIDTH}] 2/2"
    assert states[1] == f"Verifying [{'.' * WIDTH}] 0/2"
    assert states[-3:] == [full, " " * len(full), ""]


def test_it_is_drawn_ten_times_a_second_at_most() -> None:
    stream = Terminal()

    with Progress("Verifying", 10_000, stream) as progress:
        list(progress.over(range(10_000)))

    assert stream.getvalue().count("\r") < 100


def test_it_is_taken_away_when_something_fails() -> None:
    stream = Terminal()

    with pytest.raises(ZeroDivisionError), Progress("Verifying", 2, stream) as progress:
        list(progress.over(1 // each for each in (1, 0)))

    assert stream.getvalue().endswith(" \r")


@pytest.mark.parametrize(("done", "total", "filled"), [(0, 4, 0), (1, 4, WIDTH // 4), (4, 4, WIDTH), (0, 0, WIDTH)])
def test_the_bar_is_as_long_as_the_part_that_is_done(done: int, total: int, filled: int) -> None:
    assert line("Building", done, total).count("#") == filled
