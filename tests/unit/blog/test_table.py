"""The table's client at its edges, which no emulator shows."""

from typing import Any

from botocore.exceptions import ClientError

from blog.keys import Key
from blog.table import Table

FIRST, SECOND = Key("A", "1"), Key("B", "2")


class BusyClient:
    """DynamoDB while an item of a transactional read is being written: it cancels the read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def transact_get_items(self, **_: Any) -> dict[str, Any]:
        reasons = [{"Code": "TransactionConflict"}, {"Code": "None"}]
        answer = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}
        raise ClientError(answer, "TransactGetItems")

    def get_item(self, *, Key: dict[str, Any], ConsistentRead: bool, **_: Any) -> dict[str, Any]:  # noqa: N803  # boto3's names
        assert ConsistentRead
        self.read.append(Key["PK"]["S"])
        return {"Item": {**Key, "generation": {"N": "7"}}}


def test_items_that_are_being_written_are_read_one_after_the_other_in_order() -> None:
    client = BusyClient()

    items = Table(client, "table").get_in_order(FIRST, SECOND)

    assert client.read == ["A", "B"]
    assert [item and item["generation"] for item in items] == [7, 7]
