"""A changed theme reaches the deployed function while that is at work."""

from dev.stack import Stack
from dev.theme_update import update_theme
from tests.e2e.blog import Blog, eventually, post
from tests.stack import LocalStack

POSTS = 12


def test_posts_that_are_under_way_when_the_theme_changes_are_built(stack: LocalStack, blog: Blog) -> None:
    """The local stack ends a function whose code is changed, and hides for minutes what it had taken."""
    local = Stack(stack.port, stack.folder / "dev" / str(stack.port), stack.theme)
    queue = stack.env["BUILD_QUEUE_URL"]
    names = [f"brush-{number}" for number in range(POSTS)]
    for name in names:
        blog.put(f"posts/{name}.md", post(name, tags="[brushes]"))
    eventually(lambda: _taken(blog, queue), "a build under way")

    update_theme(local, queue)

    for name in names:
        blog.await_page("/tags/brushes/", f"/posts/{name}/")


def _taken(blog: Blog, queue: str) -> bool:
    name = "ApproximateNumberOfMessagesNotVisible"
    answer = blog.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=[name])
    return answer["Attributes"][name] != "0"
