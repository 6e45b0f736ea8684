"""Stories of a reader who looks for something."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.watch import Watch
from tests.e2e.blog import Blog, post
from tests.stack import LocalStack

NAMES = ("quagmire", "quagga", "quail")


@pytest.fixture(scope="module", autouse=True)
def posts(stack: LocalStack) -> None:
    with Blog(stack) as blog:
        for number, name in enumerate(NAMES):
            blog.put(f"posts/{name}.md", post(f"The {name}", body="Quandary. " * (1, 2, 4)[2 - number]))
        for name in NAMES:
            blog.await_page("/archive/", f"/posts/{name}/")


def results(page: Page) -> list[str]:
    return page.locator("ol a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")


def test_results_come_as_one_types_and_are_reached_by_keyboard(open_page: OpenPage) -> None:
    watch = Watch()
    page = open_page("/", watch)
    watch.rest()
    page.get_by_role("link", name="Search", exact=True).first.click()
    field, status = page.get_by_role("searchbox"), page.locator("main > [role=status]")

    field.focus()
    page.keyboard.insert_text("quag")  # at once: a query that is asked while another key comes is given up
    expect(status).to_have_text("2 results")
    assert page.url.endswith("/search/?q=quag")

    page.keyboard.press("g")
    expect(status).to_have_text("1 result")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="The quagga")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    watch.rest()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/posts/quagga/$"))
    watch.rest()

    page.go_back()
    expect(status).to_have_text("1 result")
    page.get_by_role("searchbox").fill("")
    expect(status).to_have_text("")
    expect(page.locator(".results")).to_be_hidden()
    watch.rest()
    assert watch.trouble == []


def test_without_scripts_the_form_brings_the_same_results_in_the_same_order(open_page: OpenPage) -> None:
    scripted = open_page("/search/?q=quandary")
    expect(scripted.locator("main > [role=status]")).to_have_text("3 results")

    watch = Watch()
    plain = open_page("/search/", watch, java_script_enabled=False)
    plain.get_by_role("searchbox").fill("quandary")
    plain.get_by_role("button", name="Search").click()

    expect(plain.get_by_role("status")).to_have_text("3 results")
    assert results(plain) == results(scripted) == [f"/posts/{name}/" for name in NAMES]
    assert plain.get_by_role("searchbox").input_value() == "quandary"
    watch.rest()
    assert watch.trouble == []


def test_what_is_not_there_and_what_cannot_be_asked_is_said(open_page: OpenPage) -> None:
    page = open_page("/search/?q=zzyzx")
    status = page.locator("main > [role=status]")
    expect(status).to_have_text("Nothing was found for “\u2068zzyzx\u2069”.")

    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("tea")
    expect(status).to_have_text("The search could not be made: there seems to be no connection.")
