"""Readers who come at the same moment, on every DynamoDB server and at the fake."""

from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial

from blog import keys
from blog.comment import Comment
from blog.conversation import joining
from blog.counting import LIKES, bake, shards, total
from blog.daily_key import daily_key
from blog.likes import Like, NothingToLike, like, take_back
from blog.relocation import Destination, move
from blog.table import Conflict, Put
from blog.views import View, count, hosts_of
from blog.visitor import visitor
from tests.contract.meanwhile import race

DAY, POST = date(2026, 11, 23), "7dbd5fd4c1a1b2c3"
ID = "a" * 24


def test_readers_at_the_same_moment_are_counted_once_each(server, table):
    key = daily_key(table, DAY)
    views = [View(POST, visitor(f"203.0.113.{number % 9}", "Firefox", DAY, key), "a.example") for number in range(18)]

    counted = race(server, [partial(count, table, view) for view in views])

    days = table.get_all(*(keys.day_views(POST, DAY, shard) for shard in range(keys.SHARDS)))
    assert sorted(counted) == [False] * 9 + [True] * 9
    assert total(table.get_all(*shards(POST))) == total(days) == bake(table, POST).views == 9
    assert sum(hosts_of(item)["a.example"] for item in days if item) == 9
    assert table.get(keys.count(POST))["views"] == 9


def test_functions_that_come_first_on_a_day_agree_on_its_key(server, table):
    made = race(server, [partial(daily_key, table, DAY) for _ in range(6)])

    assert len(set(made)) == 1


def test_who_likes_and_takes_back_at_the_same_moment_is_counted_once_or_not_at_all(server, table):
    key = daily_key(table, DAY)
    liked = [Like(visitor(f"203.0.113.{number % 6}", "Firefox", DAY, key), POST) for number in range(12)]

    race(server, [partial(like, table, each) for each in liked])
    race(server, [partial(take_back, table, each) for each in liked if each.visitor != liked[0].visitor])
    race(server, [partial(bake, table, POST) for _ in range(3)])

    assert total(table.get_all(*shards(POST)), LIKES) == table.get(keys.count(POST))[LIKES] == 1


def test_a_comment_is_liked_once_by_each_who_comes_at_the_same_moment(server, table):
    key = daily_key(table, DAY)
    liked = [Like(visitor(f"203.0.113.{number % 6}", "Firefox", DAY, key), POST, ID) for number in range(12)]
    table.put(Put(keys.comment(POST, ID), {"id": ID}))

    race(server, [partial(like, table, each) for each in liked])

    assert table.get(keys.likes(POST, ID))[LIKES] == 6


def test_no_like_of_a_comment_is_lost_while_it_moves(server, table):
    key, to = daily_key(table, DAY), Destination("f" * 16, "Chai", "/posts/chai/")
    liked = [Like(visitor(f"203.0.113.{number}", "Firefox", DAY, key), POST, ID) for number in range(6)]
    table.write(joining(Comment(ID, POST, "Ada", "Tea.", datetime(2026, 11, 23, tzinfo=UTC))))

    def tell(each):
        with suppress(NothingToLike):
            return like(table, each)

    moving = partial(move, table, POST, [ID], to)
    *told, moved = race(server, [*(partial(tell, each) for each in liked), moving])
    if isinstance(moved, Conflict):
        moving()

    assert (table.get(keys.likes(to.identity, ID)) or {}).get(LIKES, 0) == told.count(True)
    assert table.get(keys.likes(POST, ID)) is None
