"""A local stack for stories: `make dev`, started and stopped as a person does it, with ports and folders of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_SECONDS = 600.0
STOP_SECONDS = 30.0


class LocalStack:
    """`folder` keeps all that the stack writes; in it, `content` is the author's folder, `theme` the owner's.

    `env` is what a client needs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = Path(shutil.copytree(ROOT / "content", folder / "content"))
        with (self.content / "site.yaml").open("a") as settings:
            settings.write("\nreply_letters: true\n")
        self.theme = folder / "theme"
        self.theme.mkdir()
        self.port = _free_pair()
        self.env: dict[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        return self._process is not None

    @property
    def log(self) -> str:
        """What it has said, in all its runs."""
        return (self.folder / "dev.log").read_text()

    def start(self) -> None:
        """Start it, and wait until the site answers."""
        # A child of a background job would inherit that SIGINT is ignored, and Ctrl-C is what stops it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with (self.folder / "dev.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dev"],
                cwd=ROOT,
                env=self._environ(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C on the tests must not reach it before they are done
            )
        self._wait_until_the_site_answers(self._process)
        self.env = _exports((self.folder / "dev" / "env").read_text())

    def stop(self) -> int:
        """Press Ctrl-C; the exit status."""
        process, self._process = self._process, None
        assert process is not None
        process.send_signal(signal.SIGINT)
        try:
            return process.wait(STOP_SECONDS)
        finally:
            process.kill()
            process.wait()

    def client_environ(self) -> dict[str, str]:
        """The variables of a terminal in which the stack's `env` was sourced."""
        paths = os.pathsep.join((str(ROOT / "functions"), str(ROOT)))
        own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return own | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "THEME_FOLDER": str(self.theme)} | self.env

    def left_behind(self) -> list[str]:
        """Whatever of the stack is still there: processes, and ports that answer."""
        ports = [f"port {port} answers" for port in (self.port, self.port + 1) if _answers(port)]
        return ports + _processes_of(self.folder)

    def _environ(self) -> dict[str, str]:
        return self.client_environ() | {
            "DEV_PORT": str(self.port),
            "DEV_CONTENT": str(self.content),
            "DEV_FOLDER": str(self.folder / "dev"),
        }

    def _wait_until_the_site_answers(self, process: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if _answers(self.port) and _status(self.port) == 200:
                return
            time.sleep(0.05)
        process.kill()
        process.wait()
        raise AssertionError("make dev did not start:\n" + self.log[-3000:])


def _status(port: int) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    finally:
        connection.close()


def _exports(text: str) -> dict[str, str]:
    pairs = (line.removeprefix("export ").split("=", 1) for line in text.splitlines())
    return {name: value.strip("'") for name, value in pairs}


def _free_pair() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
        if port < 64_000:
            return port


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _processes_of(folder: Path) -> list[str]:
    """The processes that were started with a path of the folder; none where the system does not tell."""
    mark, found = os.fsencode(folder), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words, environ = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:  # it has ended, or is somebody else's
            continue
        if mark in words + environ and process.name != str(os.getpid()):
            found.append(words.replace(b"\0", b" ").decode(errors="replace"))
    return found
