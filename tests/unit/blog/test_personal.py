"""No kind of item is forgotten when somebody asks what is kept about them."""

import inspect
import re
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import pytest

from blog import keys
from blog.comment import Comment, Draft
from blog.held import Decided, Decision, Held, decided_item, item_of
from blog.item import to_item
from blog.keys import Key
from blog.moderation import amend, approve, hold
from blog.personal import (
    KINDS,
    Holds,
    Kind,
    beside,
    blocks_of,
    browsers_of,
    copies,
    copies_of,
    kind_of,
    pages_of,
    strange,
)
from blog.record import Status
from tests.template import ROOT
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_record

ANY = {str: "x", int: 7, date: date(2026, 11, 28)}
AT = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)


ROW = re.compile(r" {4}(\S+) +((?:<[^>]*>|[^\s<])+) +\S.*")


def documented() -> set[tuple[str, str]]:
    """The rows of the tables of keys: a sort key has spaces only within <…>."""
    rows = filter(None, map(ROW.fullmatch, str(keys.__doc__).splitlines()))
    return {(row[1], row[2]) for row in rows} - {("PK", "SK")}


def made_keys() -> list[Any]:
    """What each function of `blog.keys` gives for anything."""
    made = []
    for name, function in inspect.getmembers(keys, inspect.isfunction):
        if function.__module__ == keys.__name__ and not name.startswith("_"):
            hints = get_type_hints(function)
            names = inspect.signature(function).parameters
            if any(hints[each] not in ANY for each in names):
                continue  # it reads an item
            made.append(function(*("tag" if each == "kind" else ANY[hints[each]] for each in names)))
    return [each for each in made if isinstance(each, Key) or (isinstance(each, str) and "#" in each)]


def test_every_kind_of_item_is_listed_with_what_it_holds_of_readers() -> None:
    assert {(kind.pk, kind.sk) for kind in KINDS} == documented(), "blog/keys.py and blog/personal.py differ"


@pytest.mark.parametrize("made", made_keys(), ids=str)
def test_every_key_that_can_be_made_is_of_a_kind(made: Key | str) -> None:
    if isinstance(made, Key):
        assert kind_of(made)
    else:
        assert any(kind.has(Key(made, re.sub("[<>]", "", kind.sk))) for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.pk} {kind.sk}")
def test_each_kind_is_told_from_those_whose_keys_look_alike(kind: Kind) -> None:
    assert kind_of(Key(re.sub("[<>]", "", kind.pk), re.sub("[<>]", "", kind.sk))) is kind


def test_of_whatever_holds_something_it_is_said_for_how_long_and_who_sees_it() -> None:
    assert [kind for kind in KINDS if (kind.holds is Holds.NOTHING) == bool(kind.kept and kind.seen)] == []


def test_the_page_on_privacy_has_a_row_for_each_of_them() -> None:
    page = (ROOT / "docs/privacy.md").read_text()
    rows = [
        f"| `{kind.pk}` `{kind.sk}` | {kind.holds} | {kind.kept} | {kind.seen} |"
        for kind in KINDS
        if kind.holds is not Holds.NOTHING
    ]
    nothing = ", ".join(f"`{kind.pk}` `{kind.sk}`" for kind in KINDS if kind.holds is Holds.NOTHING)

    there = [line for line in page.splitlines() if line.startswith("| `")]
    assert there == rows, "the table should be\n" + "\n".join(rows)
    assert f"\n{nothing}.\n" in page, f"the list should be\n{nothing}."


def row(key: Key, **more: Any) -> dict[str, Any]:
    return {"PK": key.pk, "SK": key.sk, **more}


def comment(comment_id: str, name: str) -> dict[str, Any]:
    return dict(to_item(Comment(comment_id, "p1", name, "I prefer oolong.", AT)))


def test_comments_are_found_wherever_they_are_and_with_all_that_is_kept_of_them() -> None:
    items = [
        row(keys.held("2b"), **comment("2b", "Ada"), title="Rain", secret="new"),
        row(keys.comment("p1", "1a"), **comment("1a", "Ada")),
        row(keys.count("p1"), views=3),
    ]

    found = copies_of("Ada", copies(items))

    assert [(each.comment.id, each.state, each.is_shown) for each in found] == [
        ("1a", "approved", True),
        ("2b", "waiting", False),
    ]
    assert found[1].attributes == {**comment("2b", "Ada"), "title": "Rain", "secret": "new"}


@pytest.mark.parametrize("who", ["Zoë", "Zoe\u0308", "  Zo\u200bë "])
def test_a_name_is_cleaned_as_it_was_when_it_was_sent(who: str) -> None:
    kept = list(copies([row(keys.held("2b"), **comment("2b", "Zoë")), row(keys.held("3c"), **comment("3c", "Zoe"))]))

    assert [each.comment.id for each in copies_of(who, kept)] == ["2b"]


@pytest.mark.parametrize("who", ["zoë", "Zo", "ZOË", "Zoë Q", ""])
def test_another_name_is_another_person(who: str) -> None:
    kept = list(copies([row(keys.held("2b"), **comment("2b", "Zoë"))]))

    assert copies_of(who, kept) == []


def test_an_id_means_that_comment_even_if_somebody_is_called_so() -> None:
    kept = list(copies([row(keys.held("2b"), **comment("2b", "Ada")), row(keys.held("3c"), **comment("3c", "2b"))]))

    assert [each.comment.id for each in copies_of("2b", kept)] == ["2b"]


def test_a_decision_is_found_with_what_was_decided_about_and_the_browser_that_sent_it() -> None:
    held = Held(Comment("2b", "p1", "Ada", "Buy tea.", AT), "Rain", "/posts/rain/", ("3 links",), 4, "b0b")
    items = [row(keys.decided("2b"), **decided_item(Decided(held, Decision.SPAM, AT, 0)))]

    [found] = copies_of("Ada", copies(items))

    assert (found.state, found.comment, found.browser) == ("spam", held.comment, "b0b")
    assert found.attributes["held"]["reasons"] == ["3 links"]


def test_the_browsers_of_somebody_and_blocks_of_the_name_are_found() -> None:
    held = Held(Comment("2b", "p1", "Zoë", "Tea.", AT), "Rain", "/posts/rain/", browser="b0b")
    items = [
        row(keys.held("2b"), **item_of(held)),
        row(keys.browser("b0b"), word="trusted", generation=1),
        row(keys.browser("ada"), approved=1, generation=1),
        row(keys.blocked("name", "zoë"), kind="name", value="zoë"),
        row(keys.blocked("word", "zoë"), kind="word", value="zoë"),
    ]

    assert browsers_of(copies(items), items) == {"b0b": {"word": "trusted", "generation": 1}}
    assert blocks_of(" Zoe\u0308", items) == [{"kind": "name", "value": "zoë"}]


def test_what_holds_only_the_id_of_a_comment_is_found_beside_it() -> None:
    items = [
        row(keys.talk("2b"), post="p1"),
        row(keys.talk("3c"), post="p1"),
        row(keys.likes("p1", "2b"), likes=3),
        row(keys.likes("p1", "3c"), likes=3),
        row(keys.mailed("2b", "e1")),
        row(keys.sending("5d"), made="2b"),
        row(keys.held("2b"), **comment("2b", "Ada")),
    ]

    assert set(beside(["2b"], items)) == {
        keys.talk("2b"),
        keys.likes("p1", "2b"),
        keys.mailed("2b", "e1"),
        keys.sending("5d"),
    }


def test_the_pages_of_a_post_are_found_by_its_identity_and_only_while_they_are_published() -> None:
    records = [
        make_record(id="a1", path="/posts/rain/"),
        make_record(id="b2", path="/posts/sun/", status=Status.DRAFT),
    ]
    items = [row(keys.record(each.id), **to_item(each)) for each in records]

    assert pages_of([*items, row(keys.media("media/a.png"), version="v1")]) == {"a1": ("/posts/rain/",)}


def test_items_of_kinds_that_nobody_listed_are_told_apart() -> None:
    assert strange([row(Key("PIGEON#7", "POST")), row(keys.held("2b")), row(keys.SETTINGS)]) == {"PIGEON"}


def test_whose_name_the_owner_changed_is_found_by_either_name() -> None:
    table = FakeTable()
    hold(table, Held(Comment("a" * 24, "7dbd5fd4c1a1b2c3", "Ada", "Tea.", AT), "Tea", "/posts/tea/"))
    approve(table, "a" * 24)
    amend(table, "a" * 24, Draft("Somebody", "Tea."), AT)

    kept = list(copies(table.scan()))

    assert len(copies_of("Ada", kept)) == len(copies_of("Somebody", kept)) == 2
    assert copies_of("Bo", kept) == []
