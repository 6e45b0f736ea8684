"""Writers who meet at the table, on every DynamoDB server and at the fake."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from api.sending import Sending, once
from blog import keys
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


def test_a_form_that_is_sent_several_times_at_once_is_taken_once(server, table):
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    for round_ in range(3):
        sending = Sending(keys.sending(f"{round_}"), "form", timedelta(minutes=10))
        sends = [partial(_send, table, sending, f"{round_}-{number}", noon) for number in range(6)]

        outcomes = race(server, sends)

        (made,) = [item["SK"] for item in table.collection("TAKEN", f"{round_}-")]
        # Whoever met the others too often is told to try again.
        assert {outcome for outcome in outcomes if not isinstance(outcome, Conflict)} == {made}


def _send(table, sending, made, now):
    return once(table, sending, made, now, lambda mark: table.write([mark, Put(Key("TAKEN", made), {}, 0)]))
