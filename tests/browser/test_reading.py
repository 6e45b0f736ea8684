"""Stories of a reader with a browser."""

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.watch import Watch
from tests.e2e.blog import Blog, post

FIRST_LINE = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const text = range.getClientRects()[0], box = element.getBoundingClientRect();
  return { left: text.left - box.left, right: box.right - text.right };
}"""


def test_the_view_number_counts_the_reader_who_has_just_come(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/harbour.md", post("The harbour"))
    assert "0 views</span>" in blog.await_page("/posts/harbour/")

    page = open_page("/posts/harbour/")
    expect(page.locator("[data-views]")).to_have_text("1 view")
    expect(page.locator(".counts")).to_have_text("0 comments · 1 view")

    page.goto("/posts/harbour/")
    expect(page.locator(".counts")).to_have_text("0 comments · 1 view")
    another = open_page("/posts/harbour/")
    expect(another.locator(".counts")).to_have_text("0 comments · 2 views")


def test_without_scripts_the_picture_counts(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/jetty.md", post("The jetty"))
    blog.await_page("/posts/jetty/")

    open_page("/posts/jetty/", java_script_enabled=False)

    blog.await_page("/posts/jetty/", "1 view</span>")


def test_the_skip_link_is_first_and_leads_to_the_text(open_page: OpenPage) -> None:
    page = open_page("/posts/two-rooms/")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the text")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") < page.viewport_size["height"]


def test_every_page_has_the_landmarks_top_and_bottom_of_page(open_page: OpenPage) -> None:
    page = open_page("/")

    for path in ("/", "/posts/two-rooms/", "/archive/", "/about/", "/posts/nowhere/"):
        page.goto(path)
        expect(page.get_by_role("banner", name="Top of page")).to_be_visible()
        expect(page.get_by_role("contentinfo", name="Bottom of page")).to_be_visible()
        expect(page.get_by_role("main")).to_have_count(1)


def test_a_hebrew_post_runs_from_right_to_left(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/גשם.md", post("גשם", "גשם יורד.", lang="he"))
    blog.await_page("/posts/%D7%92%D7%A9%D7%9D/")

    page = open_page("/posts/גשם/")

    expect(page.locator("article")).to_have_attribute("dir", "rtl")
    expect(page.locator("article")).to_have_attribute("lang", "he")
    for selector in ("article h1", ".prose p"):
        line = page.locator(selector).first.evaluate(FIRST_LINE)
        assert line["right"] < 2, selector
        assert line["left"] > 50, selector


def test_recent_posts_are_the_newest_and_never_the_post_itself(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/pier.md", post("The pier"))
    blog.await_page("/recent.json", "/posts/pier/")
    newest = [card["url"] for card in json.loads(blog.answer("/recent.json").text)["posts"]]

    for path in ("/posts/pier/", newest[2], "/posts/two-rooms/"):
        assert path not in links(open_page(path, java_script_enabled=False)), path
        watch = Watch()
        page = open_page(path, watch)
        watch.rest()
        assert links(page) == [url for url in newest if url != path][:3], path


def links(page: Page) -> list[str]:
    return [link.get_attribute("href") for link in page.locator("#recent li a").all()]


def test_a_reader_comes_from_home_to_a_post_and_on_to_the_one_before(open_page: OpenPage) -> None:
    page = open_page("/archive/")

    page.get_by_role("main").get_by_role("link", name="The first hour").click()
    expect(page).to_have_url(re.compile("/posts/the-first-hour/$"))
    before = page.get_by_role("navigation", name="Previous and next").get_by_role("link", name="Previous")
    title = before.locator("bdi").inner_text()
    before.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
