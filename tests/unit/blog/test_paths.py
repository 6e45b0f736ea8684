"""Paths, links and object keys."""

from hashlib import sha256

import pytest

from blog.paths import (
    asset_path,
    decoded,
    feed_of,
    feeds_of,
    has_parts,
    href,
    is_made_from,
    is_page,
    month_path,
    object_key,
    of_object,
    part_of,
    term_path,
    year_path,
)


def test_a_page_is_kept_as_the_index_of_its_folder() -> None:
    assert object_key("/") == "index.html"
    assert object_key("/posts/tea/") == "posts/tea/index.html"
    assert object_key("/feed.xml") == "feed.xml"


def test_an_object_leads_back_to_its_path() -> None:
    for path in ("/", "/posts/tea/", "/feed.xml", "/media/index.html.png"):
        assert of_object(object_key(path)) == path


def test_a_link_is_percent_encoded_and_comes_back() -> None:
    path = "/posts/שלום-a'b/"

    assert href(path).isascii()
    assert decoded(href(path)) == path


def test_a_year_stands_below_its_list() -> None:
    assert year_path(term_path("tag", "tea"), 2026) == "/tags/tea/2026/"


@pytest.mark.parametrize(
    ("path", "whole_and_part"),
    [
        ("/archive/2026/", ("/archive/", "2026")),
        (month_path(2026, 3), ("/archive/2026/", "03")),
        ("/tags/tea/2026/", ("/tags/tea/", "2026")),
        ("/tags/2026/2025/", ("/tags/2026/", "2025")),
        ("/authors/ada/2026/", ("/authors/ada/", "2026")),
        ("/series/rain/2026/", ("/series/rain/", "2026")),
        ("/archive/", None),
        ("/authors/2026/", None),
        ("/tags/2026/", None),
        ("/tags/tea/03/", None),
        ("/tags/2026/03/", None),
        ("/tags/tea/2026/03/", None),
        ("/posts/2026/", None),
    ],
)
def test_a_year_is_a_part_of_its_list_and_a_month_of_its_year(path, whole_and_part) -> None:
    assert part_of(path) == whole_and_part


def test_the_archive_is_divided_twice_and_a_term_once() -> None:
    assert [
        path for path in ("/archive/", "/archive/2026/", "/tags/tea/", "/series/rain/") if not has_parts(path)
    ] == []
    assert [
        path
        for path in ("/archive/2026/03/", "/tags/tea/2026/", "/authors/ada/2026/", "/posts/tea/")
        if has_parts(path)
    ] == []


def test_neither_an_asset_nor_a_folder_is_a_page() -> None:
    assert [key for key in ("index.html", "posts/tea/index.html", "feed.xml") if not is_page(key)] == []
    assert [key for key in ("assets/style.css", "posts/tea/", "media/") if is_page(key)] == []


def test_a_plus_sign_is_encoded_in_links_since_s3_takes_it_for_a_space() -> None:
    assert href("/c++/") == "/c%2B%2B/"
    assert decoded(href("/c++ & שלום/")) == "/c++ & שלום/"


@pytest.mark.parametrize("path", ["/", "/tags/tea/", "/authors/ada/", "/series/rain/"])
def test_the_feeds_of_a_page_are_of_that_page(path) -> None:
    assert [feed.removeprefix(path) for feed in feeds_of(path)] == ["feed.xml", "rss.xml", "feed.json"]
    assert {feed_of(feed) for feed in feeds_of(path)} == {path}


@pytest.mark.parametrize("path", ["/archive/", "/tags/", "/tags/tea/2026/", "/posts/tea/"])
def test_other_pages_have_no_feeds(path) -> None:
    assert feeds_of(path) == ()


def test_an_asset_s_path_tells_whether_it_was_made_from_some_bytes() -> None:
    digest = sha256(b"a{}").hexdigest()

    assert is_made_from(asset_path("pictures/cup", ".480.webp", b"a{}"), digest)
    assert not is_made_from(asset_path("pictures/cup", ".480.webp", b"b{}"), digest)
    assert not is_made_from(f"/assets/{digest[:10]}/evil.js", digest)
