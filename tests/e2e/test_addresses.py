"""Stories of addresses: what stands where, and what every answer carries."""

from urllib.parse import urlsplit

import pytest

from tests.e2e.blog import Answer, Blog, answer, eventually, post, post_id

HEADERS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "upgrade-insecure-requests",
}


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


@pytest.mark.parametrize("path", ["/", "/about/", "/archive/", "/posts/nowhere/", "/feed.xml", "/sitemap.xml"])
def test_every_answer_carries_the_security_headers_and_nothing_of_the_inside(blog: Blog, path: str) -> None:
    check_headers(blog.answer(path))


def test_a_post_and_its_tombstone_carry_them_too(blog: Blog) -> None:
    blog.put("posts/short-lived.md", post("Short-lived"))
    blog.await_page("/posts/short-lived/")
    check_headers(blog.answer("/posts/short-lived/"))

    blog.delete("posts/short-lived.md")
    eventually(lambda: blog.answer("/posts/short-lived/").status == 410, "410 for a deleted post")

    check_headers(blog.answer("/posts/short-lived/"))


def check_headers(found: Answer) -> None:
    assert {name: found.headers[name] for name in HEADERS} == HEADERS
    policy = {each.strip() for each in found.headers["Content-Security-Policy"].split(";")}
    assert policy >= POLICY
    assert all(each.split()[1:] in (["'self'"], ["'none'"], []) for each in policy)
    assert not [name for name in found.headers if name.lower().startswith("x-amz-meta-")]


@pytest.mark.parametrize("headers", [{}, {"x_origin_secret": "guessed"}, {"x_origin_secret": ""}])
def test_the_api_cannot_be_reached_around_the_cdn(blog: Blog, headers: dict[str, str]) -> None:
    blog.put("posts/counted.md", post("Counted"))
    page = post_id(blog.await_page("/posts/counted/"))
    before, around = blog.count_view(page), api_url(blog)

    form = headers | {"content_type": "application/x-www-form-urlencoded"}
    answers = [
        answer(f"{around}/api/views.gif?post={page}", **headers),
        answer(f"{around}/api/views", "POST", f"post={page}", **form),
        answer(f"{around}/api/comments", "POST", f"post={page}&name=Around&text=Hello", **form),
    ]

    assert [each.status for each in answers] == [403, 403, 403]
    assert blog.waiting("Around") == ""
    assert blog.answer(f"/api/views.gif?post={page}").status == 200
    assert blog.count_view(page) == before + 2


def api_url(blog: Blog) -> str:
    """Where the API answers on a local stack without the CDN."""
    stack = blog.client("cloudformation").describe_stacks(StackName="pressmark")["Stacks"][0]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
    api = (urlsplit(outputs["ApiUrl"]).hostname or "").split(".")[0]
    return f"{blog.client('sqs').meta.endpoint_url}/_aws/execute-api/{api}/$default"
