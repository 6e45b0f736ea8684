"""Stories of a reader who comments, with scripts and without."""

import re
from time import monotonic

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.e2e.blog import Blog, eventually, post, post_id

HELD = "Thank you. Your comment has arrived"


def write(page: Page, name: str, text: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Comment", exact=True).fill(text)
    page.get_by_role("button", name="Send comment").click()


def test_with_scripts_a_comment_is_sent_without_leaving_the_page(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/lock.md", post("The lock"))
    blog.await_page("/posts/lock/")
    page = open_page("/posts/lock/")
    page.evaluate("window.stayed = true")
    expect(page.locator("#comment-held")).to_be_hidden()

    write(page, "Mira Script", "A remark from a script.")

    expect(page.get_by_role("status")).to_contain_text(HELD)
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("")
    assert page.evaluate("window.stayed")
    assert page.url == f"{blog.url}/posts/lock/"
    assert "proof" not in blog.command("comments", "show", blog.waiting("Mira Script"))


def test_a_comment_whose_answer_got_lost_is_sent_again_and_kept_once(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/ferry.md", post("The ferry"))
    blog.await_page("/posts/ferry/")
    page, keys = open_page("/posts/ferry/"), []

    def lose_the_first_answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        answer = route.fetch()
        route.abort() if len(keys) == 1 else route.fulfill(response=answer)

    page.route("**/api/comments", lose_the_first_answer)
    write(page, "Ida Twice", "A remark that is sent twice.")

    expect(page.get_by_role("status")).to_contain_text(HELD)
    assert len(keys) == 2 and len(set(keys)) == 1
    assert blog.command("comments", "list").count("Ida Twice") == 1


def test_without_an_answer_it_is_not_known_what_was_kept_and_the_same_again_is_the_same(
    blog: Blog, open_page: OpenPage
) -> None:
    blog.put("posts/quay.md", post("The quay"))
    blog.await_page("/posts/quay/")
    page, keys = open_page("/posts/quay/"), []

    def lose_the_answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) > 3:
            return route.continue_()
        answer = route.fetch()
        return route.abort() if len(keys) < 3 else route.fulfill(response=answer, status=502, body="")

    page.route("**/api/comments", lose_the_answer)
    write(page, "Una Known", "A remark without an answer.")
    expect(page.get_by_role("status")).to_have_text(
        "It is not known whether your comment has arrived. "
        "To send the same again does no harm: your text is still here."
    )
    expect(page.get_by_label("Comment", exact=True)).to_have_value("A remark without an answer.")
    page.get_by_role("button", name="Send comment").click()

    expect(page.get_by_role("status")).to_contain_text(HELD)
    assert len(keys) == 4 and len(set(keys)) == 1
    assert blog.command("comments", "list").count("Una Known") == 1


def test_who_is_told_to_wait_waits_as_long_and_nobody_waits_for_ten_minutes(blog: Blog, open_page: OpenPage) -> None:
    page, times = open_page("/posts/two-rooms/"), []
    refusals = [("2", "Wait a moment."), ("600", "Wait for ten minutes.")]

    def refuse(route: Route) -> None:
        seconds, title = refusals[len(times)]
        times.append(monotonic())
        details = {"type": "/problems/too-many", "title": title, "status": 429}
        route.fulfill(status=429, headers={"Retry-After": seconds}, json=details)

    page.route("**/api/comments", refuse)
    write(page, "Wim Waits", "A remark of too many.")

    expect(page.get_by_role("status")).to_have_text("Wait for ten minutes.")
    assert len(times) == 2
    assert times[1] - times[0] >= 2
    expect(page.get_by_role("button", name="Send comment")).not_to_have_attribute("aria-disabled", "true")
    page.wait_for_timeout(3500)  # longer than between any two attempts
    assert len(times) == 2


def test_a_blank_name_is_said_beside_its_field_and_the_text_is_kept(blog: Blog, open_page: OpenPage) -> None:
    page = open_page("/posts/two-rooms/")

    write(page, "   ", "Nobody in particular.")

    name = page.get_by_label("Name")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("Please write your name.")
    expect(name).to_be_focused()
    error, field = page.get_by_text("Please write your name.").bounding_box(), name.bounding_box()
    assert 0 <= error["y"] - (field["y"] + field["height"]) < 30
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Nobody in particular.")

    write(page, "Somebody Mended", "Nobody in particular.")

    expect(page.get_by_role("status")).to_contain_text(HELD)
    expect(page.get_by_text("Please write your name.")).to_have_count(0)
    assert blog.waiting("Somebody Mended")


def test_without_scripts_a_writer_sees_what_has_become_of_a_comment_and_can_change_it(
    blog: Blog, open_page: OpenPage
) -> None:
    blog.put("posts/weir.md", post("The weir"))
    blog.await_page("/posts/weir/")
    page = open_page("/posts/weir/", java_script_enabled=False)
    expect(page.locator("#comment-held")).to_be_hidden()

    write(page, "Noa Plain", "A remark from a form.")

    expect(page).to_have_url(re.compile(r"/api/comments/mine\?"))
    expect(page.get_by_text(HELD)).to_be_visible()
    expect(page.locator("blockquote")).to_have_text("A remark from a form.")

    page.get_by_label("Comment", exact=True).fill("A *better* remark from a form.")
    page.get_by_role("button", name="Save changes").click()

    expect(page.locator("blockquote em")).to_have_text("better")

    blog.command("comments", "approve", blog.waiting("Noa Plain"))
    blog.await_page("/posts/weir/", "Noa Plain")
    page.goto("/posts/weir/")

    expect(page.locator("#comments")).to_contain_text("A better remark from a form.")
    expect(page.locator(".counts")).to_contain_text("1 comment")


def test_without_scripts_a_blank_name_is_said_in_a_form_to_mend(open_page: OpenPage) -> None:
    page = open_page("/posts/two-rooms/", java_script_enabled=False)

    write(page, "   ", "Nobody in particular.")

    expect(page.get_by_text("Please write your name.")).to_be_visible()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Nobody in particular.")


def test_who_wants_letters_is_asked_where_to_and_told_that_a_question_comes(blog: Blog, open_page: OpenPage) -> None:
    page = open_page("/posts/two-rooms/")
    page.get_by_label("Tell me of replies by e-mail").check()

    write(page, "Vera Letters", "A remark that wants replies.")

    address = page.get_by_role("textbox", name="E-mail")
    expect(address).to_have_attribute("aria-invalid", "true")
    expect(address).to_be_focused()
    expect(page.get_by_text("Please write an e-mail address")).to_be_visible()
    address.fill("vera@tea.example")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("status")).to_contain_text("asks you to confirm your address")
    assert "vera@tea.example" not in blog.command("comments", "show", blog.waiting("Vera Letters"))


def test_with_scripts_a_reply_is_written_previewed_sent_and_taken_back(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/reach.md", post("The reach"))
    page_id = post_id(blog.await_page("/posts/reach/"))
    blog.send_form("/api/comments", "text/html", post=page_id, name="Root First", text="What is a reach?")
    blog.command("comments", "approve", blog.waiting("Root First"))
    blog.await_page("/posts/reach/", "Root First")
    page = open_page("/posts/reach/")

    page.get_by_role("link", name="Reply to Root First").click()
    expect(page.locator(".replying")).to_contain_text("In reply to Root First")
    expect(page.get_by_label("Name")).to_be_focused()
    page.get_by_label("Name").fill("Rhea Reply")
    page.get_by_label("Comment", exact=True).fill("A *straight* piece.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview em")).to_have_text("straight")
    assert not blog.waiting("Rhea Reply")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("status")).to_contain_text(HELD)

    blog.command("comments", "approve", blog.waiting("Rhea Reply"))
    blog.await_page("/posts/reach/", "Rhea Reply")
    page.goto("/posts/reach/")
    expect(page.locator("#comments ol ol")).to_contain_text("A straight piece.")
    page.locator("#comments ol ol").get_by_role("button", name="Change or take back").click()
    assert "key=" not in page.url
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading")).to_have_text("Your comment was taken back.")
    eventually(lambda: "Rhea Reply" not in blog.answer("/posts/reach/").text, "the page without the reply")
