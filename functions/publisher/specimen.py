"""Specimens: pages of each kind, made from the classes of `pages.py` and `machine_pages.py` alone, to try a theme on.

Of each there is a bare one, which has only what it must have, and some that
have everything; these take turns in what can be one of several.
"""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from markupsafe import Markup

from publisher import comment_pages, machine_pages, pages
from publisher.pages import Page

TURNS = 4
PLAIN: dict[type, Any] = {
    str: "words",
    Markup: Markup("<p>Words.</p>"),
    datetime: datetime(2026, 11, 23, 12, tzinfo=UTC),
    bool: True,
    int: 2,
}


def specimens() -> Iterator[Page]:
    """Every kind of page that has a template."""
    for kind in page_classes():
        yield _made(kind, None)
        for turn in range(TURNS):
            yield _made(kind, turn)


def page_classes() -> Iterator[type[Page]]:
    """The classes that have a template."""
    for module in (pages, machine_pages, comment_pages):
        for each in vars(module).values():
            is_page = isinstance(each, type) and issubclass(each, Page) and hasattr(each, "template")
            if is_page and each.__module__ == module.__name__:
                yield each


def _made(kind: type[Any], turn: int | None) -> Any:
    """A value of a data class; without a turn a bare one."""
    hints = get_type_hints(kind)
    wanted = [field for field in fields(kind) if turn is not None or field.default is MISSING]
    return kind(**{field.name: _value(hints[field.name], turn, kind) for field in wanted})


def _value(hint: Any, turn: int | None, of: type[Any]) -> Any:
    if get_origin(hint) is tuple:
        return () if get_args(hint)[0] is of else (_value(get_args(hint)[0], turn, of),)
    if NoneType in get_args(hint):
        return _value(next(each for each in get_args(hint) if each is not NoneType), turn, of)
    if issubclass(hint, Enum):
        return _turn(list(hint), turn)
    return PLAIN[hint] if hint in PLAIN else _made(_turn(hint.__subclasses__() or [hint], turn), turn)


def _turn(choice: list[Any], turn: int | None) -> Any:
    return choice[(turn or 0) % len(choice)]
