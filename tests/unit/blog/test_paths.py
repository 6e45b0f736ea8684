"""Paths, links and object keys."""

from blog.paths import decoded, href, object_key, of_object, tag_path, year_path


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
    assert year_path(tag_path("tea"), 2026) == "/tags/tea/2026/"
