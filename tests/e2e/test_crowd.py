"""Stories of readers who all come at once."""

import json
from collections import Counter

import pytest

from api.limit import MOST
from blog.table import Table
from tests.e2e.blog import Blog, post, post_id
from tests.e2e.crowd import Door, counted, kept, network, readings, send_all, statuses_of, twice, view
from tests.stack import LocalStack


@pytest.fixture
def table(blog: Blog, stack: LocalStack) -> Table:
    return Table(blog.client("dynamodb"), stack.env["TABLE_NAME"])


def test_of_comments_sent_at_once_and_twice_none_is_lost_and_none_is_double(blog: Blog, table: Table) -> None:
    blog.put("posts/square.md", post("The square"))
    page = post_id(blog.await_page("/posts/square/"))
    door = Door.of(blog.url, blog.client)
    texts = [f"Remark {number} of the square." for number in range(20)]

    sent = send_all(twice(door.comment(page, text, network(number)) for number, text in enumerate(texts)), at_once=16)

    assert {each.answer.status for each in sent} == {202}, statuses_of(sent)
    assert Counter(json.loads(each.answer.data)["id"] for each in sent) == dict.fromkeys(kept(table, texts), 2)
    assert sorted(kept(table, texts).values()) == sorted(texts)


def test_of_one_network_no_more_are_taken_at_once_than_one_by_one(blog: Blog, table: Table) -> None:
    blog.put("posts/alley.md", post("The alley"))
    page = post_id(blog.await_page("/posts/alley/"))
    door = Door.of(blog.url, blog.client)
    texts = [f"Remark {number} of the alley." for number in range(MOST + 6)]

    sent = send_all([door.comment(page, text, "2001:db8:ffff:ffff::1") for text in texts], at_once=8)

    answers = Counter(each.answer.status for each in sent)
    assert answers[202] + answers[429] == len(texts)
    assert len(kept(table, texts)) == answers[202] <= MOST
    assert all(int(each.answer.headers["Retry-After"]) <= 600 for each in sent if each.answer.status == 429)


def test_readers_of_several_posts_at_once_are_each_counted_once(blog: Blog, table: Table) -> None:
    names = ("market", "bridge", "lane")
    for name in names:
        blog.put(f"posts/{name}.md", post(f"The {name}"))
    posts = [post_id(blog.await_page(f"/posts/{name}/")) for name in names]
    read = list(readings(posts, 40))

    sent = send_all(twice(view(blog.url, *each) for each in read), at_once=16)

    assert {each.answer.status for each in sent} == {200}, statuses_of(sent)
    assert counted(table, posts) == Counter(post for post, _ in read)
