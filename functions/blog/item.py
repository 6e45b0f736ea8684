"""Items: our frozen values as plain dicts and back, by their type hints.

A datetime is ISO 8601 text, an enumeration its value, a tuple a list; what is
empty or None is left out, so that a field can be added with a default later.
"""

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Item = dict[str, Any]
T = TypeVar("T")


def to_item(value: Any) -> Any:
    """The value as dicts, lists, text, integers and booleans."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_item(v) for f in fields(value) if _is_said(v := getattr(value, f.name))}
    if isinstance(value, tuple):
        return [to_item(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def from_item(cls: type[T], item: Item) -> T:
    """The value of class `cls`; attributes that the class does not know are ignored."""
    hints = _hints(cls)  # type: ignore[arg-type]  # a class is hashable
    known = {f.name for f in fields(cls)}  # type: ignore[arg-type]  # cls is a dataclass
    return cls(**{name: _value(hints[name], item[name]) for name in item if name in known})


def _is_said(value: Any) -> bool:
    return value is not None and value not in ("", ())


def _value(hint: Any, raw: Any) -> Any:
    hint = _without_none(hint)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each) for each in raw)
    if is_dataclass(hint):
        return from_item(hint, raw)  # type: ignore[arg-type]  # is_dataclass narrows to an instance
    if hint is datetime:
        return datetime.fromisoformat(raw)
    return hint(raw) if isinstance(hint, type) else raw


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)
