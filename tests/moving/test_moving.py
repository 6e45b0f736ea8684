"""Blogs of other systems, built by these themselves, move here: every address of a post or page stays or leads on.

How their authors do it is told in docs/moving.md.
"""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from blog.paths import decoded, object_key
from cli.pressmark import main
from publisher.kiosk import Kiosk
from publisher.on_demand import make
from tests.moving.generators import eleventy, hugo, pelican
from tests.moving.old_blog import Move, old_site, title_of
from tests.simulation.blog import Blog
from tests.simulation.functions import theme

HUGO = {
    "content/posts/": "posts/posts/",
    "content/notes/": "posts/notes/",
    "content/_index.md": "",
    "content/": "pages/",
    "static/": "static/",
}
PELICAN = {"content/pages/": "pages/", "content/images/": "static/images/", "content/": "posts/"}
ELEVENTY = {
    "posts/posts.": "",
    "posts/": "posts/",
    "pages/": "pages/",
    "about.md": "pages/about.md",
    "images/": "static/images/",
}


def by_hugo(name: str, permalink: str, config: str = "") -> Move:
    return Move("hugo", name, hugo, HUGO, permalink, {"hugo.toml": config})


def by_pelican(name: str, permalink: str, config: str = "") -> Move:
    return Move("pelican", name, pelican, PELICAN, permalink, {"pelicanconf.py": config})


def by_eleventy(name: str, permalink: str, data: str = "{}") -> Move:
    return Move("eleventy", name, eleventy, ELEVENTY, permalink, {"posts/posts.11tydata.json": data})


HUGOS_SLUG = "[permalinks]\nposts = '/:year/:month/:slug/'\nnotes = '/:year/:month/:slug/'\n"
HUGOS_TITLE = "[permalinks]\nposts = '/:year/:title/'\nnotes = '/:year/:title/'\n"
MOVES = (
    by_hugo("plain", "/:sections[1:]/:slugorcontentbasename/"),
    by_hugo("by slug", "/:year/:month/:slugortitle/", HUGOS_SLUG),
    by_hugo("by title", "/:year/:title/", HUGOS_TITLE),
    by_hugo("ugly", "/:sections[1:]/:slugorcontentbasename.html", "uglyURLs = true\n"),
    by_pelican("plain", "{slug}.html"),
    by_pelican(
        "dated",
        "posts/{date:%Y}/{date:%b}/{date:%d}/{slug}/",
        "ARTICLE_URL = 'posts/{date:%Y}/{date:%b}/{date:%d}/{slug}/'\nARTICLE_SAVE_AS = ARTICLE_URL + 'index.html'\n",
    ),
    by_pelican("by category", "{category}/{slug}.html", "ARTICLE_URL = ARTICLE_SAVE_AS = '{category}/{slug}.html'\n"),
    by_eleventy("plain", "/posts/:path/"),
    by_eleventy("by file", "/blog/{{ page.fileSlug }}/", '{"permalink": "/blog/{{ page.fileSlug }}/"}'),
    by_eleventy(
        "by title",
        "/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}.html",
        """{"permalink": "/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}.html"}""",
    ),
)
LOST = {"/tags/c++/"}  # which is /tags/c-plus-plus/ here


@pytest.fixture(params=MOVES, ids=lambda move: f"{move.system}, {move.name}")
def move(request: pytest.FixtureRequest) -> Move:
    return request.param


def test_every_old_address_answers(move: Move, tmp_path: Path, capsys: Any) -> None:
    source, output = move.source(tmp_path / "source"), tmp_path / "output"
    move.generate(source, output)
    old, files = old_site(output), move.bucket(source)
    assert len(old.titles) >= 12

    blog = published(files)

    found = {path: title_at(blog, path) for path in old.titles}
    assert found == old.titles
    lost = {path for path in old.lists if not title_at(blog, path)}
    if move.name == "plain":  # site.yaml leads on from the lists and feeds as they come
        assert lost <= LOST

    told = told_of(files, tmp_path / "bucket", output, capsys)
    assert {path for path in told if path in old.titles.keys() | old.lists} == lost


def test_every_old_picture_in_a_folder_of_its_own_answers(move: Move, tmp_path: Path) -> None:
    source, output = move.source(tmp_path / "source"), tmp_path / "output"
    move.generate(source, output)
    blog = published(move.bucket(source))

    pictures = {f"/{path.relative_to(output).as_posix()}" for path in (output / "images").iterdir()}
    assert {path for path in pictures if not blog.buckets["site"].newest(object_key(path))} == set()


def published(files: dict[str, bytes]) -> Blog:
    """A blog of which these are the sources, when all is quiet."""
    blog = Blog()
    with blog.at_work():
        blog.open()
        for key, data in files.items():
            blog.put(key, data)
        blog.drain()
    return blog


def title_at(blog: Blog, path: str) -> str:
    """The title of what a reader gets who follows redirects; empty where nothing is."""
    found = blog.buckets["site"].newest(object_key(path))
    metadata = found.more["Metadata"] if found else {"status": "404"}
    if metadata.get("status") == "301":
        return title_at(blog, decoded(metadata["location"]))
    if found is None:
        made = make(path, Kiosk(blog.press.table, blog.press.content, blog.press.url), theme())
        return title_of(made.data.decode()).partition(" · ")[0] if made and made.status == HTTPStatus.OK else ""
    return "" if "status" in metadata else title_of(found.data.decode()).partition(" · ")[0] or path


def told_of(files: dict[str, bytes], folder: Path, output: Path, capsys: Any) -> set[str]:
    """The old addresses that `pressmark check` says would be lost."""
    for key, data in files.items():
        (folder / key).parent.mkdir(parents=True, exist_ok=True)
        (folder / key).write_bytes(data)
    main(["check", str(folder), "--old", str(output)], {}, lambda _: None)
    told = capsys.readouterr().out
    assert "to link to" not in told
    return {line.partition(": Nothing")[0] for line in told.splitlines() if ": Nothing" in line}
