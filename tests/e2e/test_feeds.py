"""Stories of feeds: those that a publish writes, and those that are made when they are asked for."""

import json
from io import BytesIO

import feedparser
import pytest
from PIL import Image

from tests.e2e.blog import Blog, answer, eventually, post
from tests.e2e.test_addresses import api_url, check_headers


def test_a_post_is_in_the_feeds_of_its_tag_and_leaves_them_when_it_is_deleted(blog: Blog) -> None:
    blog.put("posts/whisk.md", post("The whisk", "It [whirls](/about/).", tags="[whisks, שלום]", author="Ida"))
    blog.await_page("/tags/whisks/", "/posts/whisk/")

    for path in ("/tags/whisks/feed.xml", "/tags/%D7%A9%D7%9C%D7%95%D7%9D/rss.xml", "/authors/ida/rss.xml", "/rss.xml"):
        found = feedparser.parse(blog.answer(path).data, response_headers={"content-type": "application/xml"})
        assert not found.bozo, path
        entry = next(each for each in found.entries if each.title == "The whisk")
        assert f'<a href="{blog.url}/about/">whirls</a>' in entry.content[0].value
    items = json.loads(blog.answer("/tags/whisks/feed.json").data)["items"]
    assert [item["url"] for item in items] == [f"{blog.url}/posts/whisk/"]

    blog.delete("posts/whisk.md")

    eventually(lambda: blog.answer("/tags/whisks/feed.json").status == 410, "410 for the feed of a tag without posts")
    assert "The whisk" not in blog.answer("/rss.xml").text


@pytest.mark.parametrize(
    ("path", "content_type"),
    [("/rss.xml", "application/xml; charset=utf-8"), ("/feed.json", "application/feed+json; charset=utf-8")],
)
def test_a_feed_on_demand_is_cached_and_carries_the_security_headers(blog: Blog, path: str, content_type: str) -> None:
    found = blog.answer(path)

    check_headers(found)
    assert found.headers["Content-Type"] == content_type
    assert "s-maxage=300" in found.headers["Cache-Control"]
    assert blog.answer(path, if_none_match=found.headers["ETag"]).status == 304
    assert blog.answer(path, "HEAD").headers["ETag"] == found.headers["ETag"]
    assert blog.answer(path, "POST").status in (403, 405)


def test_an_index_of_tags_comes_through_the_cdn(blog: Blog) -> None:
    blog.put("posts/sieve.md", post("The sieve", tags="[sieves]"))
    blog.await_page("/tags/sieves/")

    found = blog.answer("/tags/")

    check_headers(found)
    assert (found.status, found.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "s-maxage=300" in found.headers["Cache-Control"]
    assert '<a href="/tags/sieves/"><bdi>sieves</bdi></a> <span>1 post</span>' in found.text
    assert blog.answer("/tags").headers["Location"] == "/tags/"


def test_a_tag_that_never_was_has_no_feed(blog: Blog) -> None:
    found = blog.answer("/tags/never-was/feed.xml")

    assert (found.status, "This page is not here" in found.text) == (404, True)


def test_feeds_cannot_be_reached_around_the_cdn(blog: Blog) -> None:
    assert answer(f"{api_url(blog.client('cloudformation'))}/rss.xml").status == 403


def test_a_post_without_a_picture_has_a_poster_until_it_is_deleted(blog: Blog) -> None:
    blog.put("posts/ladle.md", post("מצקת", lang="he"))
    blog.await_page("/posts/ladle/")

    def poster() -> str:
        page = blog.answer("/posts/ladle/").text
        return page.partition('property="og:image" content="')[2].partition('"')[0].removeprefix(blog.url)

    # A page that was built before the last change of the settings names an older one.
    eventually(lambda: blog.answer(poster()).status == 200, "the poster that the page names")
    there = poster()
    found = blog.answer(there)
    assert found.headers["Content-Type"] == "image/png"
    assert "immutable" in found.headers["Cache-Control"]
    with Image.open(BytesIO(found.data)) as picture:
        assert picture.size == (1200, 630)
    check_headers(found)

    blog.delete("posts/ladle.md")

    eventually(lambda: blog.answer(there).status == 404, "no poster of a post that was taken back")
