"""Writers who meet at the table, on every DynamoDB server and at the fake."""

from functools import partial

import pytest

from blog.keys import Key
from blog.table import Conflict, Put
from tests.contract.meanwhile import just_before, race, winners

TEA, COCOA = Key("SHELF", "tea"), Key("SHELF", "cocoa")


def test_of_writers_at_the_same_moment_one_wins(server, table):
    for round_ in range(5):
        puts = [Put(TEA, {"generation": round_ + 1, "by": number}, round_) for number in range(6)]

        (winner,) = winners(race(server, [partial(table.put, put) for put in puts]))

        assert table.get(TEA)["by"] == winner


def test_of_transactions_at_the_same_moment_one_wins_and_is_written_as_a_whole(server, table):
    for round_ in range(5):
        actions = [
            [Put(TEA, {"generation": round_ + 1, "by": number}, round_), Put(COCOA, {"by": number})]
            for number in range(6)
        ]

        (winner,) = winners(race(server, [partial(table.write, each) for each in actions]))

        assert [table.get(TEA)["by"], table.get(COCOA)["by"]] == [winner, winner]


def test_nothing_is_lost_of_what_many_add_at_once(server, table):
    sums = race(server, [partial(table.add, TEA, "cups", 1 + number % 3) for number in range(18)])

    assert table.get(TEA)["cups"] == max(sums) == 36
    assert len(set(sums)) == 18


def test_a_writer_who_comes_between_is_noticed(dynamodb, real_table):
    real_table.put(Put(TEA, {"generation": 1}, 0))

    def other():
        dynamodb.update_item(
            TableName=real_table._name,
            Key={"PK": {"S": TEA.pk}, "SK": {"S": TEA.sk}},
            UpdateExpression="ADD generation :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )

    with just_before(dynamodb, "dynamodb.PutItem", other), pytest.raises(Conflict):
        real_table.put(Put(TEA, {"generation": 2, "late": True}, 1))

    assert real_table.get(TEA) == {"PK": "SHELF", "SK": "tea", "generation": 2}
