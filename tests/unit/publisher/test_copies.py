"""What a picture's item notes of the copies that it had."""

from datetime import UTC, datetime, timedelta

from publisher.copies import MOST_FORMER, former_after

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def item(*paths: str, **former: datetime):
    copies = [{"width": 480, "url": path} for path in paths]
    return {"picture": {"copies": copies}, "former": {f"/{name}": when.isoformat() for name, when in former.items()}}


def test_a_copy_that_is_replaced_is_noted_with_the_moment():
    assert former_after(item("/old", "/same"), ["/same", "/new"], NOW) == {"/old": NOW.isoformat()}


def test_what_was_replaced_keeps_its_moment_for_a_day():
    before = item(yesterday=NOW - 23 * HOUR, earlier=NOW - 25 * HOUR)

    assert former_after(before, ["/new"], NOW) == {"/yesterday": (NOW - 23 * HOUR).isoformat()}


def test_a_copy_that_comes_back_is_no_former_one():
    assert former_after(item("/b", a=NOW - HOUR), ["/a"], NOW) == {"/b": NOW.isoformat()}


def test_the_last_that_were_replaced_are_kept_and_no_more():
    many = {f"c{number:03}": NOW - number * timedelta(minutes=1) for number in range(MOST_FORMER + 5)}

    assert list(former_after(item(**many), [], NOW)) == [f"/c{number:03}" for number in range(MOST_FORMER)]
