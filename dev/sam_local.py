"""`make sam-local`: the reader API in a container with Lambda's own Python, on the data of the running `make dev`.

A container does not reach this machine's loopback address. A relay at Docker's
bridge, where only containers come, passes on what they ask of the local stack.
"""

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from ipaddress import ip_network
from urllib.parse import urlsplit

from dev.stack import ROOT, CannotStart

BRIDGE = ["docker", "network", "inspect", "bridge", "--format", "{{json (index .IPAM.Config 0)}}"]
IMAGE = "public.ecr.aws/lambda/python:3.13-x86_64"
VARIABLES = ROOT / ".aws-sam/local-variables.json"
EVENT = "tests/events/content_put.json"
SAM = ROOT / ".sam-venv/bin/sam"


def main(environ: Mapping[str, str]) -> int:
    try:
        bridge = bridge_address()
        endpoint = urlsplit(_running(environ, "AWS_ENDPOINT_URL"))
        VARIABLES.write_text(json.dumps({"Parameters": variables(environ, bridge, endpoint.port or 0)}))
        asyncio.run(_serve(bridge, endpoint.port or 0, environ))
    except CannotStart as error:
        print(f"make sam-local: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


def bridge_address() -> str:
    """Where containers reach this machine; raises CannotStart without a container engine."""
    if not shutil.which("docker"):
        raise CannotStart("no container engine is here; install Docker, or use make dev, which needs none.")
    found = subprocess.run(BRIDGE, capture_output=True, text=True, check=False)
    if found.returncode:
        raise CannotStart("Docker is installed, but its engine does not answer; start it first.")
    return gateway(json.loads(found.stdout))


def gateway(network: Mapping[str, str]) -> str:
    """A network's gateway as Docker tells it, or the first address of its subnet, which Docker takes."""
    return network.get("Gateway") or str(next(ip_network(network["Subnet"]).hosts()))


def variables(environ: Mapping[str, str], bridge: str, port: int) -> dict[str, str]:
    """What the functions get instead of what the template gives them; nobody comes through the CDN here."""
    names = ("TABLE_NAME", "VISIT_TABLE_NAME", "SITE_URL", "CONTENT_BUCKET", "SITE_BUCKET", "REPORT_BUCKET")
    stack = {name: _running(environ, name) for name in names}
    queues = {name: _running(environ, name) for name in ("CONTENT_QUEUE_URL", "BUILD_QUEUE_URL")}
    return {**stack, **queues, "AWS_ENDPOINT_URL": f"http://{bridge}:{port}", "ORIGIN_SECRET": ""}


def _running(environ: Mapping[str, str], name: str) -> str:
    if name not in environ:
        raise CannotStart(f"{name} is not set: start make dev in another terminal, it holds the data.")
    return environ[name]


async def _serve(bridge: str, port: int, environ: Mapping[str, str]) -> None:
    relay = await asyncio.start_server(lambda reader, writer: _relay(reader, writer, port), bridge, port)
    flags = ["--skip-pull-image"] if _has_image() else []
    words = ["local", "start-api", "--port", environ.get("SAM_LOCAL_PORT", "3000"), *_local(port)]
    # SAM itself must not take the local stack for AWS.
    env = {name: value for name, value in environ.items() if name != "AWS_ENDPOINT_URL"}
    async with relay:
        process = await asyncio.create_subprocess_exec(SAM, *words, *flags, env=env, cwd=ROOT)
        _say_invoke(port)
        try:
            await process.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


async def _relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    there, back = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.gather(_pump(reader, back), _pump(there, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


def _has_image() -> bool:
    return subprocess.run(["docker", "image", "inspect", IMAGE], capture_output=True, check=False).returncode == 0


def invocation(port: int) -> list[str]:
    """SAM's words for one event of the publisher."""
    return ["local", "invoke", "ReconcileFunction", "--event", EVENT, *_local(port)]


def _local(port: int) -> list[str]:
    # SAM hands on only variables that the template sets, and that sets the endpoint on a local stack.
    return ["--env-vars", str(VARIABLES.relative_to(ROOT)), "--parameter-overrides", f"LocalGatewayPort={port}"]


def _say_invoke(port: int) -> None:
    print(f"The publisher, while this runs:\n  {SAM.relative_to(ROOT)} {' '.join(invocation(port))}", flush=True)


if __name__ == "__main__":
    sys.exit(main(os.environ))
