"""What is left when all other stories have been told: these run last."""

from tests.e2e.blog import Blog, post
from tests.stack import LocalStack
from tests.template import template


def test_nothing_has_ended_in_a_dead_letter_queue(blog: Blog) -> None:
    sqs = blog.client("sqs")
    queues = [url for url in sqs.list_queues()["QueueUrls"] if "DeadLetter" in url]

    counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    found = {url: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=counts)["Attributes"] for url in queues}

    assert len(found) == sum(name.endswith("DeadLetterQueue") for name in template()["Resources"])
    assert all(number == "0" for attributes in found.values() for number in attributes.values()), found


def test_make_dev_has_had_no_error_of_its_own(stack: LocalStack) -> None:
    assert "Traceback" not in stack.log


def test_ctrl_c_leaves_nothing_running_and_the_next_start_goes_on_without_doing_all_again(
    stack: LocalStack, blog: Blog
) -> None:
    blog.put("posts/kept.md", post("Kept"))
    blog.await_page("/archive/", "/posts/kept/")

    assert stack.stop() == 0
    assert stack.left_behind() == []
    first = stack.log
    stack.start()

    second = stack.log.removeprefix(first)
    assert ("Deploying template.yaml" in first, "Deploying template.yaml" in second) == (True, False)
    assert ("Publishing " in first, "The folder has not changed" in second) == (True, True)
    assert blog.shows("/posts/kept/", "Some words to read.")
    blog.put("posts/after.md", post("After"))
    blog.await_page("/posts/after/", "Some words to read.")
