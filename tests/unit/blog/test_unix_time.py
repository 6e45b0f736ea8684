from datetime import UTC, datetime, timedelta

from blog.unix_time import unix_after


def test_the_end_is_told_in_whole_seconds_since_1970() -> None:
    assert unix_after(datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC), timedelta(minutes=1)) == 61
