"""DynamoDB in memory: item collections, conditions, transactions and the stream, in DynamoDB's own JSON.

It knows the expressions that the engine uses and refuses any other. With
`stale` a read without `ConsistentRead` sees the table as it was a while ago.
"""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tests.simulation.calls import Call, Gate, refused
from tests.template import is_streamed

Item = dict[str, Any]
LAG = 60  # changes of any items that a replica may be behind: two posts' or three


class ConditionFailed(Exception):
    """As boto3's `client.exceptions.ConditionalCheckFailedException`."""


class Exceptions:
    ConditionalCheckFailedException = ConditionFailed


@dataclass(frozen=True)
class Change:
    """A record of the stream."""

    pk: str
    sk: str
    before: Item | None
    after: Item | None


class Collections:
    """The items by partition key, each collection in the order of its sort keys; `last` are the newest changes."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Item]] = {}
        self.order: dict[str, list[bytes]] = {}
        self.last: deque[Change] = deque(maxlen=LAG)

    def copy(self) -> "Collections":
        other = Collections()
        other.items = {pk: dict(items) for pk, items in self.items.items()}
        other.order = {pk: list(order) for pk, order in self.order.items()}
        other.last = self.last.copy()
        return other

    def get(self, pk: str, sk: str) -> Item | None:
        return self.items.get(pk, {}).get(sk)

    def set(self, pk: str, sk: str, item: Item | None) -> None:
        items, order = self.items.setdefault(pk, {}), self.order.setdefault(pk, [])
        if item is None:
            if items.pop(sk, None) is not None:
                order.remove(sk.encode())
            return
        if sk not in items:
            insort(order, sk.encode())
        items[sk] = item

    def between(self, pk: str, low: bytes, high: bytes, descending: bool) -> Iterator[Item]:
        """Items with low <= sort key < high."""
        order = self.order.get(pk, [])
        first, last = bisect_left(order, low), bisect_left(order, high)
        places = range(last - 1, first - 1, -1) if descending else range(first, last)
        return (self.items[pk][order[place].decode()] for place in places)


class DynamoDB:
    """A client of one table; `changes` is the table's stream."""

    exceptions = Exceptions

    def __init__(self, gate: Gate, table: Collections, changes: list[Change], is_stale: Callable[[], bool]) -> None:
        self._gate, self._table, self._changes, self._is_stale = gate, table, changes, is_stale

    # ── Reading ───────────────────────────────────────────────────────────────────────────────────

    def get_item(self, TableName: str, Key: Item, ConsistentRead: bool = False) -> Item:
        pk, sk = _key(Key)

        def effect() -> Item:
            with self._seen(ConsistentRead):
                item = self._table.get(pk, sk)
            return {"Item": item} if item else {}

        return self._call("get_item", f"{pk} {sk}", effect)

    def transact_get_items(self, TransactItems: list[Item]) -> Item:
        keys = [_key(each["Get"]["Key"]) for each in TransactItems]

        def effect() -> Item:
            found = [self._table.get(*key) for key in keys]
            return {"Responses": [{"Item": item} if item else {} for item in found]}

        return self._call("transact_get_items", ", ".join(f"{pk} {sk}" for pk, sk in keys), effect)

    def batch_get_item(self, RequestItems: Item) -> Item:
        asked = [(table, _key(key), each) for table, each in RequestItems.items() for key in each["Keys"]]

        def effect() -> Item:
            found: Item = {table: [] for table in RequestItems}
            for table, key, each in asked:
                with self._seen(each.get("ConsistentRead", False)):
                    item = self._table.get(*key)
                found[table] += [item] if item else []
            return {"Responses": found}

        return self._call("batch_get_item", ", ".join(" ".join(key) for _, key, _ in asked), effect)

    def get_paginator(self, operation: str) -> Any:
        return _Pages(self._query if operation == "query" else self._scan)

    def _query(
        self,
        TableName: str,
        KeyConditionExpression: str,
        ExpressionAttributeValues: Item,
        ScanIndexForward: bool,
        ConsistentRead: bool = False,
        PaginationConfig: Item | None = None,
        **projection: Any,
    ) -> Iterator[Item]:
        pk = ExpressionAttributeValues[":pk"]["S"]
        sk = ExpressionAttributeValues.get(":sk", {"S": ""})["S"]
        low, high = RANGES[KeyConditionExpression](sk.encode())
        limit = (PaginationConfig or {}).get("MaxItems")

        def effect() -> Item:
            with self._seen(ConsistentRead):
                items = self._table.between(pk, low, high, descending=not ScanIndexForward)
                return {"Items": list(islice(items, limit))}

        yield self._call("query", f"{pk} {sk}".rstrip(), effect)

    def _scan(self, TableName: str, ConsistentRead: bool = False) -> Iterator[Item]:
        def effect() -> Item:
            with self._seen(ConsistentRead):
                items = self._table.items
                return {"Items": [item for pk in sorted(items) for item in items[pk].values()]}

        yield self._call("scan", "", effect)

    # ── Writing ───────────────────────────────────────────────────────────────────────────────────

    def put_item(self, TableName: str, Item: Item, **condition: Any) -> Item:
        key = _key(Item)

        def effect() -> dict[str, Any]:
            if not self._holds(key, **condition):
                raise refused("PutItem", "ConditionalCheckFailedException", 400)
            self._set(key, Item)
            return {}

        return self._call("put_item", " ".join(key), effect)

    def transact_write_items(self, TransactItems: list[Item]) -> Item:
        actions = [(kind, action) for each in TransactItems for kind, action in each.items()]
        keys = [_key(action["Item"] if kind == "Put" else action["Key"]) for kind, action in actions]
        if len(set(keys)) != len(keys) or len(keys) > 100:
            raise refused("TransactWriteItems", "ValidationException", 400)

        def effect() -> Item:
            held = [self._holds(key, **_condition(action)) for key, (_, action) in zip(keys, actions, strict=True)]
            if not all(held):
                reasons = [{"Code": "None" if each else "ConditionalCheckFailed"} for each in held]
                raise refused("TransactWriteItems", "TransactionCanceledException", 400, CancellationReasons=reasons)
            for key, (kind, action) in zip(keys, actions, strict=True):
                if kind == "Update":
                    self._set(key, self._updated(key, **action))
                elif kind != "ConditionCheck":
                    self._set(key, action["Item"] if kind == "Put" else None)
            return {}

        return self._call("transact_write_items", ", ".join(" ".join(key) for key in keys), effect)

    def update_item(
        self,
        TableName: str,
        Key: Item,
        UpdateExpression: str,
        ExpressionAttributeNames: dict[str, str],
        ExpressionAttributeValues: Item,
        ReturnValues: str = "",
        **condition: Any,
    ) -> Item:
        key = _key(Key)

        def effect() -> Item:
            more = {"ExpressionAttributeNames": ExpressionAttributeNames}
            if not self._holds(key, **condition, **more, ExpressionAttributeValues=ExpressionAttributeValues):
                raise ConditionFailed
            expressions = (UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues)
            after = self._updated(key, Key, *expressions)
            self._set(key, after)
            return {"Attributes": {name: after[name] for name in ExpressionAttributeNames.values()}}

        return self._call("update_item", " ".join(key), effect)

    def _updated(
        self,
        key: tuple[str, str],
        Key: Item,
        UpdateExpression: str,
        ExpressionAttributeNames: dict[str, str],
        ExpressionAttributeValues: Item,
        **_: Any,
    ) -> Item:
        before = self._table.get(*key) or dict(Key)
        verb = UpdateExpression.split(" ", maxsplit=1)[0]
        return before | UPDATES[verb](before, ExpressionAttributeNames, ExpressionAttributeValues)

    # ── Within ────────────────────────────────────────────────────────────────────────────────────

    def _holds(self, key: tuple[str, str], ConditionExpression: str = "", **more: Any) -> bool:
        item = self._table.get(*key)
        names, values = more.get("ExpressionAttributeNames", {}), more.get("ExpressionAttributeValues", {})
        return not ConditionExpression or CONDITIONS[ConditionExpression](item, names, values)

    def _set(self, key: tuple[str, str], item: Item | None) -> None:
        before = self._table.get(*key)
        self._table.set(*key, item)
        if before == item:
            return
        change = Change(*key, before, item)
        self._table.last.append(change)
        if is_streamed(key[0]):
            self._changes.append(change)

    @contextmanager
    def _seen(self, is_consistent: bool) -> Iterator[None]:
        """The table as this read sees it: a replica may not have the last changes yet."""
        late = list(self._table.last) if not is_consistent and self._is_stale() else []
        for change in reversed(late):
            self._table.set(change.pk, change.sk, change.before)
        try:
            yield
        finally:
            for change in late:
                self._table.set(change.pk, change.sk, change.after)

    def _call(self, operation: str, subject: str, effect: Any) -> Any:
        return self._gate(Call("dynamodb", operation, subject, effect))


@dataclass(frozen=True)
class _Pages:
    pages: Callable[..., Iterator[Item]]

    def paginate(self, **wanted: Any) -> Iterator[Item]:
        return self.pages(**wanted)


LAST = b"\xff"
RANGES: dict[str, Callable[[bytes], tuple[bytes, bytes]]] = {
    "PK = :pk": lambda _: (b"", LAST),
    "PK = :pk AND begins_with(SK, :sk)": lambda sk: (sk, sk + LAST),
    "PK = :pk AND SK > :sk": lambda sk: (sk + b"\0", LAST),
    "PK = :pk AND SK < :sk": lambda sk: (b"", sk),
}


def _number(item: Item | None, name: str) -> int | None:
    return int(item[name]["N"]) if item and name in item else None


CONDITIONS: dict[str, Callable[[Item | None, dict[str, str], Item], bool]] = {
    "attribute_not_exists(PK)": lambda item, _, __: item is None,
    "attribute_exists(PK)": lambda item, _, __: item is not None,
    "generation = :generation": lambda item, _, values: _number(item, "generation") == int(values[":generation"]["N"]),
    "attribute_not_exists(#0) OR #0 < :0": lambda item, names, values: (
        (number := _number(item, names["#0"])) is None or number < int(values[":0"]["N"])
    ),
}

UPDATES: dict[str, Callable[[Item, dict[str, str], Item], Item]] = {
    "ADD": lambda item, names, values: {
        name: value if place.startswith("#set") else {"N": str((_number(item, name) or 0) + int(value["N"]))}
        for place, name in names.items()
        for value in [values[":" + place[1:]]]
    },
    "SET": lambda _, names, values: {name: values[":" + place[1:]] for place, name in names.items()},
}


def items_in(answer: Any) -> int:
    """How many items were read, if this is the answer to a read: in AWS a call gives no more than a page of them."""
    match answer:
        case {"Item": _}:
            return 1
        case {"Items": items}:
            return len(items)
        case {"Responses": [*places]}:
            return sum(bool(place) for place in places)
        case {"Responses": found}:
            return sum(map(len, found.values()))
    return 0


def _key(item: Item) -> tuple[str, str]:
    return item["PK"]["S"], item["SK"]["S"]


def _condition(action: Item) -> Item:
    return {name: action[name] for name in action if name.startswith(("Condition", "Expression"))}
