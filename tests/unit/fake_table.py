"""A table in memory with the behaviour of `blog.table.Table`; tests/contract/test_table.py holds it to that."""

from collections.abc import Iterator, Sequence
from threading import RLock
from typing import Any

from boto3.dynamodb.types import TypeSerializer

from blog.attributes import plain
from blog.item import Item
from blog.keys import Key
from blog.table import Action, Add, Check, Conflict, Delete, Put, Table

LARGEST_TRANSACTION = 100


class FakeTable(Table):
    """`changes` are what the table's stream would say: items before and after, None where there was none."""

    def __init__(self, *puts: Put) -> None:
        self._items: dict[Key, Item] = {}
        self._lock = RLock()
        self.changes: list[tuple[Item | None, Item | None]] = []
        for put in puts:
            self._do(put)
        self.changes.clear()

    @property
    def keys(self) -> set[Key]:
        return set(self._items)

    def get(self, key: Key) -> Item | None:
        return _copy(self._items.get(key))

    def get_all(self, *keys: Key) -> list[Item | None]:
        return [self.get(key) for key in keys]

    def get_in_order(self, *keys: Key) -> list[Item | None]:
        _check_transaction(list(keys))
        with self._lock:
            return [self.get(key) for key in keys]

    def collection(self, pk: str, begins: str = "") -> Iterator[Item]:
        return iter(self._sorted(pk, begins))

    def containing(self, pk: str, attribute: str, text: str) -> list[Item]:
        return [item for item in self._sorted(pk) if text in item.get(attribute, "")]

    def above(self, pk: str, sk: str, limit: int) -> list[Item]:
        return [item for item in self._sorted(pk) if item["SK"] > sk][:limit]

    def below(self, pk: str, sk: str, limit: int) -> list[Item]:
        return [item for item in reversed(self._sorted(pk)) if item["SK"] < sk][:limit]

    def newest(self, pk: str, begins: str = "", limit: int | None = None) -> list[Item]:
        return self._sorted(pk, begins)[::-1][:limit]

    def write(self, actions: Sequence[Action]) -> None:
        _check_transaction([each.key for each in actions])
        with self._lock:
            if not all(map(self._holds, actions)):
                raise Conflict("a condition does not hold")
            for each in actions:
                if not isinstance(each, Check):
                    self._do(each)

    def put(self, put: Put) -> None:
        self.write([put])

    def add(self, key: Key, attribute: str, amount: int = 1, expires: int = 0) -> int:
        with self._lock:
            item = self.get(key) or {}
            number: int = item.get(attribute, 0) + amount
            self._set(key, {**item, attribute: number, **({"expires": expires} if expires else {})})
            return number

    def raise_to(self, key: Key, attribute: str, number: int, **more: Any) -> None:
        with self._lock:
            item = self.get(key) or {}
            if attribute not in item or item[attribute] < number:
                self._set(key, {**item, attribute: number, **more})

    def scan(self) -> Iterator[Item]:
        for key in sorted(self._items, key=lambda key: (key.pk, key.sk)):
            item = self.get(key)
            if item:
                yield item

    def _holds(self, action: Action) -> bool:
        there = self._items.get(action.key)
        if isinstance(action, Add):
            return True
        if action.generation is None:
            return there is not None or not (isinstance(action, Check) or action.must_exist)
        if action.generation == 0:
            return there is None
        return there is not None and there.get("generation") == action.generation

    def _do(self, action: Put | Delete | Add) -> None:
        if isinstance(action, Add):
            for name, amount in action.amounts.items():
                self.add(action.key, name, amount)
            return
        self._set(action.key, action.item if isinstance(action, Put) else None)

    def _set(self, key: Key, item: Item | None) -> None:
        before = self._items.pop(key, None)
        after = _stored({**item, "PK": key.pk, "SK": key.sk}) if item is not None else None
        if after is not None:
            self._items[key] = after
        if before != after:
            self.changes.append((_copy(before), _copy(after)))

    def _sorted(self, pk: str, begins: str = "") -> list[Item]:
        keys = [key for key in list(self._items) if key.pk == pk and key.sk.startswith(begins)]
        found = (self.get(key) for key in sorted(keys, key=lambda key: key.sk.encode()))
        return [item for item in found if item is not None]


def _stored(item: Item) -> Item:
    """As DynamoDB gives it back; raises TypeError for what it does not take, such as a float."""
    return plain({name: TypeSerializer().serialize(value) for name, value in item.items()})


def _copy(item: Item | None) -> Item | None:
    return _stored(item) if item is not None else None


def _check_transaction(keys: Sequence[Any]) -> None:
    if len(keys) > LARGEST_TRANSACTION or len(keys) != len(set(keys)) or not keys:
        raise ValueError(f"a transaction takes 1 to 100 different items, not {len(keys)}")
