"""Items: our frozen values as plain dicts and back, by their type hints.

A datetime is ISO 8601 text, an enumeration its value, a tuple a list; what is
empty or None, as it is by default, is left out, so that a field can be added later.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache, partial
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Item = dict[str, Any]
T = TypeVar("T")


def to_item(value: Any) -> Any:
    """The value as dicts, lists, text, integers and booleans."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_item(v) for f in fields(value) if _is_said(v := getattr(value, f.name)) or _is_needed(f)}
    if isinstance(value, tuple):
        return [to_item(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def from_item(cls: type[T], item: Item) -> T:
    """The value of class `cls`; attributes that the class does not know are ignored."""
    readers = _readers(cls)  # type: ignore[arg-type]  # a class is hashable
    return cls(**{name: readers[name](raw) for name, raw in item.items() if name in readers})


def _is_said(value: Any) -> bool:
    return value is not None and value not in ("", ())


def _is_needed(field: Field[Any]) -> bool:
    """Whether a value must be said even if it is empty: there is no default, or another."""
    return field.default_factory is MISSING and (field.default is MISSING or _is_said(field.default))


@cache
def _readers(cls: Any) -> dict[str, Callable[[Any], Any]]:
    """What turns each of the class's fields back into a value, made once from its type hints."""
    hints = get_type_hints(cls)
    return {each.name: _reader(_without_none(hints[each.name])) for each in fields(cls)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) is tuple:
        read = _reader(get_args(hint)[0])
        return lambda raw: tuple(read(each) for each in raw)
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(from_item, hint)
    if hint is datetime:
        return datetime.fromisoformat
    return hint if isinstance(hint, type) else _as_it_is


def _as_it_is(raw: Any) -> Any:
    return raw


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint
