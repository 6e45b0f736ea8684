"""Stories of views: counted exactly, and written into the page."""

from concurrent.futures import ThreadPoolExecutor

from tests.e2e.blog import Blog, new_reader, post, post_id


def test_views_are_counted_one_by_one_and_the_page_follows(blog: Blog) -> None:
    blog.put("posts/window.md", post("The window"))
    html = blog.await_page("/posts/window/")
    assert "0 views</span>" in html

    counted = [blog.count_view(post_id(html)) for _ in range(3)]

    assert counted == [1, 2, 3]
    blog.await_page("/posts/window/", "3 views</span>")


def test_one_view_is_written_in_the_singular(blog: Blog) -> None:
    blog.put("posts/door.md", post("The door"))

    blog.count_view(post_id(blog.await_page("/posts/door/")))

    blog.await_page("/posts/door/", "1 view</span>")


def test_the_picture_counts_as_well(blog: Blog) -> None:
    blog.put("posts/curtain.md", post("The curtain"))
    page = post_id(blog.await_page("/posts/curtain/"))
    before = blog.count_view(page)

    answer = blog.answer(f"/api/views.gif?post={page}", user_agent=new_reader(), sec_fetch_site="same-origin")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/gif")
    assert answer.data.startswith(b"GIF89a")
    assert "no-store" in answer.headers["Cache-Control"]
    assert blog.count_view(page) == before + 2


def test_views_of_what_is_no_post_are_refused(blog: Blog) -> None:
    for unknown in ("0123456789abcdef", "", "POST#"):
        assert blog.send_form("/api/views", "application/json", post=unknown).status == 422, unknown


def test_a_reader_is_known_again_whatever_he_sends(blog: Blog) -> None:
    blog.put("posts/shutter.md", post("The shutter"))
    page, agent = post_id(blog.await_page("/posts/shutter/")), new_reader()
    forged = {"x_forwarded_for": "198.51.100.1", "x_viewer_address": "198.51.100.2", "forwarded": "for=198.51.100.3"}

    counted = [blog.count_view(page, agent, **{name: value}) for name, value in forged.items()]

    assert counted == [1, 1, 1]
    assert blog.count_view(page, "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)") == 1
    assert blog.count_view(page) == 2


def test_who_likes_a_post_is_counted_and_the_page_follows(blog: Blog) -> None:
    blog.put("posts/sill.md", post("The sill"))
    page = post_id(blog.await_page("/posts/sill/"))
    agents = [new_reader() for _ in range(12)]

    with ThreadPoolExecutor(6) as readers:
        list(readers.map(lambda agent: blog.like(page, agent), [*agents, *agents[:3]]))
    taken_back = blog.like(page, agents[0], like="no")

    assert taken_back == 11
    blog.await_page("/posts/sill/", 'aria-label="Like this post, 11 likes"')
