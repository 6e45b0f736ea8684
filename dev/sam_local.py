"""Environment for `sam local`: what functions in its containers need to work with the stack of a running `make dev`.

Prints the JSON that `--env-vars` reads. A container reaches this machine at
Docker's bridge, so the stack must listen there: `DEV_HOST=0.0.0.0 make dev`.
"""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

BRIDGE = ["docker", "network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}"]


def main() -> int:
    bridge = subprocess.run(BRIDGE, capture_output=True, text=True, check=False).stdout.strip()
    if not bridge:
        print("make sam-local: Docker does not answer; start it first.", file=sys.stderr)
        return 1
    stack = {name: os.environ.get(name, "") for name in ("TABLE_NAME", "SITE_URL")}
    port = urlsplit(os.environ.get("AWS_ENDPOINT_URL", "")).port
    endpoint = {"AWS_ENDPOINT_URL": f"http://{bridge}:{port}"} if port else {}
    # Nobody comes through the CDN here, so nothing needs to be shown.
    print(json.dumps({"Parameters": {**stack, **endpoint, "ORIGIN_SECRET": ""}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
