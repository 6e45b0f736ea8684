"""The story of `sam local`: the reader API in a container of Lambda's own Python, on the local stack's data."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from dev.sam_local import IMAGE, SAM, bridge_address, invocation
from dev.stack import CannotStart
from tests.e2e.blog import Blog, post, post_id
from tests.stack import ROOT, LocalStack

PORT = 3117
START_SECONDS = 90.0


@pytest.fixture(scope="module")
def engine() -> None:
    """A container engine that has the runtime's image; under CI its absence is a failure."""
    missing = _missing()
    if missing:
        pytest.fail(missing) if os.environ.get("CI") and os.environ.get("HAS_CONTAINERS") else pytest.skip(missing)


def _missing() -> str:
    try:
        bridge_address()
    except CannotStart as error:
        return str(error)
    has_image = subprocess.run(["docker", "image", "inspect", IMAGE], capture_output=True, check=False).returncode == 0
    return "" if has_image else f"the image {IMAGE} is not here, and no registry is asked by a test."


@pytest.fixture(scope="module")
def api(engine: None, stack: LocalStack) -> Iterator[HTTPConnection]:
    subprocess.run([SAM, "build"], cwd=ROOT, check=True, capture_output=True)
    env = os.environ | stack.env | {"SAM_LOCAL_PORT": str(PORT)}
    with (stack.folder / "sam-local.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "dev.sam_local"], cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        yield _connected(process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _connected(process: subprocess.Popen[bytes]) -> HTTPConnection:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            connection.request("GET", "/api/nothing")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.5)
            continue
        return connection
    raise AssertionError("sam local did not answer")


def test_a_view_that_the_container_counts_is_in_the_local_data(api: HTTPConnection, blog: Blog) -> None:
    blog.put("posts/boxed.md", post("Boxed"))
    identity = post_id(blog.await_page("/posts/boxed/"))

    numbers = [_count(api, identity, f"Mozilla/5.0 Firefox/{version}.0") for version in (140, 141)]

    assert numbers == [(1, "1 view"), (2, "2 views")]


def _count(api: HTTPConnection, identity: str, agent: str) -> tuple[int, str]:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": agent,
        "Sec-Fetch-Site": "same-origin",
    }
    api.request("POST", "/api/views", f"post={identity}", headers)
    said = json.loads(api.getresponse().read())
    return said["views"], said["text"]


@pytest.mark.usefixtures("api")  # whose relay the container asks
def test_the_publisher_takes_the_ready_event_in_a_container(stack: LocalStack) -> None:
    env = {name: value for name, value in (os.environ | stack.env).items() if name != "AWS_ENDPOINT_URL"}
    port = urlsplit(stack.env["AWS_ENDPOINT_URL"]).port

    done = subprocess.run(
        [SAM, *invocation(port), "--skip-pull-image"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip().endswith('{"batchItemFailures": []}'), done.stdout + done.stderr
