"""The table: the few DynamoDB calls that Pressmark makes, all of them consistent.

Items go in and out as plain dicts; PK and SK are named in `blog.keys`. What is of
visitors lies in a table of its own, which forgets (`keys.is_of_visits`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from botocore.exceptions import ClientError

from blog.attributes import attributes_of, key_of, plain, serialize, sum_of
from blog.item import Item
from blog.keys import Key, is_of_visits

LARGEST_BATCH = 100  # DynamoDB API reference, BatchGetItem
LOST_RACES = {"None", "ConditionalCheckFailed", "TransactionConflict"}


class Conflict(Exception):
    """Somebody else was first: a condition did not hold, or two transactions met."""


@dataclass(frozen=True)
class Put:
    """Put an item; `generation` asks that the item there has it (0: that none is), else `must_exist` that one is."""

    key: Key
    item: Item
    generation: int | None = None
    must_exist: bool = False


@dataclass(frozen=True)
class Delete:
    """Delete an item; `must_exist` asks that there is one, `generation` that it has it."""

    key: Key
    must_exist: bool = False
    generation: int | None = None


@dataclass(frozen=True)
class Check:
    """Ask that an item has a generation (0: that none is there), or just is there, without changing it."""

    key: Key
    generation: int | None = None


@dataclass(frozen=True)
class Add:
    """Add to numbers of an item, whether they and it are there or not."""

    key: Key
    amounts: Mapping[str, int]


Action = Put | Delete | Check | Add


class Table:
    """`client` is boto3's DynamoDB client; `name` the table's, `visits` that of visits where one works with them."""

    def __init__(self, client: Any, name: str, visits: str = "") -> None:
        self._client = client
        self._name = name
        self._visits = visits

    def get(self, key: Key) -> Item | None:
        answer = self._client.get_item(TableName=self._of(key.pk), Key=key_of(key), ConsistentRead=True)
        return plain(answer["Item"]) if "Item" in answer else None

    def get_all(self, *keys: Key) -> list[Item | None]:
        """Several items, read in any order, in few calls; None for each that is not there."""
        found: dict[Key, Item] = {}
        for start in range(0, len(keys), LARGEST_BATCH):
            found |= self._batch(keys[start : start + LARGEST_BATCH])
        return [found.get(key) for key in keys]

    def _batch(self, keys: Sequence[Key]) -> dict[Key, Item]:
        found: list[Item] = []
        asked: dict[str, Any] = {}
        for key in keys:
            asked.setdefault(self._of(key.pk), {"Keys": [], "ConsistentRead": True})["Keys"].append(key_of(key))
        while asked:  # whatever it did not manage at once, it names
            answer = self._client.batch_get_item(RequestItems=asked)
            found += [plain(item) for items in answer["Responses"].values() for item in items]
            asked = answer.get("UnprocessedKeys", {})
        return {Key(item["PK"], item["SK"]): item for item in found}

    def get_in_order(self, *keys: Key) -> list[Item | None]:
        """Several items, none of them read earlier than one before it."""
        try:
            return self._get_at_once(*keys)
        except Conflict:  # one of them is being written this very moment
            return [self.get(key) for key in keys]

    def _get_at_once(self, *keys: Key) -> list[Item | None]:
        gets = [{"Get": {"TableName": self._of(key.pk), "Key": key_of(key)}} for key in keys]
        try:
            answer = self._client.transact_get_items(TransactItems=gets)
        except ClientError as error:
            raise _translated(error) from error
        return [plain(each["Item"]) if each.get("Item") else None for each in answer["Responses"]]

    def collection(self, pk: str, begins: str = "") -> Iterator[Item]:
        """All items of a collection, by sort key upwards."""
        return self._pages(*_beginning(pk, begins), ascending=True)

    def containing(self, pk: str, attribute: str, text: str) -> list[Item]:
        """The items of a collection whose attribute has the text in it; all are read, only these are sent.

        In the parameters that DynamoDB had before it had expressions (API reference, Legacy Conditional Parameters):
        to AWS it is the same, but the local stack parses an expression anew for each item that it reads.
        """
        pages = self._client.get_paginator("query").paginate(
            TableName=self._name,
            KeyConditions={"PK": _compared("EQ", pk)},
            QueryFilter={attribute: _compared("CONTAINS", text)},
            ConsistentRead=True,
        )
        return [plain(item) for page in pages for item in page["Items"]]

    def above(self, pk: str, sk: str, limit: int) -> list[Item]:
        """At most `limit` items whose sort key is greater than `sk`, the nearest first."""
        return self._beside("PK = :pk AND SK > :sk", pk, sk, limit, ascending=True)

    def below(self, pk: str, sk: str, limit: int) -> list[Item]:
        """At most `limit` items whose sort key is less than `sk`, the nearest first."""
        return self._beside("PK = :pk AND SK < :sk", pk, sk, limit, ascending=False)

    def newest(self, pk: str, begins: str = "", limit: int | None = None) -> list[Item]:
        """Items by sort key downwards, at most `limit`."""
        return list(self._pages(*_beginning(pk, begins), ascending=False, limit=limit))

    def write(self, actions: Sequence[Action]) -> None:
        """All of it or nothing; raises Conflict when a condition does not hold."""
        try:
            self._client.transact_write_items(TransactItems=[self._action(each) for each in actions])
        except ClientError as error:
            raise _translated(error) from error

    def put(self, put: Put) -> None:
        try:
            self._client.put_item(**self._action(put)["Put"])
        except ClientError as error:
            raise _translated(error) from error

    def add(self, key: Key, attribute: str, amount: int = 1, expires: int = 0) -> int:
        """Add to a number, atomically; the number afterwards. `expires`: when the item may go, in Unix time."""
        answer = self._client.update_item(
            TableName=self._of(key.pk),
            Key=key_of(key),
            **sum_of({attribute: amount}, {"expires": expires} if expires else {}),
            ReturnValues="UPDATED_NEW",
        )
        return int(answer["Attributes"][attribute]["N"])

    def raise_to(self, key: Key, attribute: str, number: int, **more: Any) -> None:
        """Set a number, and `more` attributes with it, unless it is as high already."""
        values = {attribute: number, **more}
        try:
            self._client.update_item(
                TableName=self._of(key.pk),
                Key=key_of(key),
                UpdateExpression="SET " + ", ".join(f"#{place} = :{place}" for place in range(len(values))),
                ConditionExpression="attribute_not_exists(#0) OR #0 < :0",
                ExpressionAttributeNames={f"#{place}": name for place, name in enumerate(values)},
                ExpressionAttributeValues={f":{place}": serialize(each) for place, each in enumerate(values.values())},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return

    def scan(self) -> Iterator[Item]:
        """Every item. For audits and exports, never for a page."""
        paginator = self._client.get_paginator("scan")
        for page in paginator.paginate(TableName=self._name, ConsistentRead=True):
            yield from map(plain, page["Items"])

    def _beside(self, condition: str, pk: str, sk: str, limit: int, ascending: bool) -> list[Item]:
        values = {":pk": {"S": pk}, ":sk": {"S": sk}}
        return list(self._pages(condition, values, ascending, limit))

    def _pages(self, condition: str, values: Item, ascending: bool, limit: int | None = None) -> Iterator[Item]:
        paging = {"MaxItems": limit, "PageSize": limit} if limit else {}
        pages = self._client.get_paginator("query").paginate(
            TableName=self._of(values[":pk"]["S"]),
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            ScanIndexForward=ascending,
            ConsistentRead=True,
            PaginationConfig=paging,
        )
        for page in pages:
            yield from map(plain, page["Items"])

    def _action(self, action: Action) -> Item:
        where: Item = {"TableName": self._of(action.key.pk)}
        if isinstance(action, Put):
            item = attributes_of(action.item | {"PK": action.key.pk, "SK": action.key.sk})
            return {"Put": {**where, "Item": item, **_asked(action.generation, must_exist=action.must_exist)}}
        where["Key"] = key_of(action.key)
        if isinstance(action, Check):
            return {"ConditionCheck": {**where, **_asked(action.generation, must_exist=action.generation is None)}}
        if isinstance(action, Add):
            return {"Update": {**where, **sum_of(action.amounts)}}
        return {"Delete": {**where, **_asked(action.generation, must_exist=action.must_exist)}}

    def _of(self, pk: str) -> str:
        """In which table a collection lies."""
        return self._visits if is_of_visits(pk) else self._name


def _beginning(pk: str, begins: str) -> tuple[str, Item]:
    if not begins:
        return "PK = :pk", {":pk": {"S": pk}}
    return "PK = :pk AND begins_with(SK, :sk)", {":pk": {"S": pk}, ":sk": {"S": begins}}


def _compared(operator: str, text: str) -> Item:
    return {"ComparisonOperator": operator, "AttributeValueList": [{"S": text}]}


def _asked(generation: int | None, *, must_exist: bool) -> Item:
    """The condition; a generation asks for more than that an item is there."""
    if generation is None:
        return {"ConditionExpression": "attribute_exists(PK)"} if must_exist else {}
    if generation == 0:
        return {"ConditionExpression": "attribute_not_exists(PK)"}
    return {
        "ConditionExpression": "generation = :generation",
        "ExpressionAttributeValues": {":generation": {"N": str(generation)}},
    }


def _translated(error: ClientError) -> Exception:
    code = error.response["Error"]["Code"]
    if code in {"ConditionalCheckFailedException", "TransactionConflictException"}:
        return Conflict(str(error))
    if code == "TransactionCanceledException" and _reasons(error) <= LOST_RACES:
        return Conflict(str(error))
    return cast("Exception", error)


def _reasons(error: ClientError) -> set[str]:
    return {reason.get("Code", "None") for reason in error.response.get("CancellationReasons", ({},))}
