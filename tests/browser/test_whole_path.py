"""The whole path, as one story: publish, read, comment, approve, see it, take it back."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.test_commenting import write
from tests.e2e.blog import Blog, eventually, post

PATH = "/posts/the-path/"


def test_a_post_is_published_read_commented_on_counted_and_taken_back(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/the-path.md", post("The path", tags="[paths]"))
    blog.await_page(PATH)

    write(open_page(PATH, java_script_enabled=False), "Paul Plain", "Sent by a plain form.")
    write(scripted := open_page(PATH), "Sara Script", "Sent by a script.")
    expect(scripted.get_by_role("status")).to_be_visible()
    for name in ("Paul Plain", "Sara Script"):
        blog.command("comments", "approve", eventually(lambda name=name: blog.waiting(name), f"{name} waits"))
    blog.await_page(PATH, "2 comments")

    reader = open_page(PATH)
    expect(reader.get_by_text("Sent by a plain form.")).to_be_visible()
    expect(reader.get_by_text("Sent by a script.")).to_be_visible()
    reader.wait_for_load_state("networkidle")
    before = int(reader.locator("[data-views]").inner_text().split()[0])
    again = open_page(PATH)
    expect(again.locator("[data-views]")).to_contain_text(f"{before + 1} view")

    blog.delete("posts/the-path.md")
    eventually(lambda: blog.answer(PATH).status == 410, "the page is gone")
    for path in ("/", "/archive/", "/feed.xml", "/sitemap.xml", "/recent.json"):
        eventually(lambda path=path: PATH not in blog.answer(path).text, f"{path} does not lead there")
    eventually(lambda: blog.answer("/tags/paths/").status == 410, "its only tag is gone")
