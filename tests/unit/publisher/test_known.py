"""What is gathered from the table's items; what the audit makes of it is in `test_findings.py`."""

from datetime import UTC, datetime

import pytest

from blog import keys
from blog.item import to_item
from blog.record import Status
from publisher.known import known_from
from tests.unit.make import make_record

MORNING, NOON = (datetime(2026, 3, 15, hour, tzinfo=UTC) for hour in (8, 12))


def item(key: keys.Key, **more):
    return {"PK": key.pk, "SK": key.sk, **more}


@pytest.mark.parametrize(
    ("record", "waiting"),
    [
        (make_record(path="/posts/rain/", live=""), {"/posts/rain/"}),
        (make_record(path="/posts/rain/"), set()),
        (make_record(path="/posts/rain/", live="", status=Status.DRAFT), set()),
    ],
    ids=["published", "listed", "draft"],
)
def test_a_published_post_that_no_list_shows_waits(record, waiting):
    assert known_from([item(keys.record(record.id), **to_item(record))]).waiting == waiting


def test_a_page_waits_that_is_wanted_newer_than_it_was_built_and_no_fan_out_does():
    built = item(keys.want("/a/"), generation=2, built=2, etag="a", status=200, edition="e")
    older = item(keys.want("/b/"), generation=2, built=1, etag="b", status=200)

    known = known_from([built, older, item(keys.want("sources"), generation=3)])

    assert (known.waiting, known.editions) == ({"/b/"}, {"/a/": "e", "/b/": ""})


def test_a_copy_that_two_pictures_had_is_known_by_the_later_moment():
    pictures = [
        item(keys.media(f"media/{name}.png"), former={"/assets/pictures/a": moment.isoformat()})
        for name, moment in (("a", NOON), ("b", MORNING))
    ]

    assert known_from(pictures).former == {"/assets/pictures/a": NOON}


def test_the_copies_of_a_picture_are_known_with_the_tags_that_were_noted():
    copies = [{"width": 480, "url": "/a%20b.webp"}, {"width": 800, "url": "/c.webp"}]
    picture = item(keys.media("media/a.png"), version="v", picture={"copies": copies}, tags={"/a b.webp": "t"})

    known = known_from([picture])

    assert known.copies == {"/a b.webp": "media/a.png", "/c.webp": "media/a.png"}
    assert known.copy_tags == {"/a b.webp": "t"}
