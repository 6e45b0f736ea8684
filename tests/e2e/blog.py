"""A blog from outside: its author with an S3 client, its readers by HTTP, its owner at a terminal."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from http.client import HTTPConnection
from itertools import count
from typing import Any, Self, TypeVar
from urllib.parse import urlencode, urlsplit

import boto3

from tests.stack import ROOT, LocalStack

T = TypeVar("T")
PATIENCE_SECONDS = 120.0  # a machine may be busy; how fast it is when it is not, `make bench` says
READERS = count(1)


@dataclass(frozen=True)
class Answer:
    """A redirect is an answer, it is not followed."""

    status: int
    headers: Message
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


class Blog:
    """What goes in and what comes out; nothing here knows how it is made."""

    def __init__(self, stack: LocalStack) -> None:
        self._stack = stack
        self._clients: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._clients.values():
            client.close()

    @property
    def url(self) -> str:
        return self._stack.env["SITE_URL"]

    @property
    def endpoint(self) -> str:
        return self._stack.env["AWS_ENDPOINT_URL"]

    @property
    def site_bucket(self) -> str:
        return self._stack.env["SITE_BUCKET"]

    def client(self, service: str) -> Any:
        if service not in self._clients:
            env = self._stack.env
            self._clients[service] = boto3.client(
                service,
                endpoint_url=env["AWS_ENDPOINT_URL"],
                aws_access_key_id=env["AWS_ACCESS_KEY_ID"],
                aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
                region_name=env["AWS_DEFAULT_REGION"],
            )
        return self._clients[service]

    # The author.
    def put(self, key: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        self.client("s3").put_object(Bucket=self._stack.env["CONTENT_BUCKET"], Key=key, Body=data)

    def delete(self, key: str) -> None:
        self.client("s3").delete_object(Bucket=self._stack.env["CONTENT_BUCKET"], Key=key)

    def receipt(self, key: str) -> dict[str, Any]:
        """The receipt of the file's newest version, when it has come."""
        version = self.client("s3").head_object(Bucket=self._stack.env["CONTENT_BUCKET"], Key=key)["VersionId"]
        return eventually(lambda: self._receipt(key, version), f"a receipt for {key}")

    def _receipt(self, key: str, version: str) -> dict[str, Any] | None:
        s3 = self.client("s3")
        try:
            answer = s3.get_object(Bucket=self._stack.env["REPORT_BUCKET"], Key=f"receipts/{key}.json")
        except s3.exceptions.NoSuchKey:
            return None
        receipt: dict[str, Any] = json.loads(answer["Body"].read())
        return receipt if receipt["source_version"] == version else None

    # The reader.
    def answer(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """`headers` with underscores for hyphens."""
        return answer(self.url + path, method, body, **headers)

    def shows(self, path: str, words: str, status: int = 200) -> bool:
        found = self.answer(path)
        return found.status == status and words in found.text

    def await_page(self, path: str, words: str = "") -> str:
        """The page, when it is there and shows the words."""
        eventually(lambda: self.shows(path, words), f"{words!r} at {path}")
        return self.answer(path).text

    def send_form(self, path: str, accept: str, **fields: str) -> Answer:
        return self.answer(
            path,
            "POST",
            urlencode(fields),
            accept=accept,
            content_type="application/x-www-form-urlencoded",
            origin=self.url,
        )

    def count_view(self, post_id: str, agent: str = "", **headers: str) -> int:
        """The count after somebody new has read a post, or who has this user agent."""
        sent = {"content_type": "application/x-www-form-urlencoded", "origin": self.url, **headers}
        sent["user_agent"] = agent or new_reader()
        views: int = json.loads(self.answer("/api/views", "POST", f"post={post_id}", **sent).data)["views"]
        return views

    def like(self, post_id: str, agent: str, **fields: str) -> int:
        """The likes of a post, or of a comment on it, after whoever has this user agent has liked it."""
        sent = {"content_type": "application/x-www-form-urlencoded", "origin": self.url, "accept": "application/json"}
        answer = self.answer("/api/likes", "POST", urlencode({"post": post_id, **fields}), user_agent=agent, **sent)
        likes: int = json.loads(answer.data)["likes"]
        return likes

    # The owner.
    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "cli.pressmark", *words],
            cwd=ROOT,
            env=self._stack.client_environ(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def waiting(self, name: str) -> str:
        """The id of the comment that waits, by its writer's name; empty if none does."""
        lines = self.command("comments", "list").splitlines()
        return next((line.split()[0] for line in lines if not line.startswith(" ") and name in line), "")

    # Everybody.
    def public_objects(self) -> dict[str, bytes]:
        """All that the CDN can answer with, by key."""
        s3, bucket = self.client("s3"), self.site_bucket
        pages: Iterable[Any] = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        names = [each["Key"] for page in pages for each in page.get("Contents", ())]
        return {name: s3.get_object(Bucket=bucket, Key=name)["Body"].read() for name in names}


def new_reader() -> str:
    """The user agent of a browser that was never here."""
    return f"Mozilla/5.0 (X11; Linux x86_64; rv:{next(READERS)}.0) Gecko/20100101 Firefox/140.0"


def answer(url: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body or None, sent)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def api_url(cloudformation: Any) -> str:
    """Where the API answers on a local stack without the CDN, by a client of that stack."""
    stack = cloudformation.describe_stacks(StackName="pressmark")["Stacks"][0]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
    api = (urlsplit(outputs["ApiUrl"]).hostname or "").split(".")[0]
    return f"{cloudformation.meta.endpoint_url}/_aws/execute-api/{api}/$default"


def eventually(look: Callable[[], T | None], what: str, seconds: float = PATIENCE_SECONDS) -> T:
    """What `look` gives once it gives something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds:.0f} s")


def post(title: str, body: str = "Some words to read.", **fields: str) -> str:
    """A post's file, of this second if `date` does not say otherwise."""
    fields = {"title": title, "date": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"} | fields
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + f"---\n\n{body}\n"


def post_id(html: str) -> str:
    """The id that a post's page carries for its script and its form."""
    return html.partition('data-post="')[2].partition('"')[0]
