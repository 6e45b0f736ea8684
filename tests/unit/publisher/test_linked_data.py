"""Linked data: what search engines are told of each kind of page."""

from datetime import UTC, datetime
from typing import Any

import pytest
from markupsafe import Markup

from blog.post import Kind, Tag
from blog.settings import Link, Settings
from publisher.linked_data import linked_data
from publisher.machine_pages import Robots
from publisher.pages import GonePage, HomePage, IndexPage, ListPage, Page, PostPage, Site, StandingPage
from tests.unit.make import make_post

SITE = Site(Settings(title="Two Rooms", tagline="Quiet"), "https://blog.example")


def post_page(**more: Any) -> PostPage:
    return PostPage(SITE, "/posts/régen/", id="1", post=make_post(**more), body=Markup(""))


def things(page: Page) -> dict[str, dict[str, Any]]:
    found = linked_data(page)
    assert found is not None
    assert found["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in found["@graph"]}


def way(page: Page) -> list[tuple[int, str, str]]:
    items = things(page)["BreadcrumbList"]["itemListElement"]
    return [(item["position"], item["name"], item["item"].removeprefix(SITE.url)) for item in items]


def test_a_post_is_a_posting_with_its_times_authors_and_topics() -> None:
    updated = datetime(2026, 3, 15, tzinfo=UTC)
    page = post_page(tags=("Tea",), authors=("Ada", "?"), deck="D", image="/media/a.jpg", updated=updated, words=7)

    posting = things(page)["BlogPosting"]

    assert posting["url"] == posting["mainEntityOfPage"] == "https://blog.example/posts/r%C3%A9gen/"
    assert (posting["headline"], posting["description"]) == ("Listening for rain", "D")
    assert (posting["datePublished"], posting["dateModified"]) == (
        "2026-03-14T09:00:00+00:00",
        "2026-03-15T00:00:00+00:00",
    )
    assert posting["author"] == [
        {"@type": "Person", "name": "Ada", "url": "https://blog.example/authors/ada/"},
        {"@type": "Person", "name": "?"},
    ]
    assert posting["image"] == "https://blog.example/media/a.jpg"
    assert (posting["keywords"], posting["wordCount"], posting["inLanguage"]) == (["Tea"], 7, "en")


def test_what_is_not_known_is_not_said() -> None:
    assert not {"author", "keywords", "description"} & set(things(post_page())["BlogPosting"])


@pytest.mark.parametrize(
    ("page", "steps"),
    [
        (post_page(tags=("Tea", "Rain")), [("Tea", "/tags/tea/"), ("Listening for rain", "/posts/r%C3%A9gen/")]),
        (StandingPage(SITE, "/about/", make_post("About", kind=Kind.PAGE), Markup("")), [("About", "/about/")]),
        (ListPage(SITE, "/archive/"), [("Archive", "/archive/")]),
        (
            post_page(),
            [("Archive", "/archive/"), ("2026", "/archive/2026/"), ("Listening for rain", "/posts/r%C3%A9gen/")],
        ),
        (
            ListPage(SITE, "/tags/thé/", term=Tag("Thé"), trail=(Link("Tags", "/tags/"),)),
            [("Tags", "/tags/"), ("Thé", "/tags/th%C3%A9/")],
        ),
        (
            ListPage(SITE, "/tags/thé/2026/", term=Tag("Thé"), period="2026", trail=(Link("Thé", "/tags/th%C3%A9/"),)),
            [("Thé", "/tags/th%C3%A9/"), ("2026", "/tags/th%C3%A9/2026/")],
        ),
        (
            IndexPage(SITE, "/authors/", "author", trail=(Link("Archive", "/archive/"),)),
            [("Archive", "/archive/"), ("Authors", "/authors/")],
        ),
    ],
)
def test_the_way_to_a_page_begins_at_the_home_page(page: Page, steps: list[tuple[str, str]]) -> None:
    whole = [("Two Rooms", "/"), *steps]

    assert way(page) == [(number, name, path) for number, (name, path) in enumerate(whole, 1)]


def test_the_home_page_is_a_site_that_can_be_searched() -> None:
    site = things(HomePage(SITE, "/"))["WebSite"]

    assert (site["name"], site["url"], site["description"]) == ("Two Rooms", "https://blog.example/", "Quiet")
    assert site["potentialAction"]["target"]["urlTemplate"] == "https://blog.example/search/?q={search_term_string}"


@pytest.mark.parametrize("page", [GonePage(SITE, "/a/"), Robots(SITE, "/robots.txt")])
def test_of_other_pages_nothing_is_said(page: Page) -> None:
    assert linked_data(page) is None
