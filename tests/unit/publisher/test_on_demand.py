"""On demand: what is answered to whom, and what caches are told of it."""

from base64 import b64decode
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from blog import keys
from blog.item import to_item
from blog.record import Status, rows
from blog.settings import Settings
from blog.table import Put
from publisher.kiosk import Kiosk
from publisher.on_demand import respond
from publisher.poster import poster_of
from publisher.site_bucket import stored_type
from publisher.theme import Theme, folders
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_post, make_record
from tests.unit.publisher.test_feeds import Texts

THEME = Theme(folders()[0])
SECRET = "known to the CDN"
BUILT = {"etag": '"1"', "built": 1, "status": 410, "generation": 1}


@pytest.fixture
def kiosk() -> Kiosk:
    record = make_record(make_post(tags=("Tea", "שלום")))
    listed = [Put(key, row) for key, row in rows(record).items()]
    gone = Put(keys.want("/tags/coffee/"), BUILT)
    table = FakeTable(Put(keys.record(record.id), to_item(record)), *listed, gone)
    return Kiosk(table, Texts("It *rained*."), "https://blog.example", SECRET)


def ask(kiosk: Kiosk, path: str, method: str = "GET", **headers: str) -> dict[str, Any]:
    sent = {"X-Origin-Secret": SECRET} | {name.replace("_", "-"): value for name, value in headers.items()}
    event = {"rawPath": path, "headers": sent, "requestContext": {"http": {"method": method}}}
    found = respond(event, kiosk, THEME)
    if found.get("isBase64Encoded"):
        found["body"] = b64decode(found["body"]).decode(errors="replace")
    return found


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/rss.xml", "application/xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/tags/tea/feed.xml", "application/xml; charset=utf-8"),
        ("/tags/שלום/rss.xml", "application/xml; charset=utf-8"),
        (quote("/tags/שלום/rss.xml"), "application/xml; charset=utf-8"),
    ],
)
def test_a_feed_has_its_type_the_whole_text_and_some_minutes_in_the_cdn(kiosk, path, content_type) -> None:
    found = ask(kiosk, path)

    assert found["statusCode"] == 200
    assert found["headers"]["Content-Type"] == stored_type(content_type)
    told = found["headers"].get("x-amz-meta-type", found["headers"]["Content-Type"])
    assert told == content_type
    assert "s-maxage=300" in found["headers"]["Cache-Control"]
    assert "rained" in found["body"]


def test_whoever_has_it_is_told_so_also_when_the_cdn_has_compressed_it(kiosk) -> None:
    etag = ask(kiosk, "/rss.xml")["headers"]["ETag"]

    for known in (etag, f"W/{etag}", f'"other", W/{etag}', "*"):
        found = ask(kiosk, "/rss.xml", if_none_match=known)
        assert (found["statusCode"], found["body"], found["headers"]["ETag"]) == (304, "", etag)
    assert ask(kiosk, "/rss.xml", if_none_match='"other"')["statusCode"] == 200
    assert ask(kiosk, "/feed.json")["headers"]["ETag"] != etag


def test_the_head_of_an_answer_is_that_of_the_whole(kiosk) -> None:
    whole = ask(kiosk, "/rss.xml")

    assert ask(kiosk, "/rss.xml", "HEAD") == whole | {"body": ""}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(kiosk, method) -> None:
    found = ask(kiosk, "/rss.xml", method)

    assert (found["statusCode"], found["headers"]["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("secret", ["", "guessed", "é"])
def test_nobody_comes_around_the_cdn(kiosk, secret) -> None:
    found = ask(kiosk, "/rss.xml", x_origin_secret=secret, **{"X-Origin-Secret": secret})

    assert found["statusCode"] == 403
    assert "rained" not in found["body"]


@pytest.mark.parametrize(
    "path", ["/", "/tags/milk/feed.xml", "/archive/feed.xml", "/posts/x/rss.xml", "/%ff", "/tags//"]
)
def test_what_never_was_is_not_found(kiosk, path) -> None:
    found = ask(kiosk, path, if_none_match="*")

    assert found["statusCode"] == 404
    assert found["headers"]["Cache-Control"] == "no-store"


def test_the_feed_of_a_tag_that_has_no_posts_any_more_is_gone(kiosk) -> None:
    found = ask(kiosk, "/tags/coffee/feed.xml", if_none_match="*")

    assert (found["statusCode"], found["headers"]["Content-Type"]) == (410, "text/html; charset=utf-8")
    assert "noindex" in found["body"]


def test_a_post_that_was_taken_back_this_moment_is_in_no_feed(kiosk) -> None:
    """Its row and its record are read one after the other."""
    record = make_record(make_post(tags=("Tea",)), status=Status.UNPUBLISHED)
    kiosk.table.put(Put(keys.record(record.id), to_item(record)))

    assert "rained" not in ask(kiosk, "/tags/tea/feed.xml")["body"]


def test_an_index_of_tags_is_a_page_for_some_minutes_and_none_while_there_are_none(kiosk) -> None:
    kiosk.table.put(Put(keys.want("/tags/tea/"), BUILT | {"status": 200, "name": "Tea", "posts": 7, "more": False}))

    found = ask(kiosk, "/tags/")

    assert (found["statusCode"], found["headers"]["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "s-maxage=300" in found["headers"]["Cache-Control"]
    assert "7 posts" in found["body"]
    assert "coffee" not in found["body"]
    assert ask(kiosk, "/authors/")["statusCode"] == 404
    assert ask(kiosk, "/tags/", if_none_match=found["headers"]["ETag"])["statusCode"] == 304


def poster(**changes: Any) -> str:
    return replace(poster_of(make_post(), Settings()), **changes).path("0123456789abcdef")


def test_a_poster_is_a_picture_for_ever(kiosk) -> None:
    found = ask(kiosk, poster())

    assert (found["statusCode"], found["headers"]["Content-Type"]) == (200, "image/png")
    assert found["headers"]["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "PNG" in found["body"][:8]
    assert "x-amz-meta-type" not in found["headers"]
    assert ask(kiosk, poster(), if_none_match=found["headers"]["ETag"])["statusCode"] == 304


def test_only_the_poster_that_the_page_names_is_drawn_and_others_of_the_post_lead_to_it(kiosk) -> None:
    for path in (poster(title="Any"), poster(accent="#000000")):
        found = ask(kiosk, path)
        assert (found["statusCode"], found["headers"]["Location"]) == (302, poster()), path
        assert "immutable" not in found["headers"]["Cache-Control"]


def test_where_no_poster_of_a_post_may_stand_nothing_is(kiosk) -> None:
    other = poster().replace("0123456789abcdef", "f" * 16)
    for path in (other, "/assets/posters/x.png", poster() + "\n"):
        assert ask(kiosk, path)["statusCode"] == 404, path


def test_a_draft_has_no_poster(kiosk) -> None:
    record = make_record(status=Status.DRAFT)
    kiosk.table.put(Put(keys.record(record.id), to_item(record)))

    assert ask(kiosk, poster())["statusCode"] == 404
