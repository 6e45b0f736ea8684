"""Likes from the reader's browser to the page: of a post that is renamed, and of a comment that is taken away."""

import pytest

from api.desk import Desk
from api.routes import respond
from blog import keys
from blog.comment import Comment, digest_of
from blog.counting import LIKES, shards, total
from blog.keys import post_id
from blog.moderation import Held, approve, hold, reject, undo
from blog.revision import find_own, withdraw
from publisher.press import utc_now
from tests.integration.world import URL, World
from tests.manuscript import post
from tests.simulation.events import request

TEA, CHAI = post_id("posts/tea.md"), post_id("posts/chai.md")
SAID, KEY = "a" * 24, "0b" * 16
GONE = 410


@pytest.fixture
def readable(world: World) -> World:
    """A post with a comment."""
    world.put("posts/tea.md", post("Tea"))
    world.settle()
    hold(
        world.table,
        Held(Comment(SAID, TEA, "Ada", "White tea.", utc_now(), writer=digest_of(KEY)), "Tea", "/posts/tea/"),
    )
    approve(world.table, SAID)
    world.settle()
    return world


def like(world: World, reader: int = 0, **fields: str) -> int:
    agent = f"Mozilla/5.0 (X11; Linux x86_64; rv:{reader}.0) Gecko/20100101 Firefox/140.0"
    answer = respond(request(URL, "/api/likes", {"post": TEA, **fields}, agent), Desk(world.table, URL))
    status: int = answer["statusCode"]
    return status


def test_each_reader_is_counted_once_and_the_page_says_so_until_it_is_taken_back(readable: World) -> None:
    answers = {like(readable, reader) for reader in (1, 2, 3, 2, 1)} | {like(readable, 1, comment=SAID)}
    readable.settle()
    before = readable.page("/posts/tea/")
    like(readable, 3, like="no")
    like(readable, 1, comment=SAID, like="no")
    readable.settle()

    after = readable.page("/posts/tea/")
    assert answers == {200}
    assert total(readable.table.get_all(*shards(TEA)), LIKES) == 2
    assert 'aria-label="Like this post, 3 likes"' in before
    assert 'aria-label="Like this post, 2 likes"' in after
    assert 'aria-label="Like the comment by Ada, 1 like"' in before
    assert 'aria-label="Like the comment by Ada"' in after


def test_likes_follow_a_renamed_file(readable: World) -> None:
    like(readable, 1)
    like(readable, 1, comment=SAID)

    readable.delete("posts/tea.md")
    readable.put("posts/chai.md", post("Chai", id="posts/tea.md"))
    readable.settle()
    more = [like(readable, 2, post=CHAI), like(readable, 2, post=CHAI, comment=SAID)]
    readable.settle()

    html = readable.page("/posts/chai/")
    assert more == [200, 200]
    assert html.count(">2 likes</button>") == 2


def test_the_likes_of_a_comment_are_away_with_it_and_gone_once_its_writer_takes_it_back(readable: World) -> None:
    like(readable, 1, comment=SAID)
    reject(readable.table, SAID)
    refused = like(readable, 2, comment=SAID)
    readable.settle()
    without = readable.page("/posts/tea/")
    undo(readable.table, SAID)
    readable.settle()
    back = readable.page("/posts/tea/")

    own = find_own(readable.table, [TEA], SAID, KEY)
    assert own
    withdraw(readable.table, own)

    assert refused == GONE
    assert ("1 like" in without, "Like the comment by Ada, 1 like" in back) == (False, True)
    assert readable.table.get(keys.likes(TEA, SAID)) is None


def tag(world: World) -> str:
    """Of the page as it is; each build has another."""
    answer: str = world.s3.head_object(Bucket="sitebucket", Key="posts/tea/index.html")["ETag"]
    return answer


def test_a_page_is_built_for_a_number_that_it_shows_and_for_no_other(readable: World) -> None:
    readable.table.add(keys.likes(TEA, SAID), LIKES, 119)
    readable.table.add(keys.views(TEA), LIKES, 119)
    like(readable, 0)
    readable.settle()
    before = tag(readable)

    like(readable, 1)
    readable.settle()
    after = tag(readable)
    like(readable, 1, comment=SAID)
    readable.settle()

    assert (after, tag(readable) == before) == (before, False)
    assert readable.page("/posts/tea/").count(">120 likes</button>") == 2
