from datetime import date

import pytest

from blog import keys
from blog.counting import Counts
from blog.record import Record, Status
from cli.counted import NOWHERE, Counted, NoSuchPost, by_day, by_host, by_post, counted, ever, last_days, named
from tests.unit.fake_table import FakeTable

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def record(source):
    return Record(keys.post_id(source), source, 1, Status.PUBLISHED, "", path=f"/{source.removesuffix('.md')}/")


TEA, COCOA = record("posts/tea.md"), record("posts/煎茶.md")


def test_the_shards_of_a_day_are_found_with_their_hosts():
    table = FakeTable()
    table.add(keys.day_views("tea", MONDAY, 0), "views", 2)
    table.add(keys.day_views("tea", MONDAY, 7), "views", 3)
    table.add(keys.day_views("tea", MONDAY, 7), "from:a.example", 1)
    table.add(keys.day_views("tea", TUESDAY, 3), "views", 4)

    found = list(counted(table, [MONDAY]))

    assert found == [Counted("tea", MONDAY, 2), Counted("tea", MONDAY, 3, {"a.example": 1})]


def test_views_are_summed_by_post_by_day_and_by_host():
    found = [
        Counted("tea", MONDAY, 5, {"a.example": 2, "others": 1}),
        Counted("tea", TUESDAY, 1),
        Counted("cocoa", TUESDAY, 2, {"a.example": 2}),
    ]

    assert by_post(found) == {"tea": 6, "cocoa": 2}
    assert by_day(found) == {MONDAY: 5, TUESDAY: 3}
    assert by_host(found) == {"a.example": 4, "others": 1, NOWHERE: 3}


def test_all_that_was_ever_counted_is_the_sum_of_the_shards():
    table = FakeTable()
    table.add(keys.views("tea"), "views", 40)
    table.add(keys.views("tea", 7), "views", 2)

    assert ever(table, ["tea", "cocoa"]) == {"tea": Counts(42), "cocoa": Counts()}


@pytest.mark.parametrize(
    "name",
    ["posts/煎茶.md", "/posts/煎茶/", "/posts/煎茶", "https://blog.example/posts/%E7%85%8E%E8%8C%B6/?a#b", COCOA.id],
)
def test_a_post_is_named_by_its_file_its_address_or_its_id(name):
    assert named([TEA, COCOA], name) is COCOA


@pytest.mark.parametrize("name", ["", "/", "posts/cocoa.md", "tea"])
def test_what_is_no_post_is_an_error(name):
    with pytest.raises(NoSuchPost, match="there is no post"):
        named([TEA, COCOA], name)


def test_the_last_days_end_today():
    assert last_days(TUESDAY, 2) == [MONDAY, TUESDAY]
