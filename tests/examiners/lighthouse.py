"""Lighthouse's marks for a page of each kind, with its profile of a mobile phone; status 1 if not all are 100.

`python -m tests.examiners.lighthouse search 404` asks for these kinds only.
"""

import json
import os
import shutil
import subprocess
import sys

from blog.paths import MISSING
from tests.browser.conftest import NAMES
from tests.examiners.host import hosted
from tests.examiners.printed import content, printed
from tests.stack import ROOT

PROGRAM = ROOT / ".examiners" / "node_modules" / ".bin" / "lighthouse"
PAGES = {
    "home": "/",
    "post": "/posts/listening-for-rain/",
    "text": "/posts/held-until-read/",
    "archive": "/archive/",
    "tag": "/tags/listening/",
    "search": "/search/?q=listening",
    "404": MISSING,  # where its status is 200: Chromium itself tells the console of any other
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NO_MARK = "-"


def main() -> int:
    marks = {}
    kinds = sys.argv[1:] or list(PAGES)
    with hosted(printed(content())) as url:
        for kind in kinds:
            path = PAGES[kind]
            marks[kind] = marks_of(url + path)
            print(f"{kind:8}", *(f"{name} {mark}" for name, mark in marks[kind].items()), flush=True)
    wanted = {(kind, name) for kind in kinds for name in CATEGORIES if (kind, name) != ("404", "seo")}
    return int(any(marks[kind].get(name) != 100 for kind, name in wanted))


def marks_of(url: str) -> dict[str, int | str]:
    command = [
        PROGRAM,
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    done = subprocess.run(
        [*command, "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
        env=os.environ | {"CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=False,
    )
    categories = json.loads(done.stdout)["categories"]
    return {
        name: NO_MARK if (score := each["score"]) is None else round(100 * score) for name, each in categories.items()
    }


if __name__ == "__main__":
    sys.exit(main())
