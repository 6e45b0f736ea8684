"""Stories of an author with an S3 client."""

import re
from datetime import UTC, datetime, timedelta

from tests.e2e.blog import Blog, eventually, post
from tests.manuscript import photograph

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>'
SCHEDULE_SECONDS = 90.0


def lists_of(date: datetime, tag: str) -> tuple[str, ...]:
    year = f"{date.year}"
    pages = ("/", "/archive/", f"/archive/{year}/", f"/tags/{tag}/", f"/tags/{tag}/{year}/")
    return (*pages, "/feed.xml", "/recent.json")


def sitemap(blog: Blog) -> str:
    """The sitemap, with those that it leads to."""
    text = blog.answer("/sitemap.xml").text
    others = re.findall(rf"<loc>{blog.url}(/[^<]*\.xml)</loc>", text)
    return text + "".join(blog.answer(path).text for path in others)


def test_a_file_put_with_an_s3_client_is_a_page_and_stands_in_every_list_until_it_is_deleted(blog: Blog) -> None:
    lists = lists_of(datetime.now(UTC), "kettles")
    blog.put("posts/kettle.md", post("The kettle", "Water boils here.", tags="[kettles]"))

    page = blog.await_page("/posts/kettle/", "Water boils here.")
    for path in lists:
        blog.await_page(path, "/posts/kettle/")
    eventually(lambda: "/posts/kettle/</loc>" in sitemap(blog), "the post in the sitemap")
    assert "<h1>The kettle</h1>" in page
    assert blog.receipt("posts/kettle.md")["url"] == f"{blog.url}/posts/kettle/"

    blog.delete("posts/kettle.md")

    eventually(lambda: blog.answer("/posts/kettle/").status == 410, "410 for a deleted post")
    assert "Water boils" not in blog.answer("/posts/kettle/").text
    for path in lists:
        eventually(lambda path=path: "kettle/" not in blog.answer(path).text, f"{path} without the deleted post")
    eventually(lambda: "kettle/" not in sitemap(blog), "a sitemap without the deleted post")
    assert blog.answer("/tags/kettles/").status == 410


def test_a_changed_file_changes_its_page_and_its_title_in_the_lists(blog: Blog) -> None:
    blog.put("posts/teapot.md", post("The teapot", "Green words."))
    blog.await_page("/archive/", "The teapot")

    blog.put("posts/teapot.md", post("The blue teapot", "Other words to read."))

    assert "Green words." not in blog.await_page("/posts/teapot/", "Other words to read.")
    for path in ("/", "/archive/", "/feed.xml", "/recent.json"):
        blog.await_page(path, "The blue teapot")


def test_a_post_with_a_hebrew_file_name_is_at_its_encoded_address(blog: Blog) -> None:
    encoded = "/posts/%D7%A9%D7%9C%D7%95%D7%9D/"
    blog.put("posts/שלום.md", post("שלום", "מילים לקריאה.", lang="he"))

    page = blog.await_page(encoded, "מילים לקריאה.")

    assert 'lang="he" dir="rtl"' in page
    blog.await_page("/archive/", f'href="{encoded}"')
    assert blog.receipt("posts/שלום.md")["url"] == blog.url + encoded


def test_a_picture_in_media_is_served_with_its_type(blog: Blog) -> None:
    blog.put("media/cup.svg", PICTURE)

    eventually(lambda: blog.answer("/media/cup.svg").status == 200, "the picture")
    answer = blog.answer("/media/cup.svg")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.text == PICTURE


def test_a_picture_beside_its_post_is_there_in_several_sizes(blog: Blog) -> None:
    blog.put("posts/kettle.jpg", photograph(1000))
    blog.put("posts/kettle.md", post("The kettle", body="![A kettle](kettle.jpg)"))

    page = blog.await_page("/posts/kettle/", "srcset")

    copy = re.search(r"/assets/pictures/\S+\.webp", page)[0]
    assert blog.answer(copy).headers["Content-Type"] == "image/webp"
    eventually(lambda: blog.answer("/posts/kettle.jpg").status == 200, "the picture")


def test_a_broken_file_leaves_the_old_page_and_its_receipt_names_the_line(blog: Blog) -> None:
    blog.put("posts/saucer.md", post("The saucer"))
    blog.await_page("/posts/saucer/")

    blog.put("posts/saucer.md", "---\ntitle: The saucer\ntags: [unclosed\n---\n\nBroken words.\n")
    receipt = blog.receipt("posts/saucer.md")

    assert receipt["status"] == "error"
    assert receipt["errors"][0]["line"] in (3, 4)
    assert receipt["errors"][0]["message"]
    assert blog.shows("/posts/saucer/", "Some words to read.")


def test_files_that_cannot_be_posts_end_in_a_receipt_and_nothing_else(blog: Blog) -> None:
    files = {
        "posts/no-post-empty.md": b"",
        "posts/no-post-binary.md": b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d",
        "posts/no-post-latin.md": "---\ntitle: Un café\n---\n\nDéjà vu.\n".encode("latin-1"),
        "posts/no-post-huge.md": b"---\ntitle: Huge\n---\n\n" + b"word " * 400_000,
        "posts/no-post.png": b"\x89PNG",
    }
    for key, data in files.items():
        blog.put(key, data)

    for key in files:
        receipt = blog.receipt(key)
        assert (receipt["status"], receipt["url"]) == ("error", None), key
        assert len(receipt["errors"][0]["message"]) > 20, key
    assert not [name for name, data in blog.public_objects().items() if b"no-post" in data or "no-post" in name]


def test_a_post_with_a_time_to_publish_goes_live_by_itself(blog: Blog) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=6)
    blog.put("posts/later.md", post("Later", publish=f"{moment:%Y-%m-%dT%H:%M:%SZ}"))
    assert blog.receipt("posts/later.md")["status"] == "scheduled"
    assert blog.answer("/posts/later/").status == 404

    eventually(lambda: blog.shows("/posts/later/", "Some words to read."), "the scheduled post", SCHEDULE_SECONDS)

    assert datetime.now(UTC) >= moment.replace(microsecond=0)
    blog.await_page("/archive/", "/posts/later/")
