"""The story of readers who all comment at once."""

from blog.table import Table
from tests.e2e.blog import Blog, post, post_id
from tests.e2e.crowd import crowd, kept
from tests.stack import LocalStack


def test_of_comments_sent_at_once_and_twice_none_is_lost_and_none_is_double(blog: Blog, stack: LocalStack) -> None:
    blog.put("posts/square.md", post("The square"))
    page = post_id(blog.await_page("/posts/square/"))
    texts = [f"Remark {number} of the square." for number in range(20)]

    statuses = crowd(blog.url, page, texts)

    assert statuses["202"] == 2 * len(texts), statuses
    assert sorted(kept(Table(blog.client("dynamodb"), stack.env["TABLE_NAME"]), texts).values()) == sorted(texts)
