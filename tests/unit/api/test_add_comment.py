from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest

from blog.comment import digest_of
from blog.moderation import held
from blog.post import Kind
from blog.record import Status
from tests.unit.api.reader import (
    JSON,
    NOON,
    PAGES,
    POST,
    closed,
    get,
    make_desk,
    make_record,
    post_comment,
    post_form,
    said,
)


class Fields(HTMLParser):
    """What a browser would have in the fields of a form."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.values, self._area = [], {}, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag == "input":
            self.values[attributes["name"]] = attributes.get("value", "")
        self._area = attributes["name"] if tag == "textarea" else None

    def handle_endtag(self, tag):
        self._area = None

    def handle_data(self, data):
        if self._area:  # a browser drops the line's end right after the tag
            self.values[self._area] = data.removeprefix("\n")


def test_a_comment_is_held_and_the_reader_goes_to_what_has_become_of_it():
    desk = make_desk()

    answer = post_comment(desk, name=" Ada  Lovelace ", text="One\r\ntwo")

    assert (answer["statusCode"], answer["headers"]["Location"].partition("?")[0]) == (303, "/api/comments/mine")
    [waiting] = held(desk.table)
    assert (waiting.title, waiting.url) == ("Tea in the rain", "/posts/tea/")
    comment = waiting.comment
    assert (comment.post, comment.name, comment.text, comment.at) == (POST, "Ada Lovelace", "One\ntwo", NOON)


def test_the_address_of_a_post_in_any_script_is_encoded_for_the_way_back():
    answer = get(make_desk(make_record(slug="שלום")), "/api/comments/reply")

    assert ("a", {"href": "/posts/%D7%A9%D7%9C%D7%95%D7%9D/"}) in Fields(answer["body"]).tags


def test_a_reply_names_its_parent_and_a_writer_his_website():
    desk = make_desk()

    post_comment(desk, parent="a" * 24, website="ada.example")

    comment = held(desk.table)[0].comment
    assert (comment.parent, comment.website) == ("a" * 24, "https://ada.example")


def test_no_address_of_mail_is_kept_whoever_sends_one():
    desk = make_desk()

    post_comment(desk, email="ada@lovelace.example", mail="ada@lovelace.example")

    assert "lovelace" not in repr(list(desk.table.scan()))


def test_of_a_writer_s_key_only_its_digest_is_kept():
    own, given = make_desk(), make_desk()

    post_comment(own, key="f" * 32)
    post_comment(given, key="F" * 40)

    assert held(own.table)[0].comment.writer == digest_of("f" * 32)
    assert held(given.table)[0].comment.writer == digest_of(given.key(held(given.table)[0].comment.id))
    assert "f" * 32 not in repr(list(own.table.scan()))
    assert given.key(held(given.table)[0].comment.id) not in repr(list(given.table.scan()))


def test_a_script_is_told_how_to_change_what_it_sent():
    answer = said(post_comment(make_desk(), headers={"accept": JSON}, key="f" * 32))

    assert (answer["minutes"], len(answer["id"])) == (15, 24)


def test_whoever_sends_a_plain_form_twice_is_led_to_the_same_comment_with_the_same_key():
    tokens = iter(("5ec2e75ec2e7", "000000000000", "000000000000"))
    desk = make_desk(token=lambda: next(tokens))

    answers = [post_comment(desk)["headers"]["Location"] for _ in range(2)]

    assert answers[0] == answers[1]
    assert get(desk, "/api/comments/mine", **dict(parse_qsl(urlsplit(answers[0]).query)))["statusCode"] == 200


def test_keys_differ_from_comment_to_comment_and_from_blog_to_blog():
    one, other, bare = make_desk(secret="one"), make_desk(secret="other"), make_desk()

    assert len({one.key("1"), one.key("2"), other.key("1"), bare.key("1"), make_desk().key("1")}) == 5


def test_a_post_that_is_too_old_takes_no_comments():
    old = make_desk(settings=closed(comments_close_after=90), now=lambda: NOON + timedelta(days=90))
    young = make_desk(settings=closed(comments_close_after=90), now=lambda: NOON + timedelta(days=89))

    assert (post_comment(old)["statusCode"], held(old.table)) == (409, [])
    assert post_comment(young)["statusCode"] == 303
    for path in ("/api/comments/preview", "/api/comments/reply"):
        answer = get(old, path) if path.endswith("reply") else post_form(old, path, name="Ada", text="Tea.")
        assert answer["statusCode"] == 409


def test_a_script_that_asks_for_json_gets_it():
    answer = post_comment(make_desk(), headers={"accept": JSON})

    assert answer["statusCode"] == 202
    assert said(answer)["status"] == "held"
    assert "approved" in said(answer)["message"]


def test_the_comment_touches_no_page_before_it_is_approved():
    desk = make_desk()

    post_comment(desk)

    assert {after["PK"].partition("#")[0] for _, after in desk.table.changes} == {"HELD", "SENDING"}


def test_who_fills_in_the_trap_gets_the_same_answer_and_nothing_is_kept():
    desk = make_desk()

    trapped = post_comment(desk, homepage="https://pills.example", key="f" * 32)

    assert trapped == post_comment(make_desk(), key="f" * 32)
    assert held(desk.table) == []


def test_a_put_that_the_client_library_repeats_is_one_comment():
    desk = make_desk()

    answers = [post_comment(desk), post_comment(desk)]  # the same moment and token: the same id

    assert [answer["statusCode"] for answer in answers] == [303, 303]
    assert len(held(desk.table)) == 1


@pytest.mark.parametrize("post_id", ["", "0" * 16, POST.upper(), "../RECORD", "x" * 3000, "\x00", POST + "\n"])
def test_a_post_that_is_not_there_is_422(post_id):
    assert post_comment(make_desk(), post=post_id)["statusCode"] == 422


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.PUBLISHED])
def test_a_post_that_nobody_can_see_is_422(status):
    desk = make_desk(make_record(status=status))

    answer = post_comment(desk)

    assert answer["statusCode"] == 422
    assert "Tea" not in answer["body"]


def test_a_standing_page_takes_no_comments():
    assert post_comment(make_desk(make_record(kind=Kind.PAGE)))["statusCode"] == 422


@pytest.mark.parametrize(
    "desk",
    [make_desk(make_record(comments=False)), make_desk(settings=closed(comments=False))],
    ids=["by the post", "by the site"],
)
def test_closed_comments_are_409_and_nothing_is_kept(desk):
    answer = post_comment(desk)

    assert (answer["statusCode"], held(desk.table)) == (409, [])
    assert said(answer)["title"] == "Comments on this post are closed."


def test_for_a_browser_closed_comments_are_said_on_a_page():
    answer = post_comment(make_desk(make_record(comments=False)), headers={"accept": PAGES})

    assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert "Comments on this post are closed." in answer["body"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", " \u3164\u200b\u200d "), ("name", "a" * 81), ("text", "\r\n \t"), ("text", "a" * 4001)],
)
def test_what_is_missing_or_too_long_is_said_of_its_field(field, value):
    desk = make_desk()

    answer = post_comment(desk, headers={"accept": JSON}, **{field: value})

    assert (answer["statusCode"], answer["headers"]["Content-Type"]) == (422, "application/problem+json")
    assert [error["field"] for error in said(answer)["errors"]] == [field]
    assert (said(answer)["status"], held(desk.table)) == (422, [])


def test_fields_that_are_not_sent_are_missing():
    answer = post_comment(make_desk(), body=f"post={POST}".encode(), headers={"accept": JSON})

    assert [error["field"] for error in said(answer)["errors"]] == ["name", "text"]


@pytest.mark.parametrize("char", ["a", "é", "ש", "茶", "\U0001f375"])
def test_a_name_and_a_text_of_the_full_length_are_taken_in_every_script(char):
    desk = make_desk()

    answer = post_comment(desk, name=char * 80, text=char * 4000)

    assert answer["statusCode"] == 303
    assert len(held(desk.table)[0].comment.text) == 4000


def test_without_scripts_the_form_comes_back_with_all_that_was_typed():
    text = '\n"Tea" & </textarea><script>alert(1)</script>\n\n$text ${name} %s {name}'

    answer = post_comment(make_desk(), name="", text=text, headers={"accept": PAGES})

    page = Fields(answer["body"])
    assert (answer["statusCode"], answer["headers"]["Content-Type"]) == (422, "text/html; charset=utf-8")
    assert {"post": POST, "name": "", "website": "", "text": text.strip(), "homepage": ""} == {
        name: unescape(value) for name, value in page.values.items()
    }
    assert "<script" not in answer["body"]


def test_the_form_page_says_what_is_wrong_next_to_the_field():
    answer = post_comment(make_desk(), name='"><b onload=x>' * 9, text="")

    tags = Fields(answer["body"]).tags
    described = {each.get("aria-describedby") for tag, each in tags if each.get("aria-invalid") == "true"}
    assert described == {"name-error", "text-error"}
    assert described <= {each.get("id") for _, each in tags}
    assert not any(tag == "b" for tag, _ in tags)
    assert ("form", {"class": "text", "method": "post", "action": "/api/comments"}) in tags
    assert ("a", {"href": "/posts/tea/"}) in tags


def test_a_title_of_markup_stays_text_on_the_form_page():
    answer = post_comment(make_desk(make_record(title="<img src=x> & tea")), name="")

    assert "<bdi>&lt;img src=x&gt; &amp; tea</bdi>" in answer["body"]


# ── Letters about replies ─────────────────────────────────────────────────────────────────────────


def letters_desk():
    return make_desk(settings=closed(reply_letters=True), writes_letters=True)


@pytest.mark.parametrize(
    "untrusted", ["", "ada", "a@b.c,d@e.f", "Ada <ada@tea.example>", "a@b.c\r\nBcc: d@e.f", "a" * 300]
)
def test_who_wants_letters_must_say_where_to(untrusted):
    desk = letters_desk()

    answer = post_comment(desk, email=untrusted, tell="yes", headers={"accept": JSON})

    assert (answer["statusCode"], held(desk.table)) == (422, [])
    assert [error["field"] for error in said(answer)["errors"]] == ["email"]


def test_a_form_to_mend_has_what_was_typed_of_letters_too():
    page = post_comment(letters_desk(), name="", email="ada@tea", tell="yes", headers={"accept": PAGES})["body"]

    fields = Fields(page)
    assert fields.values["email"] == "ada@tea"
    boxes = [attributes for tag, attributes in fields.tags if attributes.get("type") == "checkbox"]
    assert [(box["name"], "checked" in box) for box in boxes] == [("tell", True)]
    assert 'id="email-error"' in page


def test_a_preview_keeps_the_wish_for_letters():
    wish = {"email": "ada@tea.example", "tell": "yes"}

    page = post_form(letters_desk(), "/api/comments/preview", {"accept": PAGES}, name="Ada", text="Oolong.", **wish)

    values = Fields(page["body"]).values
    assert {name: values[name] for name in wish} == wish


def test_the_form_for_a_reply_offers_letters_only_where_they_are_written():
    offered = [
        "email" in Fields(get(desk, "/api/comments/reply")["body"]).values
        for desk in (letters_desk(), make_desk(settings=closed(reply_letters=True)), make_desk(writes_letters=True))
    ]

    assert offered == [True, False, False]


def test_who_wants_letters_is_told_that_a_question_comes_first():
    wish = {"email": "ada@tea.example", "tell": "yes"}

    told = said(post_comment(letters_desk(), headers={"accept": JSON}, **wish))["message"]
    page = post_comment(letters_desk(), **wish)["headers"]["Location"]

    assert "asks you to confirm" in told
    assert "tea.example" not in page and "ada@" not in page and "ada%40" not in page


def test_a_writer_s_own_page_says_that_a_question_comes_and_shows_no_address():
    desk = letters_desk()
    sent = post_comment(desk, email="ada@tea.example", tell="yes")
    query = dict(parse_qsl(urlsplit(sent["headers"]["Location"]).query))

    page = get(desk, "/api/comments/mine", **query)["body"]

    assert "asks you to confirm" in page
    assert "tea.example" not in page
    assert "email" not in Fields(page).values
