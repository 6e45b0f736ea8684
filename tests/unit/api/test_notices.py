"""What the links in letters to commenters do, and what they do not."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from api.routes import SEALED_POSTS, respond
from blog import keys
from blog.correspondent import Correspondent, asking, comments_of, correspondent_of, digest_of
from blog.notice import Act, Notice, path_of
from blog.offer import offer_key
from tests.unit.api.api_page import BOBS, LINKS, ORIGINS, TYPES, stopped
from tests.unit.api.reader import FORM, NOON, POST, event, make_desk
from tests.unit.api.test_add_comment import Fields

ADA, COMMENT = "ada@tea.example", "0a" * 12


@pytest.fixture
def desk():
    desk = make_desk()
    kept = Correspondent(ADA, COMMENT, POST, "browser")
    desk.table.put(asking(desk.table, digest_of(desk.table, ADA), kept, NOON))
    return desk


def fields_of(desk, act):
    return Notice.of(act, digest_of(desk.table, ADA), COMMENT, NOON).fields(offer_key(desk.table))


def get(desk, act, fields=None, **headers):
    return respond(event("GET", path_of(act), query=fields or fields_of(desk, act), **headers), desk)


def press(desk, act, page):
    """The button of a page, in a browser without scripts."""
    form = {name: unescape(value) for name, value in Fields(page["body"]).values.items()}
    return respond(event("POST", path_of(act), form), desk)


def kept(desk):
    return comments_of(desk.table, digest_of(desk.table, ADA))


def test_an_address_is_confirmed_by_the_button_and_not_by_the_link(desk):
    page = get(desk, Act.CONFIRM)
    assert not kept(desk)[0].is_confirmed

    answer = press(desk, Act.CONFIRM, page)

    assert (page["statusCode"], answer["statusCode"]) == (200, 200)
    assert kept(desk)[0].is_confirmed
    assert press(desk, Act.CONFIRM, page)["statusCode"] == 200  # again: no harm


def test_letters_end_by_the_button_of_the_link_s_page_and_not_by_the_link(desk):
    page = get(desk, Act.STOP)
    assert kept(desk)

    answer = press(desk, Act.STOP, page)

    assert (page["statusCode"], answer["statusCode"], kept(desk)) == (200, 200, [])
    assert press(desk, Act.STOP, page)["statusCode"] == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"body": b"List-Unsubscribe=One-Click", "content_type": FORM},
        {
            "body": b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
            "content_type": "multipart/form-data; boundary=x",
        },
        {"body": b"", "content_type": None},
    ],
    ids=["a form", "multipart", "nothing"],
)
def test_letters_end_with_one_click_in_a_mail_program(desk, sent):
    """It is sent from no page, without cookies, and must not be answered by a redirect (RFC 8058, section 3.1)."""
    clicked = event("POST", path_of(Act.STOP), query=fields_of(desk, Act.STOP), origin=None, **sent)

    assert (respond(clicked, desk)["statusCode"], kept(desk)) == (200, [])


def test_after_the_end_of_letters_the_address_is_not_asked_for_a_year(desk):
    press(desk, Act.STOP, get(desk, Act.STOP))

    noted = desk.table.get(keys.asked(digest_of(desk.table, ADA)))
    assert noted["expires"] == (NOON + timedelta(days=365)).timestamp()
    assert ADA not in str(noted)


def test_no_other_address_is_open_to_forms_from_elsewhere(desk):
    sent = event("POST", path_of(Act.CONFIRM), fields_of(desk, Act.CONFIRM), origin="https://evil.example")

    assert respond(sent, desk)["statusCode"] == 403
    assert not kept(desk)[0].is_confirmed
    assert {path_of(Act.STOP)} == SEALED_POSTS


@pytest.mark.parametrize("name", sorted(LINKS.keys() - {"as in the letter"}))
@pytest.mark.parametrize("in_body", [True, False])
def test_without_a_true_link_nothing_ends_from_anywhere(name, in_body):
    outcomes = {stopped("POST", name, origin, type_, in_body=in_body) for origin in ORIGINS for type_ in TYPES}

    assert {gone for _, gone in outcomes} == {"nothing"}
    assert all(status >= 400 for status, _ in outcomes)


def test_a_true_link_ends_the_letters_to_its_own_address_only():
    status, gone = stopped("POST", "as in the letter", "missing, with neither", "a form", in_body=False)

    assert (status, gone) == (200, "its address")
    assert BOBS not in gone


def test_a_question_can_be_answered_for_seven_days(desk):
    late = replace(desk, now=lambda: NOON + timedelta(days=7))

    assert get(late, Act.CONFIRM, fields_of(desk, Act.CONFIRM))["statusCode"] == 410


def test_what_is_forgotten_cannot_be_confirmed(desk):
    page = get(desk, Act.CONFIRM)
    press(desk, Act.STOP, get(desk, Act.STOP))

    assert get(desk, Act.CONFIRM)["statusCode"] == 410
    assert press(desk, Act.CONFIRM, page)["statusCode"] == 410
    assert correspondent_of(desk.table, digest_of(desk.table, ADA), COMMENT, NOON) is None


@pytest.mark.parametrize("act", Act)
def test_the_pages_need_no_script_keep_their_address_and_show_none(desk, act):
    answer = get(desk, act, accept_language="de")

    tags = Fields(answer["body"]).tags
    assert ("form", {"class": "text", "method": "post", "action": path_of(act)}) in tags
    assert not {"script", "img"} & {tag for tag, _ in tags}
    assert ADA not in answer["body"]
    assert 'lang="de"' in answer["body"]
    assert answer["headers"]["Referrer-Policy"] == "same-origin"
    assert answer["headers"]["Cache-Control"] == "no-store"


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("fields", [{"seal": ""}, {"seal": "\ud800"}, {"until": "x" * 500, "seal": "0" * 64}])
def test_what_is_no_link_is_403(desk, act, fields):
    assert get(desk, act, fields)["statusCode"] == 403
