from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.routes import respond
from blog import keys
from blog.record import Status
from tests.unit.api.reader import POST, closed, event, make_desk, make_record, post_view, said


def baked(desk):
    item = desk.table.get(keys.count(POST))
    return item and item["views"]


def test_each_view_is_counted_and_told():
    desk = make_desk()

    answers = [post_view(desk) for _ in range(3)]

    assert [said(answer)["views"] for answer in answers] == [1, 2, 3]
    assert said(answers[2]) == {"views": 3, "text": "3 views"}
    assert answers[0]["statusCode"] == 200


def test_only_a_count_that_is_worth_it_changes_the_page():
    desk = make_desk()
    desk.table.add(keys.views(POST), "views", 99)

    seen = [(said(post_view(desk))["views"], baked(desk)) for _ in range(11)]

    assert seen == [*((views, 100) for views in range(100, 110)), (110, 110)]


def test_a_baked_count_never_goes_back():
    desk = make_desk()
    desk.table.raise_to(keys.count(POST), "views", 50)

    post_view(desk)

    assert baked(desk) == 50


def test_two_hundred_views_at_once_are_two_hundred():
    desk = make_desk()

    with ThreadPoolExecutor(8) as readers:
        counts = [said(answer)["views"] for answer in readers.map(lambda _: post_view(desk), range(200))]

    assert sorted(counts) == list(range(1, 201))
    assert baked(desk) == 200


def test_a_picture_counts_for_browsers_without_scripts():
    desk = make_desk()

    answer = respond(event("GET", "/api/views.gif", query={"post": POST}), desk)

    gif = b64decode(answer["body"])
    assert (answer["isBase64Encoded"], len(gif), gif[:6]) == (True, 43, b"GIF89a")
    assert (answer["headers"]["Content-Type"], answer["headers"]["Cache-Control"]) == ("image/gif", "no-store")
    assert said(post_view(desk))["views"] == 2


@pytest.mark.parametrize("query", [None, {}, {"post": ""}, {"post": f"{POST},{POST}"}, {"post": "0" * 16}])
def test_a_picture_for_no_post_counts_nothing(query):
    desk = make_desk()

    answer = respond(event("GET", "/api/views.gif", query=query), desk)

    assert (answer["statusCode"], desk.table.changes) == (410, [])


@pytest.mark.parametrize(
    "desk",
    [make_desk(make_record(status=Status.DRAFT)), make_desk(settings=closed(views=False))],
    ids=["a draft", "a site without views"],
)
def test_what_is_not_counted_is_410(desk):
    assert (post_view(desk)["statusCode"], desk.table.changes) == (410, [])


def test_a_post_that_is_unknown_is_410():
    assert post_view(make_desk(), "0" * 16)["statusCode"] == 410
