"""How large the sample blog's answers are, compressed in each way that there is; on the stack of a running `make dev`.

CloudFront does not say at which quality it compresses. What readers get lies between
the columns of Brotli 4 and 5, or of gzip 6 where their browser has no Brotli; a stored
variant would be Brotli 11.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable

import boto3

from blog.paths import object_key

PATHS = ("/", "/posts/listening-for-rain/", "/posts/how-to-write-for-it/", "/archive/", "/feed.xml", "/recent.json")
FIRST_VISIT = "/posts/listening-for-rain/"  # a text post, with what its page loads
QUALITIES = ("4", "5", "11")
BROTLI = """
const zlib = require('zlib'), data = require('fs').readFileSync(0);
for (const quality of process.argv.slice(1)) {
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: Number(quality) };
  console.log(zlib.brotliCompressSync(data, { params }).length);
}
"""
Sizes = list[int]


def main() -> int:
    if "SITE_BUCKET" not in os.environ:
        print("Start make dev first, then: . .dev/env; make bench", file=sys.stderr)
        return 1
    read = reader()
    assets = sorted(set(re.findall(r'"(/assets/[^"]+\.(?:css|js|svg))"', read(FIRST_VISIT).decode())))
    sizes = {path: sizes_of(read(path)) for path in (*PATHS, *assets)}
    print(f"{'bytes':40}", *(f"{name:>8}" for name in ("as it is", "gzip 6", *(f"br {each}" for each in QUALITIES))))
    for path, row in sizes.items():
        print(line(path, row))
    visit = (sizes[path] for path in (FIRST_VISIT, *assets))
    print(line("a first visit of a text post", [sum(column) for column in zip(*visit, strict=True)]))
    return 0


def reader() -> Callable[[str], bytes]:
    s3, bucket = boto3.client("s3"), os.environ["SITE_BUCKET"]
    return lambda path: bytes(s3.get_object(Bucket=bucket, Key=object_key(path))["Body"].read())


def sizes_of(data: bytes) -> Sizes:
    node = shutil.which("node", path=f"{sys.prefix}/bin{os.pathsep}{os.environ['PATH']}") or "node"
    done = subprocess.run([node, "-e", BROTLI, *QUALITIES], input=data, capture_output=True, check=True)
    return [len(data), len(gzip.compress(data, 6, mtime=0)), *map(int, done.stdout.split())]


def line(name: str, row: Sizes) -> str:
    return f"{name:40} " + " ".join(f"{size:8,}" for size in row)


if __name__ == "__main__":
    sys.exit(main())
