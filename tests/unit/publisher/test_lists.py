"""Lists: what an archive, a tag and their parts show, and how they lead on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from blog.post import Author, Series, Tag, Term
from blog.record import rows
from blog.settings import Settings
from blog.table import Put
from publisher.describe import describe
from publisher.library import Library
from publisher.lists import LIST_CARDS
from publisher.pages import GonePage, ListPage
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_post, make_record


def library(count: int, every: timedelta, **more: Any) -> Library:
    """A blog of posts about tea, the newest of 30 November 2026."""
    table = FakeTable()
    for number in range(count):
        date = datetime(2026, 11, 30, tzinfo=UTC) - number * every
        record = make_record(
            make_post(f"Post {number}", ("Tea",), date=date, slug=f"p{number}", **more), id=f"{number:016x}"
        )
        for key, row in rows(record).items():
            table.put(Put(key, row))
    return Library(table, content=None)


def page(path: str, there: Library, parts: tuple[str, ...] = ()) -> ListPage:
    found = describe(path, there, Settings(), "https://blog.example", parts).page
    assert isinstance(found, ListPage)
    return found


def titles(found: ListPage) -> list[str]:
    return [card.title for group in found.groups for card in group.cards]


def test_a_list_that_fits_shows_all() -> None:
    found = page("/archive/", library(40, timedelta(days=20)))

    assert len(titles(found)) == 40
    assert found.more is None


@pytest.mark.parametrize(
    "path",
    [
        "/archive/",
        "/archive/2026/",
        "/archive/2026/11/",
        "/tags/tea/",
        "/tags/tea/2026/",
        "/authors/ada/",
        "/series/rain/2026/",
    ],
)
def test_no_page_lists_more_than_fifty_and_a_longer_list_leads_on(path: str) -> None:
    found = page(path, library(200, timedelta(hours=2), authors=("Ada",), series="Rain"))

    assert titles(found) == [f"Post {number}" for number in range(LIST_CARDS)]
    assert found.more.title == f"Post {LIST_CARDS}"


def test_a_part_shows_what_is_dated_in_it_and_leads_up() -> None:
    there = library(100, timedelta(days=10))

    year, month = page("/archive/2025/", there), page("/archive/2026/03/", there)

    assert {card.date.year for group in year.groups for card in group.cards} == {2025}
    assert [group.label for group in month.groups] == ["March 2026"]
    assert (year.period, month.period) == ("2025", "March 2026")
    assert [(link.title, link.url) for link in year.trail] == [("Archive", "/archive/")]
    assert [(link.title, link.url) for link in month.trail] == [("Archive", "/archive/"), ("2026", "/archive/2026/")]


def test_the_list_of_a_term_is_found_in_the_index_of_its_kind_and_its_years_in_the_list() -> None:
    there = library(3, timedelta(days=1), authors=("Ada",), series="Rain")

    for path, up in (
        ("/tags/tea/", [("Tags", "/tags/")]),
        ("/authors/ada/", [("Authors", "/authors/")]),
        ("/series/rain/2026/", [("Series", "/series/"), ("Rain", "/series/rain/")]),
    ):
        assert [(link.title, link.url) for link in page(path, there).trail] == up


def test_the_archive_links_the_indexes_that_are_not_empty() -> None:
    tea, ada = library(1, timedelta(days=1)), library(1, timedelta(days=1), authors=("Ada",))

    assert [link.url for link in page("/archive/", tea).indexes] == ["/tags/"]
    assert [link.url for link in page("/archive/", ada).indexes] == ["/tags/", "/authors/"]
    assert page("/archive/2026/", ada).indexes == ()


def test_a_list_links_the_parts_that_have_pages() -> None:
    there = library(60, timedelta(days=5))

    assert [link.url for link in page("/tags/tea/", there, ("2026", "2025")).parts] == [
        "/tags/tea/2026/",
        "/tags/tea/2025/",
    ]
    months = page("/archive/2026/", there, ("11", "10")).parts
    assert [(link.title, link.url) for link in months] == [
        ("November", "/archive/2026/11/"),
        ("October", "/archive/2026/10/"),
    ]


@pytest.mark.parametrize(
    "path",
    ["/archive/2019/", "/archive/2026/01/", "/tags/rain/", "/tags/tea/2019/", "/authors/ada/", "/series/rain/2026/"],
)
def test_an_empty_part_is_gone(path: str) -> None:
    assert isinstance(describe(path, library(3, timedelta(days=1)), Settings(), "").page, GonePage)


@pytest.mark.parametrize("term", [Tag("Tea"), Author("Ada"), Series("Ada")], ids=lambda term: term.kind)
def test_a_terms_page_is_named_as_its_newest_post_writes_it(term: Term) -> None:
    there = library(2, timedelta(days=1), authors=("tea", "Ada"), series="Ada")

    for path in (term.path, f"{term.path}2026/"):
        assert page(path, there).term == term
        assert titles(page(path, there)) == ["Post 0", "Post 1"]


def test_the_archive_is_named_by_no_term() -> None:
    assert page("/archive/", library(2, timedelta(days=1))).term is None


def test_a_tag_and_an_author_of_one_name_have_two_lists() -> None:
    there = library(2, timedelta(days=1), authors=("Ada",))

    assert isinstance(describe("/tags/ada/", there, Settings(), "").page, GonePage)
    assert isinstance(describe("/authors/tea/", there, Settings(), "").page, GonePage)
