"""The table where DynamoDB's own limits are met, on every DynamoDB server."""

import pytest
from botocore.exceptions import ClientError

from blog.keys import Key
from blog.table import Conflict, Delete, Put
from tests.contract.meanwhile import paged

LONG = "x" * 300_000  # four of these are more than one answer holds
TOO_LONG = "x" * 410_000
TEA, COCOA = Key("SHELF", "tea"), Key("SHELF", "cocoa")


@pytest.fixture
def long_table(real_table):
    for letter in "cadbe":
        real_table.put(Put(Key("ABC", letter), {"text": LONG}))
    return real_table


def order(items) -> str:
    return "".join(item["SK"] for item in items if item["text"] == LONG)


def test_a_collection_of_more_than_a_megabyte_is_whole(long_table):
    assert order(long_table.collection("ABC")) == "abcde"
    assert order(long_table.newest("ABC")) == "edcba"


def test_a_limit_holds_beyond_a_megabyte(long_table):
    assert order(long_table.newest("ABC", limit=4)) == "edcb"
    assert order(long_table.above("ABC", "a", 4)) == "bcde"
    assert order(long_table.below("ABC", "e", 9)) == "dcba"


def test_a_scan_of_more_than_a_megabyte_is_whole(long_table):
    assert sorted(order(long_table.scan())) == list("abcde")


def test_a_scan_goes_on_over_many_pages(dynamodb, real_table):
    keys = [Key(f"POST#{number}", sk) for number in range(3) for sk in ("COUNT", "RECORD")]
    real_table.write([Put(key, {}) for key in keys])

    with paged(dynamodb, "dynamodb.Scan", "Limit", 2) as calls:
        found = [Key(item["PK"], item["SK"]) for item in real_table.scan()]

    assert sorted(found, key=str) == keys
    assert len(calls) >= 3


def test_the_largest_transaction_is_written_as_a_whole(server, real_table):
    keys = [Key("ABC", f"{number:03}") for number in range(server.server.largest_transaction)]
    for key in keys[: len(keys) // 2]:
        real_table.put(Put(key, {"generation": 1}, 0))

    real_table.write([Put(key, {"generation": 2}, 1 if real_table.get(key) else 0) for key in keys])

    assert [(item["SK"], item["generation"]) for item in real_table.collection("ABC")] == [(key.sk, 2) for key in keys]


def test_the_last_condition_of_the_largest_transaction_undoes_all(server, real_table):
    keys = [Key("ABC", f"{number:03}") for number in range(server.server.largest_transaction - 1)]

    with pytest.raises(Conflict):
        real_table.write([*(Put(key, {"generation": 1}, 0) for key in keys), Delete(TEA, must_exist=True)])

    assert list(real_table.collection("ABC")) == []


def test_a_transaction_that_is_too_large_is_no_conflict(server, real_table):
    keys = [Key("ABC", f"{number:03}") for number in range(101)]

    with pytest.raises(ClientError, match="Validation"):
        real_table.write([Put(key, {}) for key in keys])


def test_an_item_that_is_too_large_is_no_conflict(real_table):
    put = Put(TEA, {"text": TOO_LONG})

    with pytest.raises(ClientError, match="size"):
        real_table.put(put)
    with pytest.raises(ClientError):
        real_table.write([Put(COCOA, {}), put])

    assert [real_table.get(TEA), real_table.get(COCOA)] == [None, None]


def test_empty_text_comes_back_as_it_was(server, real_table):
    put = Put(TEA, {"text": "", "in": [{"text": ""}]})
    if not server.server.takes_empty_text:
        with pytest.raises(ClientError, match="empty"):
            real_table.put(put)
        return

    real_table.put(put)

    assert real_table.get(TEA) == {"PK": "SHELF", "SK": "tea", "text": "", "in": [{"text": ""}]}
