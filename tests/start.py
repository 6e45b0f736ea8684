"""The start of the API's function until its first answer, beside the least that any such function does.

The least is a handler with Powertools' Logger and one DynamoDB client, which reads one item; so does the API for a
comment on a post that is not there, and this is compared. Keeping a comment takes seven calls, which is told as well.
All run by turns in fresh processes, compiled as they are packaged, against a store on this machine that has one post.
CPU time decides: a clock also tells what else the machine does. The status is 1 if the API takes more than 1.2 times
the least.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from boto3.dynamodb.types import TypeSerializer

from blog.item import to_item
from blog.post import Kind, Post
from blog.record import Record, Status
from tests.template import template

FUNCTIONS = Path(__file__).parents[1] / "functions"
ROUNDS, ALLOWED = 15, 1.2
POST = "7dbd5fd4c1a1b2c3"
THE_POST = {"PK": {"S": f"POST#{POST}"}, "SK": {"S": "RECORD"}}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

LEAST = """
import os
import boto3
from aws_lambda_powertools import Logger
logger, client = Logger(service="least"), boto3.client("dynamodb")
def handler(event, context):
    key = {"PK": {"S": event["post"]}, "SK": {"S": "RECORD"}}
    client.get_item(TableName=os.environ["TABLE_NAME"], Key=key, ConsistentRead=True)
    return {"statusCode": 422}
event = {"post": "x"}
"""
API = """
from entry.api import handler
event = {
    "rawPath": "/api/comments",
    "requestContext": {"http": {"method": "POST"}},
    "headers": {
        "content-type": "application/x-www-form-urlencoded",
        "origin": "https://blog.example",
        "accept": "application/json",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "x-origin-secret": "only-the-cdn-knows",
    },
    "body": "post=POST_ID&name=Ada&text=I+prefer+oolong.",
}
"""
ANSWER = """
answer = handler(event, None)
assert answer["statusCode"] == STATUS, answer
"""
PROGRAMS = {
    "the least": (LEAST + ANSWER).replace("STATUS", "422"),
    "the API": (API + ANSWER).replace("POST_ID", "0" * 16).replace("STATUS", "422"),
    "the API, a comment": (API + ANSWER).replace("POST_ID", POST).replace("STATUS", "202"),
}


class Store(BaseHTTPRequestHandler):
    """DynamoDB's answers, of a table with one published post, to which everything can be written."""

    protocol_version = "HTTP/1.1"  # one connection for all calls, as with DynamoDB

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        data = json.dumps(said(self.headers["X-Amz-Target"].partition(".")[2], asked)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def said(call: str, asked: Any) -> dict[str, object]:
    """What DynamoDB says to a call."""
    match call:
        case "GetItem":
            return {"Item": RECORD} if asked["Key"] == THE_POST else {}
        case "TransactGetItems":
            return {"Responses": [said("GetItem", each["Get"]) for each in asked["TransactItems"]]}
        case "UpdateItem":
            return {"Attributes": {name: {"N": "1"} for name in asked["ExpressionAttributeNames"].values()}}
        case "Query":
            return {"Items": [], "Count": 0}
        case "PutItem" | "TransactWriteItems":
            return {}
    raise ValueError(f"this store knows nothing of {call}")


def record() -> dict[str, object]:
    post = Post(kind=Kind.POST, slug="tea", title="Tea", date=NOON)
    of_post = Record(POST, "posts/tea.md", 1, Status.PUBLISHED, NOON.isoformat(), post, "v1", path="/posts/tea/")
    serialize = TypeSerializer().serialize
    return {name: serialize(value) for name, value in to_item(of_post).items()}


RECORD = record()


def variables() -> dict[str, str]:
    """What the template sets for the function, with values of this program's own."""
    functions = (template()["Globals"]["Function"], template()["Resources"]["ApiFunction"]["Properties"])
    names = {name for function in functions for name in function["Environment"]["Variables"]} - {"AWS_ENDPOINT_URL"}
    return dict.fromkeys(names, "none") | {
        "SITE_URL": "https://blog.example",
        "ORIGIN_SECRET": "only-the-cdn-knows",
        "POWERTOOLS_LOG_LEVEL": "ERROR",
    }


@contextmanager
def store() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def run(code: str, environ: dict[str, str]) -> tuple[float, float]:
    """Milliseconds of CPU and on a clock, from the start of the process to its end."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code], env=environ)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("the function did not answer as it should")
    return (used.ru_utime + used.ru_stime) * 1000, (time.perf_counter() - begun) * 1000


def main() -> int:
    with store() as endpoint, tempfile.TemporaryDirectory() as compiled:
        environ = {
            "PYTHONPATH": str(FUNCTIONS),
            "PYTHONPYCACHEPREFIX": compiled,
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_DEFAULT_REGION": "eu-west-1",
            "AWS_ACCESS_KEY_ID": "none",
            "AWS_SECRET_ACCESS_KEY": "none",
            **variables(),
        }
        rounds = [{name: run(code, environ) for name, code in PROGRAMS.items()} for _ in range(ROUNDS + 1)]
    return told(rounds[1:])  # the first one compiles


def told(rounds: Sequence[dict[str, tuple[float, float]]]) -> int:
    """Print the medians; the status of the program."""
    used = {}
    for name in PROGRAMS:
        cpu, clock = (statistics.median(each[name][place] for each in rounds) for place in (0, 1))
        used[name] = cpu
        print(f"{name:20} median {cpu:6.0f} ms of CPU   {clock:6.0f} ms on the clock   of {ROUNDS}")
    ratio = used["the API"] / used["the least"]
    print(f"{'start of the API':20} {ratio:.2f} times the least, {ALLOWED} are allowed")
    return int(ratio > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
