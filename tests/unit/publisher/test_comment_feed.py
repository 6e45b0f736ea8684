"""Feeds of comments, asked for as the CDN asks: whose they are, and what is in none."""

from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest

from blog import keys
from blog.comment import Comment
from blog.conversation import joining, leaving
from blog.item import to_item
from blog.post import Kind
from blog.record import Record, Status, bearers, claims
from blog.table import Put
from publisher.comment_feed import NEWEST
from publisher.kiosk import Kiosk
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_post, make_record
from tests.unit.publisher.test_feeds import Texts
from tests.unit.publisher.test_on_demand import BUILT, SECRET, ask
from tests.unit.publisher.test_theme import NOON

RAIN = make_record()


def told(number: int, post: str = RAIN.id, **more: str) -> Comment:
    return Comment(f"{number:024x}", post, more.pop("name", f"N{number}"), more.pop("text", "*Rain*"), NOON, **more)


def kiosk_with(*comments: Comment, records: tuple[Record, ...] = (RAIN,)) -> Kiosk:
    rows = [Put(keys.record(each.id), to_item(each)) for each in records]
    rows += [Put(key, row) for each in records for kind in (claims, bearers) for key, row in kind(each).items()]
    rows += [put for each in comments for put in joining(each)]
    return Kiosk(FakeTable(*rows), Texts("It rained."), "https://blog.example", SECRET)


def entries(kiosk: Kiosk, path: str) -> list:
    found = ask(kiosk, path)
    assert found["statusCode"] == 200
    read = feedparser.parse(found["body"])
    assert not read.bozo
    return read.entries


def test_a_post_has_a_feed_of_its_comments_newest_first() -> None:
    kiosk = kiosk_with(told(1), told(2, name="Ada", website="https://ada.example", parent=f"{1:024x}"))

    newest, oldest = entries(kiosk, "/posts/listening-for-rain/comments.xml")

    assert newest.title == "Ada on “Listening for rain”"
    assert newest.link == f"https://blog.example/posts/listening-for-rain/#comment-{2:024x}"
    assert newest.content[0].value == "<p><em>Rain</em></p>"
    assert newest.author_detail == {"name": "Ada", "href": "https://ada.example"}
    assert oldest.id != newest.id
    assert newest.id.startswith("urn:uuid:")


def test_a_comment_is_as_new_as_what_was_changed_last_by_whomever() -> None:
    day = timedelta(days=1)
    said = [told(1), replace(told(2), edited=NOON + day), replace(told(3), edited=NOON + day, amended=NOON + 2 * day)]

    found = entries(kiosk_with(*said), "/comments.xml")

    assert [each.updated[:10] for each in found] == [f"{NOON + number * day:%Y-%m-%d}" for number in (2, 1, 0)]


def test_a_post_without_comments_has_an_empty_feed() -> None:
    assert entries(kiosk_with(), "/posts/listening-for-rain/comments.xml") == []


def test_a_post_whose_address_is_a_file_has_its_feed_below_it() -> None:
    record = make_record(make_post(path="/old/rain.html"), path="/old/rain.html")

    assert len(entries(kiosk_with(told(1), records=(record,)), "/old/rain.html/comments.xml")) == 1


def test_the_blog_has_a_feed_of_all_comments_with_those_of_renamed_posts() -> None:
    sun = make_record(
        make_post("Sun", slug="sun", identity="posts/old.md"),
        id=keys.post_id("posts/sun.md"),
        source="posts/sun.md",
        path="/posts/sun/",
    )
    kiosk = kiosk_with(told(1), told(2, sun.identity), told(3), records=(RAIN, sun))

    found = entries(kiosk, "/comments.xml")

    assert [each.title for each in found] == [
        "N3 on “Listening for rain”",
        "N2 on “Sun”",
        "N1 on “Listening for rain”",
    ]


def test_it_ends_at_the_newest() -> None:
    kiosk = kiosk_with(*map(told, range(1, NEWEST + 6)))

    assert [each.title.split()[0] for each in entries(kiosk, "/comments.xml")][-1] == "N6"
    assert len(entries(kiosk, "/posts/listening-for-rain/comments.xml")) == NEWEST


def test_what_left_its_page_is_in_no_feed() -> None:
    kiosk = kiosk_with(told(1), told(2, text="Gone words"))
    kiosk.table.write(leaving(told(2, text="Gone words")))

    for path in ("/comments.xml", "/posts/listening-for-rain/comments.xml"):
        assert len(entries(kiosk, path)) == 1
        assert "Gone words" not in ask(kiosk, path)["body"]


@pytest.mark.parametrize(
    "record", [make_record(status=Status.DRAFT, live=""), make_record(status=Status.UNPUBLISHED, live="")]
)
def test_the_comments_of_a_post_that_nobody_can_read_are_in_no_feed(record: Record) -> None:
    kiosk = kiosk_with(told(1, text="Hidden words"), records=(record,))

    assert entries(kiosk, "/comments.xml") == []
    assert ask(kiosk, "/posts/listening-for-rain/comments.xml")["statusCode"] == 404


def test_where_a_post_was_its_feed_is_gone() -> None:
    kiosk = kiosk_with()
    kiosk.table.put(Put(keys.want("/posts/gone/"), BUILT))

    assert ask(kiosk, "/posts/gone/comments.xml")["statusCode"] == 410


@pytest.mark.parametrize("path", ["/posts/never/comments.xml", "/archive/comments.xml", "//comments.xml"])
def test_where_nothing_is_there_is_no_feed(path: str) -> None:
    assert ask(kiosk_with(told(1)), path)["statusCode"] == 404


def test_a_standing_page_has_none() -> None:
    page = make_record(make_post(kind=Kind.PAGE), source="pages/about.md", path="/about/")

    assert ask(kiosk_with(records=(page,)), "/about/comments.xml")["statusCode"] == 404
