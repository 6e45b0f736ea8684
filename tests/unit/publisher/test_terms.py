"""Terms: what an index of all tags, authors or series says, from what is noted of their lists."""

from datetime import UTC, datetime
from typing import Any

import pytest

from blog import keys
from blog.item import Item
from blog.post import Card, Tag
from blog.settings import Settings
from blog.table import Put
from publisher.library import Library
from publisher.pages import GonePage, Group, ListPage, Named, Site
from publisher.terms import describe_index, noted, terms_in
from tests.unit.fake_table import FakeTable

SITE = Site(Settings(), "https://blog.example")
CARD = Card("1", "Rain", "/posts/rain/", datetime(2026, 3, 14, tzinfo=UTC))


def built(path: str, name: str, posts: int, **other: Any) -> Item:
    return {"SK": path, "status": 200, "name": name, "posts": posts, "more": False} | other


def test_terms_stand_by_their_names_whatever_their_case_and_accents() -> None:
    items = [built(f"/tags/{name.lower()}/", name, 1) for name in ("Zoo", "école", "Eis", "Éclair", "אגם", "apple")]

    assert [each.term.name for each in terms_in("tag", items)] == ["apple", "Éclair", "école", "Eis", "Zoo", "אגם"]


def test_a_long_list_has_as_many_posts_as_its_years() -> None:
    items = [
        built("/tags/tea/", "Tea", 50, more=True),
        built("/tags/tea/2025/", "Tea", 40),
        built("/tags/tea/2026/", "Tea", 30),
        built("/tags/rain/", "Rain", 20),
        built("/tags/rain/2026/", "Rain", 20),
    ]

    assert terms_in("tag", items) == (Named(Tag("Rain"), 20), Named(Tag("Tea"), 70))


def test_of_a_year_that_is_longer_than_its_page_it_is_said_that_there_are_more() -> None:
    items = [built("/tags/tea/", "Tea", 50, more=True), built("/tags/tea/2026/", "Tea", 50, more=True)]

    assert terms_in("tag", items) == (Named(Tag("Tea"), 50, more=True),)


@pytest.mark.parametrize(
    "item",
    [
        built("/tags/tea/", "Tea", 1, status=410),
        {"SK": "/tags/tea/", "generation": 1},
        {"SK": "/tags/old/index.xml", "status": 301},
        built("/tags/tea/2026/", "Tea", 1),
    ],
)
def test_what_has_no_page_is_not_named(item: Item) -> None:
    assert terms_in("tag", [item]) == ()


def test_of_a_list_its_name_and_length_are_noted_and_of_other_pages_nothing() -> None:
    groups = (Group("March 2026", (CARD, CARD)), Group("May 2026", (CARD,)))

    assert noted(ListPage(SITE, "/tags/tea/", Tag("Tea"), groups=groups)) == {"name": "Tea", "posts": 3, "more": False}
    assert noted(ListPage(SITE, "/tags/tea/", Tag("Tea"), groups=groups, more=CARD))["more"] is True
    assert noted(ListPage(SITE, "/archive/", groups=groups)) == noted(GonePage(SITE, "/tags/tea/")) == {}


def test_each_kind_has_an_index_of_its_own_and_none_while_it_is_empty() -> None:
    table = FakeTable(Put(keys.want("/series/rain/"), built("/series/rain/", "Rain", 2)))
    library = Library(table, content=None)

    found = describe_index(SITE, "/series/", library)

    assert found is not None
    assert [(each.term.url, each.posts) for each in found.terms] == [("/series/rain/", 2)]
    assert describe_index(SITE, "/tags/", library) is None
