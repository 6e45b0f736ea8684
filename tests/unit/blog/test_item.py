from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from blog.item import from_item, to_item


@dataclass(frozen=True)
class Cup:
    tea: str
    milk: bool = False
    spoons: tuple[str, ...] = ("small",)
    leaves: tuple[str, ...] = ()
    poured: datetime | None = None


@pytest.mark.parametrize(
    "cup",
    [
        Cup("oolong", True, ("large",), ("a", "b"), datetime(2026, 3, 14, tzinfo=UTC)),
        Cup("green"),
        Cup(""),
        Cup("green", spoons=()),
    ],
)
def test_a_value_comes_back_as_it_was(cup):
    assert from_item(Cup, to_item(cup)) == cup


def test_what_is_not_said_is_left_out_if_it_has_a_default():
    assert to_item(Cup("")) == {"tea": "", "milk": False, "spoons": ["small"]}


def test_what_a_class_does_not_know_is_ignored():
    assert from_item(Cup, {"tea": "green", "sugar": 2}) == Cup("green")
