"""The local stack: ministack as a child process, and the template deployed to it by the SAM CLI."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from cli.stack import VARIABLES

ROOT = Path(__file__).parents[1]
STACK_NAME = "pressmark"
REGION = "us-east-1"
BUILT = ".aws-sam/local"
OWNER, SENDER = "owner@blog.example", "blog@blog.example"  # letters go nowhere: the stack keeps them to be looked at
DEPLOYED_FROM = (
    *("template.yaml", "functions", "site_templates", "locales"),
    *("requirements/publisher.txt", "requirements/on_demand.txt", "requirements/api.txt"),
)


class CannotStart(Exception):
    """One sentence for the person at the terminal."""


@dataclass(frozen=True)
class Deployment:
    """The stack's outputs, and whether anything was deployed just now."""

    outputs: dict[str, str]
    is_new: bool


@dataclass(frozen=True)
class Stack:
    """Where a local stack lives: the site's `port`, the stack's own beside it, and its data in `folder`.

    `theme` is the folder of the owner's templates and styles.
    """

    port: int
    folder: Path
    theme: Path = ROOT / "theme"

    @property
    def _stamp(self) -> Path:
        return self.folder / "deployed"

    @property
    def gateway_port(self) -> int:
        return self.port + 1

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.gateway_port}"

    @property
    def site_url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def letters_url(self) -> str:
        """All letters that were sent, as JSON."""
        return f"{self.endpoint}/_ministack/ses/messages"

    @property
    def credentials(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
        }

    def client(self, service: str) -> "boto3.client":
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106  # the local stack's own, known to everybody
            region_name=REGION,
        )

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """The stack's process, stopped with all its children at the end; its data stays."""
        for port in (self.port, self.gateway_port):
            _expect_free(port)
        scratch = self.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)  # the unpacked functions of the last time
        scratch.mkdir(parents=True)
        self._forget_work_under_way()
        with (self.folder / "stack.log").open("wb") as log:
            process = subprocess.Popen(
                [ROOT / ".venv/bin/ministack"],
                env=os.environ | self._settings(scratch),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is ours to hand on
            )
        try:
            self._wait_until_ready(process)
            yield
        finally:
            _stop(process)

    @property
    def is_deployed(self) -> bool:
        return self._stamp.exists()

    def deploy(self) -> "Deployment":
        """Build and deploy with the SAM CLI, if anything that goes into the stack has changed."""
        fingerprint = _fingerprint(self.theme)
        if self.is_deployed and self._stamp.read_text() == fingerprint and (outputs := self._outputs()):
            return Deployment(outputs, is_new=False)
        self._sam("build", "--template", "template.yaml", "--build-dir", BUILT)
        self._sam(
            *("deploy", "--template", f"{BUILT}/template.yaml", "--stack-name", STACK_NAME),
            *("--resolve-s3", "--no-confirm-changeset", "--no-progressbar", "--no-fail-on-empty-changeset"),
            *("--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND", "--parameter-overrides"),
            *(f"SiteUrl={self.site_url}", f"LocalGatewayPort={self.gateway_port}"),
            *(f"OwnerAddress={OWNER}", f"SenderAddress={SENDER}"),
        )
        self._let_send()
        self._stamp.write_text(fingerprint)
        return Deployment(self._outputs(), is_new=True)

    def _let_send(self) -> None:
        """Have the stack's SES believe that the sender is verified."""
        ses = self.client("sesv2")
        with contextlib.suppress(ses.exceptions.AlreadyExistsException):
            ses.create_email_identity(EmailIdentity=SENDER)

    def exports(self, outputs: dict[str, str]) -> dict[str, str]:
        """What any client needs to work with this stack, as environment variables."""
        return self.credentials | {VARIABLES[name]: value for name, value in outputs.items() if name in VARIABLES}

    @property
    def _build_settings(self) -> dict[str, str]:
        return {"SAM_CLI_TELEMETRY": "0", "PACKAGES": "here", "THEME_FOLDER": str(self.theme)}

    def _settings(self, scratch: Path) -> dict[str, str]:
        return {
            "GATEWAY_PORT": str(self.gateway_port),
            "BIND_HOST": "127.0.0.1",
            "IOT_MTLS_ENABLED": "0",
            "AUTH": "true",  # each function has only what its role in the template allows
            "PERSIST_STATE": "1",
            "S3_PERSIST": "1",
            "STATE_DIR": str(self.folder / "state"),
            "S3_DATA_DIR": str(self.folder / "s3"),
            "TMPDIR": str(scratch),
            # The local CDN runs its functions on Node.js: the machine's, or the one that make installed.
            "PATH": os.environ.get("PATH", "") + os.pathsep + str(ROOT / ".venv/bin"),
        }

    def _forget_work_under_way(self) -> None:
        # ministack 1.5.33 keeps how far a stream was read, but not the stream: what is new would be passed over.
        with _saved(self.folder / "state/lambda.json") as functions:
            functions.get("dynamodb_stream_positions", {})["data"] = {}
        # Whoever had taken a message has ended with the stack: it is there to be taken at once, not in minutes.
        with _saved(self.folder / "state/sqs.json") as state:
            for queue in state.get("queues", {}).get("data", {}).values():
                for message in queue["messages"]:
                    message["visible_at"] = 0

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise CannotStart(f"The local stack stopped at once; its log is {self.folder / 'stack.log'}.")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.gateway_port), timeout=1):
                return
            time.sleep(0.05)
        raise CannotStart(f"The local stack did not answer within 30 s; its log is {self.folder / 'stack.log'}.")

    def _outputs(self) -> dict[str, str]:
        cloudformation = self.client("cloudformation")
        try:
            stacks = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"]
        except cloudformation.exceptions.ClientError:
            return {}
        return {output["OutputKey"]: output["OutputValue"] for output in stacks[0].get("Outputs", ())}

    def _sam(self, *words: str) -> None:
        done = subprocess.run(
            [ROOT / ".sam-venv/bin/sam", *words],
            cwd=ROOT,
            env=os.environ | self.credentials | self._build_settings,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            log = self.folder / "deploy.log"
            log.write_text(done.stdout + done.stderr)
            raise CannotStart(f"sam {words[0]} failed: {done.stderr.strip().splitlines()[-1:]}; all of it is in {log}.")


def _expect_free(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CannotStart(f"Port {port} is taken; choose another pair with DEV_PORT={port + 10} make dev.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()  # it saves its state, then leaves
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(15)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # whatever it left behind
    process.wait()


def _fingerprint(theme: Path) -> str:
    digest = hashlib.sha256()
    for path in (file for folder in (*(ROOT / name for name in DEPLOYED_FROM), theme) for file in files(folder)):
        digest.update(json.dumps([str(path), hashlib.sha256(path.read_bytes()).hexdigest()]).encode())
    return digest.hexdigest()


def files(path: Path) -> list[Path]:
    """What of a file or folder goes into a package, sorted."""
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    return [file for file in found if file.is_file() and file.suffix != ".pyc" and ".git" not in file.parts]


@contextlib.contextmanager
def _saved(path: Path) -> Iterator[dict[str, Any]]:
    """What ministack keeps of a service, to be changed before it starts."""
    if not path.exists():
        yield {}
        return
    saved = json.loads(path.read_text())
    yield saved["payload"]
    path.write_text(json.dumps(saved))
