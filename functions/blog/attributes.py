"""Attributes: items, keys and sums in DynamoDB's own JSON, as its clients and streams have them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from boto3.dynamodb.types import TypeSerializer

from blog.item import Item
from blog.keys import Key

serialize = TypeSerializer().serialize
NOTHING: Mapping[str, int] = MappingProxyType({})


def plain(attributes: Item) -> Item:
    """An item of DynamoDB's JSON, as clients and streams give it, as a plain dict."""
    return {name: _plain_value(value) for name, value in attributes.items()}


def attributes_of(item: Item) -> Item:
    """A plain dict as an item of DynamoDB's JSON; raises TypeError for what DynamoDB does not take."""
    return {name: serialize(value) for name, value in item.items()}


def key_of(key: Key) -> Item:
    return {"PK": {"S": key.pk}, "SK": {"S": key.sk}}


def sum_of(amounts: Mapping[str, int], known: Mapping[str, int] = NOTHING) -> Item:
    """What an update says that adds each amount to the attribute of its name, and sets what is `known`."""
    added = {str(place): each for place, each in enumerate(amounts.items())}
    kept = {f"set{place}": each for place, each in enumerate(known.items())}
    setting = " SET " + ", ".join(f"#{place} = :{place}" for place in kept) if kept else ""
    return {
        "UpdateExpression": "ADD " + ", ".join(f"#{place} :{place}" for place in added) + setting,
        "ExpressionAttributeNames": {f"#{place}": name for place, (name, _) in (added | kept).items()},
        "ExpressionAttributeValues": {f":{place}": {"N": str(number)} for place, (_, number) in (added | kept).items()},
    }


def _plain_value(attribute: Item) -> Any:
    """One value of the kinds that we write: S, N, BOOL, NULL, L and M (DynamoDB API reference, AttributeValue)."""
    ((kind, value),) = attribute.items()
    if kind == "N":
        return int(value)
    if kind == "M":
        return plain(value)
    if kind == "L":
        return [_plain_value(each) for each in value]
    return None if kind == "NULL" else value
