"""What a first visit to a text weighs: ours, Pelican's default theme, and the theme that Hugo begins for one.

`python -m tests.examiners.first_visit` builds a blog of the same one post with each, opens it in Chromium, and prints
how many files that asked for and their bytes, as they are and by gzip. No registry of packages has a popular theme for
blogs made with Hugo, so there is only the skeleton of `hugo new theme`, which hardly has a look.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from blog.paths import MISSING
from tests.browser.conftest import ARGUMENTS, NAMES
from tests.examiners.host import hosted, packed
from tests.examiners.printed import Object, Printed, content, printed
from tests.moving.generators import hugo, new_hugo_theme, pelican

SOURCE = "posts/2026-05-10-held-until-read.md"
LATER = ("/api/", "/recent.json")  # what a script asks for once the page is there
Site = tuple[Printed, str]  # and the path of the post


def main() -> int:
    text = str(content()[SOURCE], "utf-8")
    body = text.split("---\n", 2)[2]
    print(f"{'a first visit':34} {'files':>6} {'bytes':>9} {'gzip 6':>9}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for name, make in THEMES.items():
            site, path = make(Path(folder), body)
            files = asked_for(browser, site, path)
            sizes = sum(len(found.data) for found in files), sum(len(packed(found)) for found in files)
            print(f"{name:34} {len(files):6} {sizes[0]:9,} {sizes[1]:9,}", flush=True)
        browser.close()
    return 0


def asked_for(browser: Browser, site: Printed, path: str) -> list[Object]:
    """The files of a first visit; the icon that the page names is one, though headless Chromium asks for none."""
    with hosted(site) as url:
        page = browser.new_page(base_url=url)
        asked = set()
        page.on("request", lambda request: asked.add(request.url))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        icons = page.locator("link[rel~=icon]")
        asked |= {url + str(icons.first.get_attribute("href"))} if icons.count() else {f"{url}/favicon.ico"}
        page.close()
    paths = [unquote(urlsplit(each).path) for each in asked if each.startswith(url)]
    return [site.objects[each] for each in sorted(paths) if each in site.objects and not each.startswith(LATER)]


def ours(folder: Path, body: str) -> Site:  # the others need a folder
    post = f"---\ntitle: Held until read\ndate: 2026-05-10\ntags: [practice, listening]\n---\n\n{body}"
    return printed({"site.yaml": "title: Two Rooms\n", "posts/held.md": post}), "/posts/held/"


def pelicans(folder: Path, body: str) -> Site:
    source, output = folder / "pelican", folder / "pelican-output"
    (source / "content").mkdir(parents=True)
    (source / "pelicanconf.py").write_text('SITENAME = "Two Rooms"\nTIMEZONE = "UTC"\nPATH = "content"\n')
    fields = "Title: Held until read\nDate: 2026-05-10\nTags: practice, listening\nSlug: held\n\n"
    (source / "content/held.md").write_text(fields + body)
    pelican(source, output)
    return of_folder(output), "/held.html"


def hugos(folder: Path, body: str) -> Site:
    source, output = folder / "hugo", folder / "hugo-output"
    (source / "content/posts").mkdir(parents=True)
    settings = source / "hugo.toml"
    settings.write_text('baseURL = "/"\ntitle = "Two Rooms"\n')
    new_hugo_theme(source, "skeleton")
    settings.write_text(settings.read_text() + 'theme = "skeleton"\n')
    fields = "---\ntitle: Held until read\ndate: 2026-05-10\ntags: [practice, listening]\n---\n\n"
    (source / "content/posts/held.md").write_text(fields + body)
    hugo(source, output)
    return of_folder(output), "/posts/held/"


def of_folder(folder: Path) -> Printed:
    """What another generator made, as the CDN would have it."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return Printed(
        {MISSING: Object(b"", "text/html", 404)}
        | {
            f"/{file.relative_to(folder)}".removesuffix("index.html"): Object(
                file.read_bytes(), guess_type(file.name)[0] or "application/octet-stream", 200
            )
            for file in files
        }
    )


THEMES: dict[str, Callable[[Path, str], Site]] = {
    "Pressmark": ours,
    "Pelican, default theme": pelicans,
    "Hugo, skeleton of a new theme": hugos,
}


if __name__ == "__main__":
    sys.exit(main())
