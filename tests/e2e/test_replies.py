"""A story of a reader who wants to be told of replies; the local stack keeps letters instead of sending them."""

import json
import re
from urllib.parse import urlsplit

from tests.e2e.blog import Blog, answer, eventually, post, post_id

ADA = "ada@tea.example"
MAIL = "application/x-www-form-urlencoded"


def letters(blog: Blog) -> list[dict[str, str]]:
    """Those to the reader so far, the oldest first."""
    kept = json.loads(answer(f"{blog.endpoint}/_ministack/ses/messages").text)["messages"]
    return [each for account in kept.values() for each in account if each["To"] == [ADA]]


def await_letter(blog: Blog, words: str) -> str:
    """The text of a letter with these words in its subject, when it has come."""
    found = eventually(lambda: [each for each in letters(blog) if words in each["Subject"]], f"a letter on {words!r}")
    return found[0]["BodyText"]


def say(blog: Blog, page: str, name: str, **more: str) -> str:
    """A comment that the owner approves; its id."""
    form = {"post": page, "name": name, "text": f"{name} prefers oolong.", **more}
    assert blog.send_form("/api/comments", "text/html", **form).status == 303
    comment = blog.waiting(name)
    blog.command("comments", "approve", comment)
    return comment


def test_a_reader_is_asked_then_told_of_a_reply_and_with_one_click_no_more(blog: Blog) -> None:
    blog.put("posts/kettle.md", post("Kettle"))
    page = post_id(blog.await_page("/posts/kettle/", 'name="email"'))
    comment = say(blog, page, "Ada Asks", email=ADA, tell="yes")

    question = await_letter(blog, "told of replies")
    confirm = urlsplit(re.search(r"http\S+/api/notices/confirm\?\S+", question)[0])
    assert blog.shows(f"{confirm.path}?{confirm.query}", "Yes, write to me")
    assert blog.answer(confirm.path, "POST", confirm.query, content_type=MAIL, origin=blog.url).status == 200

    reply = say(blog, page, "Bob Replies", parent=comment)
    told = await_letter(blog, "A reply to your comment on “Kettle”")
    assert "> Bob Replies prefers oolong." in told
    assert f"{blog.url}/posts/kettle/#comment-{reply}" in told

    stop = urlsplit(re.search(r"http\S+/api/notices/stop\?\S+", told)[0])
    click = blog.answer(f"{stop.path}?{stop.query}", "POST", "List-Unsubscribe=One-Click", content_type=MAIL)
    assert click.status == 200
    last = say(blog, page, "Eve Replies", parent=comment)
    eventually(lambda: blog.shows("/posts/kettle/", f"comment-{last}"), "the last reply")
    assert len(letters(blog)) == 2
    assert ADA not in str(blog.public_objects())
