"""An import on its way to pages: each page is written about once, however many comments it gets."""

import re
from pathlib import Path

import boto3
import pytest

from cli.pressmark import main
from tests.integration.world import World
from tests.manuscript import post
from tests.unit.cli.exports import disqus, disqus_post, disqus_thread

POSTS, COMMENTS = 4, 40


def test_imported_comments_are_on_their_pages_which_are_written_once_or_twice(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(POSTS):
        world.put(f"posts/p{number}.md", post(f"Post {number}", f"2026-01-{number + 1:02}"))
    world.settle()
    file = tmp_path / "disqus.xml"
    threads = [disqus_thread(number, f"https://old.example/posts/p{number}/") for number in range(POSTS)]
    said = [disqus_post(number, number % POSTS, f"<p>Word{number}.</p>") for number in range(1, COMMENTS + 1)]
    file.write_bytes(disqus(*threads, *said))
    before = world.calls.copy()

    assert main(("comments", "import", str(file)), world.names, boto3.client) == 0
    world.settle()
    writes = (world.calls - before)["s3:PutObject"]

    assert f"{COMMENTS} were imported" in capsys.readouterr().out
    pages = "".join(world.page(f"/posts/p{number}/") or "" for number in range(POSTS))
    assert len(set(re.findall(r"Word\d+\.", pages))) == COMMENTS
    assert writes <= 2 * POSTS + 8, writes  # their pages, and the four lists that count comments, once for each batch
    print(f"{writes} objects written for {COMMENTS} comments on {POSTS} posts")
