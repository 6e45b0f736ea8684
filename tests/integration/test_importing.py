"""An import on its way to pages: each page is written about once, however many comments it gets."""

import re
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest

from blog import keys
from blog.comment import Comment
from blog.counting import LIKES
from blog.keys import post_id
from blog.migration import bring_in
from cli.pressmark import main
from tests.integration.world import World
from tests.manuscript import post
from tests.unit.cli.exports import disqus, disqus_post, disqus_thread

POSTS, COMMENTS = 4, 40
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


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


def test_a_thread_that_is_moved_and_edited_is_on_the_other_page_and_in_its_feed(world: World) -> None:
    for number in range(2):
        world.put(f"posts/p{number}.md", post(f"Post {number}", f"2026-01-0{number + 1}"))
    world.settle()
    said = [Comment(f"{number:024x}", post_id("posts/p0.md"), "Ada", f"Word{number}.", NOON) for number in range(2)]
    bring_in(world.table, said)
    world.table.add(keys.likes(said[0].post, said[0].id), LIKES, 3)
    world.settle()
    pages = [[world.page(f"/posts/p{number}/") for number in range(2)]]

    assert main(("comments", "move", "/posts/p0/", "/posts/p1/", "--yes"), world.names, boto3.client) == 0
    assert main(("comments", "edit", said[0].id, "--text", "Milder."), world.names, boto3.client) == 0
    world.settle()
    pages.append([world.page(f"/posts/p{number}/") for number in range(2)])
    old, new = (world.on_demand(f"/posts/p{number}/comments.xml")["body"] for number in range(2))

    assert [[text.count('class="comment"') for text in each] for each in pages] == [[2, 0], [0, 2]]
    assert "changed by the owner" in pages[1][1]
    assert [["3 likes" in text for text in each] for each in pages] == [[True, False], [False, True]]
    assert ("Word1." in old, "Word1." in new, "Milder." in new, "Word0." in new) == (False, True, True, False)
    assert "2 comments" in world.page("/")
