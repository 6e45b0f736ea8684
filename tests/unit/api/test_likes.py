from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from api.limit import MOST_LIKES
from blog import keys
from blog.comment import Comment
from blog.conversation import joining, leaving
from blog.counting import LIKES, shards, total
from blog.record import Status
from blog.table import Conflict, Put
from tests.unit.api.reader import ID, NOON, PAGES, POST, closed, make_desk, make_record, post_like, post_view, said
from tests.unit.fake_table import FakeTable

ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
ADA = Comment(ID, POST, "Ada", "White tea.", NOON)


@pytest.fixture
def desk():
    """With an approved comment."""
    desk = make_desk()
    desk.table.write(joining(ADA))
    desk.table.changes.clear()
    return desk


def likes(answer):
    return said(answer)["likes"], said(answer)["liked"]


def baked(desk):
    return (desk.table.get(keys.count(POST)) or {}).get(LIKES)


def of_comment(desk):
    return (desk.table.get(keys.likes(POST, ID)) or {}).get(LIKES)


def test_each_reader_is_counted_and_told(desk):
    answers = [post_like(desk, reader=reader) for reader in range(3)]

    assert [likes(answer) for answer in answers] == [(1, True), (2, True), (3, True)]
    assert said(answers[2]) == {"likes": 3, "liked": True, "text": "3 likes", "label": "Like this post, 3 likes"}
    assert baked(desk) == 3


def test_a_comment_is_liked_apart_from_its_post(desk):
    post_like(desk)
    answer = post_like(desk, ID)

    assert said(answer) == {
        "likes": 1,
        "liked": True,
        "text": "1 like",
        "label": "Like the comment by Ada, 1 like",
    }
    assert (of_comment(desk), baked(desk)) == (1, 1)


@pytest.mark.parametrize("comment", ["", ID], ids=["a post", "a comment"])
def test_a_reader_counts_once_a_day_however_often_it_is_sent(comment):
    now = [NOON]
    desk = make_desk(now=lambda: now[0])
    desk.table.write(joining(ADA))

    same_day = [likes(post_like(desk, comment)) for _ in range(3)]
    now[0] += timedelta(days=1)

    assert same_day == [(1, True)] * 3
    assert likes(post_like(desk, comment)) == (2, True)


@pytest.mark.parametrize("comment", ["", ID], ids=["a post", "a comment"])
def test_what_is_taken_back_is_counted_no_more_and_can_be_liked_again(desk, comment):
    post_like(desk, comment, reader=1)
    steps = ("yes", "no", "no", "yes", "no")

    found = [likes(post_like(desk, comment, like=step)) for step in steps]

    assert found == [(2, True), (1, False), (1, False), (2, True), (1, False)]
    assert (of_comment(desk) if comment else baked(desk)) == 1


def test_who_did_not_like_it_takes_nothing_back(desk):
    post_like(desk, reader=1)

    assert likes(post_like(desk, reader=2, like="no")) == (1, False)


def test_on_another_day_a_like_is_a_number_that_nobody_can_take_back():
    now = [NOON]
    desk = make_desk(now=lambda: now[0])
    post_like(desk)
    now[0] += timedelta(days=1)

    assert likes(post_like(desk, like="no")) == (1, False)


@pytest.mark.parametrize("comment", ["", ID], ids=["a post", "a comment"])
def test_a_thousand_readers_at_once_are_a_thousand_though_some_send_it_twice(desk, comment):
    with ThreadPoolExecutor(16) as readers:
        answers = list(readers.map(lambda reader: post_like(desk, comment, reader % 1000), range(1200)))

    assert {answer["statusCode"] for answer in answers} == {200}
    assert (of_comment(desk) if comment else total(desk.table.get_all(*shards(POST)), LIKES)) == 1000
    assert comment or baked(desk) == 1000


def test_of_readers_who_change_their_minds_at_once_the_page_has_the_last_number(desk):
    def change(reader):
        post_like(desk, reader=reader)
        post_like(desk, reader=reader, like="no" if reader % 2 else "yes")

    with ThreadPoolExecutor(16) as readers:
        list(readers.map(change, range(60)))

    assert baked(desk) == total(desk.table.get_all(*shards(POST)), LIKES) == 30


class StaleTable(FakeTable):
    """Just before a number is written for the page, somebody else takes his like back, and sees to the page."""

    meanwhile = staticmethod(lambda: None)

    def raise_to(self, key, attribute, number, **more):
        act, self.meanwhile = self.meanwhile, lambda: None
        act()
        super().raise_to(key, attribute, number, **more)


def test_a_number_that_is_out_of_date_when_it_is_written_is_mended():
    desk = make_desk()
    desk = make_desk(table=StaleTable(*(Put(key, desk.table.get(key)) for key in desk.table.keys)))
    for reader in (1, 2):
        post_like(desk, reader=reader)
    desk.table.meanwhile = lambda: post_like(desk, reader=1, like="no")

    post_like(desk, reader=3)

    assert baked(desk) == total(desk.table.get_all(*shards(POST)), LIKES) == 2


def test_a_number_that_was_never_written_is_written_by_the_next_view(desk):
    desk.table.add(keys.views(POST, 3), LIKES)  # by somebody who died before he could bake it

    answer = post_view(desk)

    assert said(answer)["like"] == {"likes": 1, "text": "1 like", "label": "Like this post, 1 like"}
    assert baked(desk) == 1


@pytest.mark.parametrize("sent", [{"user_agent": ROBOT}, {"user_agent": ""}, {"sec_purpose": "prefetch"}])
@pytest.mark.parametrize("comment", ["", ID], ids=["a post", "a comment"])
def test_what_reads_nothing_is_told_the_number_and_not_counted(desk, comment, sent):
    answer = post_like(desk, comment, **sent)

    assert (answer["statusCode"], likes(answer)) == (200, (0, False))
    assert desk.table.changes == []


def test_a_comment_that_is_not_on_its_page_cannot_be_liked(desk):
    desk.table.write(leaving(ADA))

    answers = [post_like(desk, each) for each in (ID, "b" * 24, "b", f"{ID}#", "../x")]

    assert [answer["statusCode"] for answer in answers] == [410] * 5
    assert desk.table.changes[2:] == []


def test_the_likes_of_a_comment_are_there_again_when_it_comes_back(desk):
    post_like(desk, ID)

    desk.table.write(leaving(ADA))
    desk.table.write(joining(ADA))

    assert likes(post_like(desk, ID, like="no")) == (0, False)
    assert [likes(post_like(desk, ID, like=each, reader=1)) for each in ("no", "yes")] == [(0, False), (1, True)]


class CrowdedTable(FakeTable):
    def write(self, actions):
        if any(LIKES in getattr(action, "amounts", ()) for action in actions):
            raise Conflict("TransactionConflict")
        super().write(actions)


def test_who_never_gets_through_is_asked_to_come_back():
    before = make_desk()
    desk = make_desk(table=CrowdedTable(*(Put(key, before.table.get(key)) for key in before.table.keys)))

    answer = post_like(desk)

    assert (answer["statusCode"], answer["headers"]["Retry-After"]) == (503, "1")


@pytest.mark.parametrize(
    "desk",
    [
        make_desk(make_record(status=Status.DRAFT)),
        make_desk(make_record(likes=False)),
        make_desk(settings=closed(likes=False)),
    ],
    ids=["a draft", "a post without likes", "a site without likes"],
)
def test_what_cannot_be_liked_is_422_and_its_likes_are_not_told(desk):
    assert (post_like(desk)["statusCode"], desk.table.changes) == (422, [])
    assert "like" not in said(post_view(desk))


def test_likes_do_not_need_open_comments_or_views():
    desk = make_desk(make_record(comments=False), closed(views=False, comments=False))

    assert likes(post_like(desk)) == (1, True)


def test_one_network_cannot_send_many(desk):
    sent = [post_like(desk, reader=reader, x_viewer_address="203.0.113.7") for reader in range(MOST_LIKES + 1)]

    assert [answer["statusCode"] for answer in sent] == [200] * MOST_LIKES + [429]
    assert said(sent[-1])["title"] == "Too much came from your network. Please try again in ten minutes."


def test_nothing_that_is_kept_tells_of_an_address_or_a_browser(desk):
    post_like(desk, x_viewer_address="203.0.113.77", user_agent="Mozilla/5.0 Firefox/140.7.7")

    kept = str(list(desk.table.scan()))
    assert "203.0.113" not in kept
    assert "140.7.7" not in kept


@pytest.mark.parametrize(("comment", "anchor"), [("", "like"), (ID, f"comment-{ID}")], ids=["a post", "a comment"])
def test_a_browser_without_scripts_sees_the_count_and_the_way_back(desk, comment, anchor):
    liked, taken = (post_like(desk, comment, like=like, accept=PAGES)["body"] for like in ("", "no"))

    assert "<h1>You like this.</h1>" in liked
    assert '<p class="deck">1 like</p>' in liked
    assert '<input type="hidden" name="like" value="no">' in liked
    assert "<button>I do not like it any more</button>" in liked
    assert "<h1>Do you like this?</h1>" in taken
    assert '<p class="deck">0 likes</p>' in taken
    assert "<button>Like</button>" in taken
    for page in (liked, taken):
        assert f'<a href="/posts/tea/#{anchor}"><bdi>Tea in the rain</bdi></a>' in page
        assert ('name="comment"' in page) is bool(comment)
