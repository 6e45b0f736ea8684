from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone

from blog import keys
from blog.daily_key import daily_key, day_of, expiry, forget_keys
from blog.table import Put
from tests.unit.fake_table import FakeTable

DAY = date(2026, 11, 23)
NEXT = DAY + timedelta(days=1)


def test_a_day_has_one_key_of_its_own_that_nobody_can_guess():
    table = FakeTable()

    first, again, other = daily_key(table, DAY), daily_key(table, DAY), daily_key(FakeTable(), DAY)

    assert first == again != other
    assert len(first) == 32


def test_many_who_come_first_agree_on_one_key():
    table = FakeTable()

    with ThreadPoolExecutor(16) as functions:
        made = set(functions.map(lambda _: daily_key(table, DAY), range(64)))

    assert len(made) == 1


class LateTable(FakeTable):
    """Another makes the key between reading that there is none and making one."""

    def put(self, put):
        super().put(Put(put.key, {"key": "ab" * 32}, 0))
        super().put(put)


def test_who_comes_second_takes_the_key_of_the_first():
    assert daily_key(LateTable(), DAY) == b"\xab" * 32


def test_the_first_of_another_day_destroys_the_keys_of_all_days_before():
    table = FakeTable()
    daily_key(table, DAY - timedelta(days=9))
    daily_key(table, DAY)

    daily_key(table, NEXT)

    assert table.keys == {keys.daily_key(NEXT)}


def test_a_key_of_another_day_is_destroyed_when_nobody_comes():
    table = FakeTable()
    daily_key(table, DAY)

    assert (forget_keys(table, DAY), forget_keys(table, NEXT), forget_keys(table, NEXT)) == (0, 1, 0)
    assert not table.keys


def test_days_are_those_of_utc():
    assert day_of(datetime(2026, 11, 24, 1, tzinfo=timezone(timedelta(hours=13)))) == DAY


def test_what_is_left_expires_two_days_after_the_day_began():
    assert datetime.fromtimestamp(expiry(DAY), UTC) == datetime(2026, 11, 25, tzinfo=UTC)
