import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest

from blog import keys
from blog.comment import Comment
from blog.moderation import Held, approved, hold
from cli.pressmark import main
from cli.terminal import first_line, printable
from publisher.describe import FIXED

ROOT = Path(__file__).parents[3]
POST = "7dbd5fd4c1a1b2c3"
ENVIRON = {"TABLE_NAME": "blog"}


pytestmark = pytest.mark.usefixtures("aws")


def pressmark(*arguments, environ=ENVIRON):
    return main(arguments, environ, boto3.client)


def arrive(table, comment_id="0a", name="Ada", text="I prefer oolong.", title="Tea in the rain"):
    at = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
    hold(table, Held(Comment(comment_id, POST, name, text, at), title, "/posts/tea/"))


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (("comments", "list"), "TABLE_NAME"),
        (("rebuild",), "TABLE_NAME"),
        (("verify",), "TABLE_NAME"),
        (("history",), "CONTENT_BUCKET"),
        (("rollback", "3fa9"), "CONTENT_BUCKET"),
    ],
)
def test_a_missing_variable_is_named_with_the_way_out(arguments, missing, capsys):
    status = pressmark(*arguments, environ={})

    said = capsys.readouterr().err
    assert status == 1
    assert missing in said
    assert ".dev/env" in said
    assert said.count("\n") == 1


def test_a_table_that_is_not_there_is_one_sentence(capsys):
    status = pressmark("comments", "list")

    said = capsys.readouterr().err
    assert (status, said.count("\n")) == (1, 1)
    assert "Query" in said


def deploy(queues):
    outputs = {"TableName": "blog", "ContentQueueUrl": queues[0], "BuildQueueUrl": queues[1], "SiteBucketName": "site"}
    boto3.client("s3").create_bucket(Bucket="site", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    template = {
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
        "Outputs": {name: {"Value": value} for name, value in outputs.items()},
    }
    boto3.client("cloudformation").create_stack(StackName="my-blog", TemplateBody=json.dumps(template))


def create_queues():
    sqs = boto3.client("sqs")
    fifo = {"FifoQueue": "true", "ContentBasedDeduplication": "true"}
    content = sqs.create_queue(QueueName="content")["QueueUrl"]
    return content, sqs.create_queue(QueueName="build.fifo", Attributes=fifo)["QueueUrl"]


def test_a_rebuild_asks_for_everything_with_a_new_generation(table, capsys):
    queues = create_queues()
    deploy(queues)

    status = pressmark("rebuild", "--no-wait", "--stack", "my-blog", environ={})

    [message] = boto3.client("sqs").receive_message(QueueUrl=queues[1])["Messages"]
    assert (status, json.loads(message["Body"])) == (0, {"target": "everything", "generation": 1})
    assert table.get(keys.want("everything"))["generation"] == 1
    assert "being built" in capsys.readouterr().out


def test_a_dry_rebuild_says_how_many_pages_and_asks_for_none(table, capsys):
    deploy(create_queues())

    status = pressmark("rebuild", "--dry-run", "--stack", "my-blog", environ={})

    assert (status, capsys.readouterr().out) == (0, f"{len(FIXED)} pages would be built.\n")
    assert table.get(keys.want("everything")) is None


def test_the_stack_s_table_is_used_rather_than_the_environment_s(table, capsys):
    deploy(create_queues())
    arrive(table)

    status = pressmark("comments", "approve", "0a", "--stack", "my-blog", environ={"TABLE_NAME": "another"})

    assert (status, len(approved(table, POST))) == (0, 1)


def test_a_stack_that_is_not_there_is_named(capsys):
    status = pressmark("comments", "list", "--stack", "nobody")

    assert (status, capsys.readouterr().err) == (
        1,
        "pressmark: there is no stack 'nobody' in this account and region\n",
    )


def test_the_command_runs_as_a_module_from_the_root():
    command = [sys.executable, "-m", "cli.pressmark", "comments", "list"]

    done = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("pressmark: the environment variable TABLE_NAME is not set")


@pytest.mark.parametrize("text", ["x" * 101, "short\nmore"])
def test_a_line_that_is_not_all_ends_in_an_ellipsis(text):
    assert first_line(text).endswith(" …")
    assert len(first_line(text)) <= 102


def test_letters_of_any_script_are_printable():
    assert printable("שלום 茶 é 🍵") == "שלום 茶 é 🍵"
