"""Stories of a reader who comments with a plain form, and of the owner who decides."""

from tests.e2e.blog import Answer, Blog, eventually, post, post_id


def published(blog: Blog, slug: str) -> str:
    """The id of a new post."""
    blog.put(f"posts/{slug}.md", post(slug.capitalize()))
    return post_id(blog.await_page(f"/posts/{slug}/"))


def comment(blog: Blog, post: str, name: str, text: str) -> Answer:
    return blog.send_form("/api/comments", "text/html", post=post, name=name, text=text)


def build_again(blog: Blog, slug: str) -> str:
    """The page after one more build, which sees all that was written before."""
    blog.put(f"posts/{slug}.md", post(slug.capitalize(), "Written anew."))
    return blog.await_page(f"/posts/{slug}/", "Written anew.")


def test_a_comment_is_held_in_no_public_byte_until_the_owner_approves_it(blog: Blog) -> None:
    page = published(blog, "spoon")

    answer = comment(blog, page, "Orla Held", "A remark about spoons.")
    assert (answer.status, answer.headers["Location"].split("?")[0]) == (303, "/api/comments/mine")
    assert 'id="comment-held"' in build_again(blog, "spoon")
    public = blog.public_objects()
    assert "posts/spoon/index.html" in public
    assert not [key for key, data in public.items() if b"Orla Held" in data or b"about spoons" in data]

    waiting = blog.waiting("Orla Held")
    assert waiting
    assert f"approved {waiting}" in blog.command("comments", "approve", waiting)

    html = blog.await_page("/posts/spoon/", "A remark about spoons.")
    assert "Orla Held" in html
    assert "1 comment<" in html
    assert blog.waiting("Orla Held") == ""


def test_markup_in_an_approved_comment_is_text(blog: Blog) -> None:
    page = published(blog, "fork")
    comment(blog, page, "<b>Mallory</b>", "<script>alert(1)</script><img src=x onerror=alert(2)>")

    blog.command("comments", "approve", blog.waiting("Mallory"))

    html = blog.await_page("/posts/fork/", "Mallory")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert 'id="comment-' in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<b>Mallory" not in html


def test_a_rejected_comment_never_appears(blog: Blog) -> None:
    page = published(blog, "knife")
    comment(blog, page, "Vera Rejected", "Not worth keeping.")

    blog.command("comments", "reject", blog.waiting("Vera Rejected"))

    assert "0 comments<" in build_again(blog, "knife")
    assert blog.waiting("Vera Rejected") == ""
    assert not [key for key, data in blog.public_objects().items() if b"Vera Rejected" in data]


def test_a_removed_comment_leaves_the_page(blog: Blog) -> None:
    page = published(blog, "ladle")
    comment(blog, page, "Ines Removed", "Second thoughts.")
    waiting = blog.waiting("Ines Removed")
    blog.command("comments", "approve", waiting)
    blog.await_page("/posts/ladle/", "Ines Removed")

    blog.command("comments", "remove", page, waiting)

    eventually(lambda: "Ines Removed" not in blog.answer("/posts/ladle/").text, "the page without the comment")
    assert "0 comments<" in blog.answer("/posts/ladle/").text


def test_a_comment_without_a_name_comes_back_as_a_form_with_what_was_typed(blog: Blog) -> None:
    page = published(blog, "whisk")

    answer = comment(blog, page, " ", "Who am I?")

    assert answer.status == 422
    assert "Please write your name." in answer.text
    assert "Who am I?" in answer.text


def test_a_comment_from_another_sites_page_is_refused(blog: Blog) -> None:
    page = published(blog, "sieve")

    answer = blog.answer(
        "/api/comments",
        "POST",
        f"post={page}&name=Eve&text=Hello",
        content_type="application/x-www-form-urlencoded",
        origin="https://elsewhere.example",
    )

    assert answer.status in (403, 404)  # a local stack's CDN answers 404 for every 403
    assert blog.waiting("Eve") == ""
