"""Stories of a reader who likes what he reads."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.watch import Watch
from tests.e2e.blog import Blog, eventually, post, post_id

NEEDED = 24  # pixels, of what is touched (WCAG 2.2, 2.5.8)


def test_with_scripts_a_like_is_counted_where_it_is_kept_and_taken_back(blog: Blog, open_page: OpenPage) -> None:
    path = "/posts/sluice/"
    comment = commented(blog, "sluice")
    watch = Watch()
    page = open_page(path, watch, viewport={"width": 360, "height": 800})

    button = page.get_by_role("button", name="Like this post", exact=True)
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= NEEDED
    button.focus()
    page.keyboard.press("Enter")
    liked = page.get_by_role("button", name="Like this post, 1 like", pressed=True)
    expect(liked).to_be_focused()
    expect(liked).to_have_text("1 like")
    page.get_by_role("button", name="Like the comment by Sue Sluice").click()
    expect(of_comment(page, 1)).to_be_visible()
    assert page.url.endswith(path)

    blog.await_page(path, "Like the comment by Sue Sluice, 1 like")
    page.goto(path)
    expect(page.locator(".like[aria-pressed=true]")).to_have_count(2)
    another = open_page(path)
    expect(of_comment(another, 1)).not_to_have_attribute("aria-pressed", "true")
    of_comment(another, 1).click()
    expect(of_comment(another, 2)).to_have_attribute("aria-pressed", "true")

    page.locator(".like[aria-pressed=true]").first.click()
    expect(page.get_by_role("button", name="Like this post", exact=True)).to_have_attribute("aria-pressed", "false")
    of_comment(page, 1).click()
    expect(page.locator(".like[aria-pressed=true]")).to_have_count(0)
    eventually(lambda: 'aria-label="Like this post"' in blog.answer(path).text, "the page without the like")
    blog.await_page(path, f'value="{comment}" aria-label="Like the comment by Sue Sluice, 1 like"')
    watch.rest()
    assert watch.trouble == []


def test_a_like_of_another_day_is_shown_and_cannot_be_taken_back(blog: Blog, open_page: OpenPage) -> None:
    blog.put("posts/culvert.md", post("The culvert"))
    page_id = post_id(blog.await_page("/posts/culvert/"))
    page = open_page("/posts/culvert/")
    page.evaluate("id => localStorage.setItem('likes', JSON.stringify({[id]: '2026-01-01'}))", page_id)

    page.reload()

    button = page.get_by_role("button", name="Like this post", pressed=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    expect(button).to_have_attribute("aria-pressed", "true")


def test_without_scripts_a_like_is_counted_on_a_page_that_leads_back(blog: Blog, open_page: OpenPage) -> None:
    comment = commented(blog, "millpond")
    page = open_page("/posts/millpond/", java_script_enabled=False)

    page.get_by_role("button", name="Like the comment by Sue Sluice").click()
    expect(page.get_by_role("heading", name="You like this.")).to_be_visible()
    page.get_by_role("button", name="I do not like it any more").click()
    expect(page.get_by_text("0 likes")).to_be_visible()
    page.get_by_role("button", name="Like", exact=True).click()
    page.get_by_role("link", name="Millpond").click()

    assert page.url.endswith(f"/posts/millpond/#comment-{comment}")
    blog.await_page("/posts/millpond/", "Like the comment by Sue Sluice, 1 like")


def of_comment(page: Page, likes: int) -> Locator:
    number = "1 like" if likes == 1 else f"{likes} likes"
    return page.get_by_role("button", name=f"Like the comment by Sue Sluice, {number}", exact=True)


def commented(blog: Blog, name: str) -> str:
    """The id of the one comment on a new post."""
    blog.put(f"posts/{name}.md", post(name.capitalize()))
    page_id = post_id(blog.await_page(f"/posts/{name}/"))
    blog.send_form("/api/comments", "text/html", post=page_id, name="Sue Sluice", text="I like that.")
    comment = blog.waiting("Sue Sluice")
    blog.command("comments", "approve", comment)
    blog.await_page(f"/posts/{name}/", "Sue Sluice")
    return comment
