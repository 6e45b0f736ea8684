"""Stories of addresses: what stands where, and what every answer carries."""

import re
from urllib.parse import urlsplit

import pytest

from publisher.site_bucket import ASSET_CACHE, PAGE_CACHE
from tests.e2e.blog import Answer, Blog, answer, api_url, eventually, new_reader, post, post_id
from tests.headers import HEADERS, POLICY


def test_an_address_without_its_closing_slash_leads_to_the_page(blog: Blog) -> None:
    found = blog.answer("/about")

    assert (found.status, found.headers["Location"]) == (301, "/about/")


def test_a_preview_is_for_no_index_and_no_cache_and_ends_when_the_post_is_published(blog: Blog) -> None:
    blog.put("posts/held-back.md", post("Held back", draft="true"))
    path = urlsplit(blog.receipt("posts/held-back.md")["preview"]).path
    blog.await_page(path, "This is a preview")

    found = blog.answer(path)
    assert (found.headers["X-Robots-Tag"], found.headers["Cache-Control"]) == ("noindex", "no-store")
    assert blog.answer("/about/").headers["X-Robots-Tag"] is None

    blog.put("posts/held-back.md", post("Held back"))
    blog.await_page("/posts/held-back/", "Held back")
    eventually(lambda: blog.shows(path, "This page was taken back", 410), "the end of the preview")


def test_an_old_address_leads_to_the_new_one(blog: Blog) -> None:
    blog.put("posts/moved-here.md", post("Moved here", aliases="[/2014/03/moved.html, /blog/קדם/, /c++/, /tea.php]"))
    blog.await_page("/archive/", "/posts/moved-here/")

    for old in ("/2014/03/moved.html", "/blog/%D7%A7%D7%93%D7%9D/", "/c++/", "/c%2B%2B/", "/tea.php"):
        found = eventually(lambda old=old: (answer := blog.answer(old)).status == 301 and answer, f"301 at {old}")
        assert found.headers["Location"] == "/posts/moved-here/"
        assert not [name for name in found.headers if name.lower().startswith("x-amz-meta")]


def test_an_unknown_address_is_answered_with_the_sites_own_page(blog: Blog) -> None:
    found = blog.answer("/posts/there-is-no-such-post/")

    assert found.status == 404
    assert "This page is not here" in found.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(
            (path, 200)
            for path in ("/", "/about/", "/archive/", "/feed.xml", "/sitemap.xml", "/robots.txt", "/404.html")
        ),
        *((path, 404) for path in ("/posts/nowhere/", "/nowhere.txt", "/assets/style.0000000000.css")),
        *((path, 301) for path in ("/about", "/about/index.html")),
        ("/api/nowhere", 404),
        ("/api/search?q=tea", 200),
        ("/api/views", 405),
    ],
)
def test_every_answer_carries_the_security_headers_and_nothing_of_the_inside(
    blog: Blog, path: str, status: int
) -> None:
    found = blog.answer(path)

    assert found.status == status
    check_headers(found)


def test_so_does_what_pages_load_and_it_is_never_asked_for_again(blog: Blog) -> None:
    assets = set(re.findall(r'"(/assets/[^"]+)"', blog.answer("/").text + blog.answer("/feed.xml").text))

    assert {path.rpartition(".")[2] for path in assets} >= {"css", "js", "svg"}
    for path in assets:
        found = blog.answer(path)
        check_headers(found)
        assert found.headers["Cache-Control"] == ASSET_CACHE
    assert blog.answer("/about/").headers["Cache-Control"] == PAGE_CACHE


def test_so_do_the_answers_to_a_form(blog: Blog) -> None:
    blog.put("posts/guarded.md", post("Guarded"))
    page = post_id(blog.await_page("/posts/guarded/"))

    written = {"post": page, "name": "Ada", "text": "Hello"}
    answers = [
        blog.send_form("/api/comments", "text/html", **written),
        blog.send_form("/api/comments", "text/html", **written | {"text": ""}),
        blog.send_form("/api/views", "application/json", post=page),
    ]

    assert [each.status for each in answers] == [303, 422, 200]
    for found in answers:
        check_headers(found)
        assert found.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/recent.json", "application/json; charset=utf-8"),
    ],
)
def test_an_answer_has_its_own_type_however_it_is_stored(blog: Blog, path: str, content_type: str) -> None:
    assert blog.answer(path).headers["Content-Type"] == content_type


def test_a_post_and_its_tombstone_carry_them_too(blog: Blog) -> None:
    blog.put("posts/short-lived.md", post("Short-lived"))
    blog.await_page("/posts/short-lived/")
    check_headers(blog.answer("/posts/short-lived/"))

    blog.delete("posts/short-lived.md")
    eventually(lambda: blog.answer("/posts/short-lived/").status == 410, "410 for a deleted post")

    check_headers(blog.answer("/posts/short-lived/"))
    blog.put("posts/moved-on.md", post("Moved on", aliases="[/was/here/]"))
    check_headers(eventually(lambda: (found := blog.answer("/was/here/")).status == 301 and found, "an alias"))


def check_headers(found: Answer) -> None:
    assert {name: found.headers[name] for name in HEADERS} == HEADERS
    policy = {each.strip() for each in found.headers["Content-Security-Policy"].split(";")}
    assert policy == POLICY
    assert not [name for name in found.headers if name.lower().startswith("x-amz-meta-")]


@pytest.mark.parametrize("headers", [{}, {"x_origin_secret": "guessed"}, {"x_origin_secret": ""}])
def test_the_api_cannot_be_reached_around_the_cdn(blog: Blog, headers: dict[str, str]) -> None:
    blog.put("posts/counted.md", post("Counted"))
    page = post_id(blog.await_page("/posts/counted/"))
    before, around = blog.count_view(page), api_url(blog.client("cloudformation"))

    ours = headers | {"origin": blog.url, "user_agent": new_reader()}
    form = ours | {"content_type": "application/x-www-form-urlencoded"}
    answers = [
        answer(f"{around}/api/views.gif?post={page}", **ours),
        answer(f"{around}/api/views", "POST", f"post={page}", **form),
        answer(f"{around}/api/comments", "POST", f"post={page}&name=Around&text=Hello", **form),
    ]

    assert [each.status for each in answers] == [403, 403, 403]
    assert blog.waiting("Around") == ""
    assert blog.count_view(page) == before + 1
