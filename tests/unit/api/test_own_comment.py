"""What a writer is shown of a comment before and after it is sent, and what he may still do with it."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from blog.moderation import approve, approved, held
from tests.unit.api.reader import (
    JSON,
    NOON,
    POST,
    closed,
    get,
    make_desk,
    post_comment,
    post_form,
    said,
)
from tests.unit.api.test_add_comment import Fields

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) **tea**"


def send(desk, **fields):
    """Where the writer is sent, as its path and fields."""
    location = urlsplit(post_comment(desk, **fields)["headers"]["Location"])
    return location.path, dict(parse_qsl(location.query))


def later(desk, **time):
    moment = NOON + timedelta(**time)
    return make_desk_at(desk, moment)


def make_desk_at(desk, moment):
    made = make_desk(now=lambda: moment)
    object.__setattr__(made, "table", desk.table)
    return made


def test_who_sent_a_comment_sees_it_and_how_to_change_it():
    desk = make_desk()
    path, own = send(desk, name="Ada", text="I **prefer** oolong.", website="ada.example")

    answer = get(desk, path, **own)

    page = Fields(answer["body"])
    assert answer["statusCode"] == 200
    assert "Thank you. Your comment has arrived" in answer["body"]
    assert "I <strong>prefer</strong> oolong." in answer["body"]
    assert "Until 12:15 (UTC)" in answer["body"]
    assert (page.values["name"], page.values["text"]) == ("Ada", "I **prefer** oolong.")
    actions = [each["action"] for tag, each in page.tags if tag == "form"]
    assert actions == ["/api/comments/change", "/api/comments/withdraw"]
    assert "no-store" in answer["headers"]["Cache-Control"]


def test_a_script_shows_its_key_in_no_address():
    desk = make_desk()
    _, own = send(desk)

    assert "I prefer oolong." in post_form(desk, "/api/comments/mine", **own)["body"]


def test_what_was_changed_waits_again_and_says_so():
    desk = make_desk()
    path, own = send(desk)
    approve(desk.table, own["id"])
    assert "Your comment is on the page." in get(desk, path, **own)["body"]

    answer = post_form(desk, "/api/comments/change", name="Ada L.", text="Or white tea.", website="", **own)

    assert (answer["statusCode"], answer["headers"]["Location"].partition("?")[0]) == (303, path)
    assert approved(desk.table, POST) == []
    [waiting] = held(desk.table)
    assert (waiting.comment.name, waiting.comment.text, waiting.title) == ("Ada L.", "Or white tea.", "Tea in the rain")
    assert "Thank you. Your comment has arrived" in get(desk, path, **own)["body"]


def test_a_change_keeps_what_it_replies_to():
    desk = make_desk()
    _, own = send(desk, parent="a" * 24)

    post_form(desk, "/api/comments/change", name="Ada", text="Other.", parent="b" * 24, **own)

    assert held(desk.table)[0].comment.parent == "a" * 24


def test_a_change_without_a_name_comes_back_as_a_form_that_changes():
    desk = make_desk()
    _, own = send(desk)

    answer = post_form(desk, "/api/comments/change", name="", text="Other.", **own)

    page = Fields(answer["body"])
    assert (answer["statusCode"], page.values["text"], page.values["key"]) == (422, "Other.", own["key"])
    assert ("form", {"class": "text", "method": "post", "action": "/api/comments/change"}) in page.tags


@pytest.mark.parametrize("is_shown", [False, True])
def test_what_was_taken_back_is_nowhere(is_shown):
    desk = make_desk()
    path, own = send(desk, name="Ada Gone", text="Second thoughts.")
    if is_shown:
        approve(desk.table, own["id"])

    answer = post_form(desk, "/api/comments/withdraw", **own)

    assert (answer["statusCode"], "Your comment was taken back." in answer["body"]) == (200, True)
    assert "Gone" not in repr(list(desk.table.scan()))
    assert get(desk, path, **own)["statusCode"] == 410


@pytest.mark.parametrize("verb", ["change", "withdraw"])
def test_when_the_time_is_over_nothing_changes(verb):
    desk = make_desk()
    path, own = send(desk)
    before = list(desk.table.scan())

    for minutes, status in ((15, 409), (60, 409)):
        answer = post_form(later(desk, minutes=minutes), f"/api/comments/{verb}", name="Eve", text="Evil.", **own)
        assert answer["statusCode"] == status

    assert list(desk.table.scan()) == before
    late = get(later(desk, minutes=15), path, **own)
    assert late["statusCode"] == 200
    assert "<form" not in late["body"]


def test_just_before_it_is_over_it_can_be_changed():
    desk = make_desk()
    _, own = send(desk)

    almost = later(desk, minutes=14, seconds=59)

    assert post_form(almost, "/api/comments/change", name="Ada", text="Other.", **own)["statusCode"] == 303


def test_the_owner_says_how_long_it_is():
    desk = make_desk(settings=closed(comments_change_within=0))
    path, own = send(desk)

    assert post_form(desk, "/api/comments/change", name="Ada", text="Other.", **own)["statusCode"] == 409
    assert "<form" not in get(desk, path, **own)["body"]


@pytest.mark.parametrize("wrong", [{"key": "1" * 32}, {"key": ""}, {"id": "b" * 24}, {"id": "../RECORD"}, {"id": ""}])
@pytest.mark.parametrize("verb", ["mine", "change", "withdraw"])
def test_whoever_has_not_written_it_sees_and_changes_nothing(verb, wrong):
    desk = make_desk()
    _, own = send(desk, name="Ada Secret")
    before = list(desk.table.scan())

    answer = post_form(desk, f"/api/comments/{verb}", name="Eve", text="Evil.", **(own | wrong))

    assert answer["statusCode"] == 410
    assert "Secret" not in answer["body"]
    assert list(desk.table.scan()) == before


def test_a_preview_shows_the_text_and_keeps_nothing():
    desk = make_desk()

    answer = post_form(desk, "/api/comments/preview", name="Ada", text=HOSTILE, parent="a" * 24)

    page = Fields(answer["body"])
    assert (answer["statusCode"], held(desk.table)) == (200, [])
    assert "<strong>tea</strong>" in answer["body"]
    assert not any(tag == "script" for tag, _ in page.tags)
    assert (page.values["text"], page.values["parent"]) == (HOSTILE, "a" * 24)
    assert ("button", {"formaction": "/api/comments/preview"}) in page.tags


def test_a_script_gets_the_preview_alone():
    answer = post_form(make_desk(), "/api/comments/preview", {"accept": JSON}, name="Ada", text="*Tea*")

    assert said(answer) == {"html": "<p><em>Tea</em></p>"}


def test_what_is_wrong_is_said_before_it_is_sent_as_well():
    answer = post_form(make_desk(), "/api/comments/preview", {"accept": JSON}, name="", text="Tea")

    assert [error["field"] for error in said(answer)["errors"]] == ["name"]


def test_the_form_for_a_reply_shows_what_it_replies_to():
    desk = make_desk()
    _, own = send(desk, name="Grace & Co", text=HOSTILE)
    approve(desk.table, own["id"])

    answer = get(desk, "/api/comments/reply", to=own["id"])

    page = Fields(answer["body"])
    assert page.values["parent"] == own["id"]
    assert "In reply to Grace &amp; Co" in answer["body"]
    assert "<strong>tea</strong>" in answer["body"]
    assert not any(tag == "script" for tag, _ in page.tags)


def test_what_waits_is_shown_to_nobody_who_wants_to_reply():
    desk = make_desk()
    _, own = send(desk, name="Ada Secret", text="Secret words.")

    answer = get(desk, "/api/comments/reply", to=own["id"])

    assert (answer["statusCode"], Fields(answer["body"]).values["parent"]) == (200, own["id"])
    assert "Secret" not in answer["body"]
