"""Stories of an author who writes and looks: what is saved is seen."""

import time

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.e2e.blog import Blog, eventually, post, post_id
from tests.stack import ROOT, LocalStack

PATIENCE = 120_000  # milliseconds; how fast it is when the machine has nothing else to do, `make bench` says
STYLE = ROOT / "site_templates" / "static" / "style.css"
OWN = '{{% extends "default/page.html" %}}\n{{% block main %}}<p class="own">{}</p>{{{{ super() }}}}{{% endblock %}}\n'
RULE = "\n/* seen by a story */ main { outline: 7px solid rgb(1, 2, 3) }\n"


def test_a_saved_file_shows_in_the_open_page(stack: LocalStack, blog: Blog, open_page: OpenPage) -> None:
    file = stack.content / "posts" / "lantern.md"
    file.write_text(post("The lantern", "First words."))
    blog.await_page("/posts/lantern/", "First words.")
    page = open_page("/posts/lantern/", reloads=True)

    seconds = []
    for word in ("Second", "Third", "Fourth", "Fifth", "Sixth"):
        file.write_text(post("The lantern", f"{word} words."))
        saved = time.monotonic()
        expect(page.locator(".prose")).to_contain_text(f"{word} words.", timeout=PATIENCE)
        seconds.append(time.monotonic() - saved)

    print("saved and seen:", *(f"{each:.2f} s" for each in seconds))  # for whoever measures


def test_a_file_taken_from_the_folder_is_taken_back(stack: LocalStack, blog: Blog, open_page: OpenPage) -> None:
    file = stack.content / "posts" / "candle.md"
    file.write_text(post("The candle"))
    blog.await_page("/posts/candle/")
    page = open_page("/posts/candle/", reloads=True)

    file.unlink()

    expect(page.get_by_role("heading", level=1)).to_have_text("“The candle” is no longer here")


def test_the_receipts_show_what_is_wrong_until_it_is_mended(stack: LocalStack, blog: Blog, open_page: OpenPage) -> None:
    file = stack.content / "posts" / "wick.md"
    page = open_page("/.dev/receipts/", reloads=True)
    wick = page.locator("section", has_text="posts/wick.md")

    file.write_text("---\ntitle: [<b>wick\n---\n")
    expect(wick).to_contain_text("Error in line 2", timeout=PATIENCE)
    file.write_text(post("The wick", "Four words to read."))

    expect(wick).to_contain_text("/posts/wick/ 4 words, 1 minute", timeout=PATIENCE)
    expect(wick.locator("li")).to_have_count(0)
    assert f"posts/wick.md: error. 1 error: {blog.url}/.dev/receipts/" in stack.log


def test_an_open_page_is_not_loaded_again_because_somebody_reads_it(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/beacon.md", post("The beacon"))
    page = post_id(blog.await_page("/posts/beacon/"))
    counts = open_page("/posts/beacon/", reloads=True).locator(".counts")
    expect(counts).to_contain_text("1 view")
    blog.await_page("/posts/beacon/", "1 view</span>")

    time.sleep(1)  # longer than a reload takes

    expect(counts).to_contain_text("1 view")
    assert blog.count_view(page) == 2


def test_a_changed_style_is_seen_in_the_open_page(stack: LocalStack, open_page: OpenPage) -> None:
    main = open_page("/about/", reloads=True).locator("main")

    try:
        STYLE.write_text(STYLE.read_text() + RULE)
        begun = time.monotonic()
        expect(main).to_have_css("outline-width", "7px", timeout=PATIENCE)
        seen = time.monotonic() - begun
    finally:
        STYLE.write_text(STYLE.read_text().replace(RULE, ""))  # whatever else was changed meanwhile stays
    begun = time.monotonic()
    expect(main).not_to_have_css("outline-width", "7px", timeout=PATIENCE)
    gone = time.monotonic() - begun

    print(f"style: seen after {seen:.2f} s, gone after {gone:.2f} s")  # for whoever measures


def test_an_owners_template_and_style_are_seen_and_a_broken_one_is_told_and_changes_nothing(
    stack: LocalStack, blog: Blog, open_page: OpenPage
) -> None:
    template, style = stack.theme / "page.html", stack.theme / "static" / "owner.css"
    own = open_page("/about/", reloads=True).locator("p.own")
    style.parent.mkdir()

    try:
        template.write_text(OWN.format("Set by hand."))
        expect(own).to_have_text("Set by hand.", timeout=PATIENCE)
        template.write_text("\n{{ page.titel }}\n")
        eventually(lambda: "theme/page.html, line 2: " in stack.log, "the broken template on the terminal")
        style.write_text("p.own { outline: 7px solid rgb(1, 2, 3) }")
        template.write_text(OWN.format("Set anew."))
        expect(own).to_have_text("Set anew.", timeout=PATIENCE)
        expect(own).to_have_css("outline-width", "7px", timeout=PATIENCE)

        # The function has them, too, as soon as it has a moment.
        blog.put("pages/by-the-function.md", post("By the function"))
        blog.await_page("/by-the-function/", "Set anew.")
    finally:
        template.unlink()
        style.unlink()
    expect(own).to_have_count(0, timeout=PATIENCE)
