"""The API answers in the language of the post's page; without a post, in the reader's own."""

from dataclasses import replace

import pytest

from api.routes import respond
from blog.settings import Settings
from tests.unit.api.reader import JSON, PAGES, event, make_desk, make_record, post_comment, post_like, post_view, said

HEBREW = "תודה. התגובה שלכם הגיעה ותופיע לאחר שתאושר."


def in_language(language, **changes):
    record = make_record()
    return replace(record, post=replace(record.post, language=language, **changes))


@pytest.mark.parametrize(
    ("post", "site", "text"),
    [
        ("", "en", "1 view"),
        ("", "de", "1 Aufruf"),
        ("he", "de", "צפייה אחת"),
        ("fa-AF", "en", "۱ بازدید"),
        ("sv", "de", "1 Aufruf"),
        ("sv", "nb", "1 view"),
    ],
)
def test_a_view_is_counted_in_the_words_of_the_page(post, site, text):
    answer = post_view(make_desk(in_language(post), Settings(language=site)))

    assert (said(answer)["views"], said(answer)["text"]) == (1, text)


def test_a_like_is_counted_in_the_words_of_the_page():
    answer = post_like(make_desk(in_language("he"), Settings(language="de")))

    assert (said(answer)["text"], said(answer)["label"]) == ("לייק אחד", "אהבתי את הרשומה הזאת, לייק אחד")


def test_a_comment_is_thanked_for_in_the_language_of_the_page_whatever_the_browser_likes():
    answer = post_comment(make_desk(in_language("he")), headers={"accept": JSON, "accept_language": "de"})

    assert said(answer)["message"] == HEBREW


def test_what_is_wrong_is_said_in_the_language_of_the_page():
    answer = post_comment(make_desk(in_language("fa")), name="", text="ب" * 4001, headers={"accept": JSON})

    assert said(answer)["title"] == "هنوز نمی‌توان این دیدگاه را پذیرفت."
    assert [error["message"] for error in said(answer)["errors"]] == [
        "لطفاً نام خود را بنویسید.",
        "لطفاً حداکثر ۴۰۰۰ نویسه بنویسید؛ اکنون ۴۰۰۱ نویسه است.",
    ]


@pytest.mark.parametrize(("language", "direction"), [("ja", "ltr"), ("he", "rtl"), ("zh-CN", "ltr"), ("fa", "rtl")])
def test_a_form_to_mend_is_all_in_the_language_of_the_page(language, direction):
    desk = make_desk(in_language(language, title="茶"))

    body = post_comment(desk, name="", text="茶", headers={"accept": PAGES})["body"]

    assert f'dir="{direction}">' in body.splitlines()[1]
    assert not words_of(body)


@pytest.mark.parametrize("language", ["ja", "he"])
def test_closed_comments_are_said_in_the_language_of_the_page(language):
    body = post_comment(make_desk(in_language(language, comments=False)), headers={"accept": PAGES})["body"]

    assert f'<html lang="{language}"' in body
    assert not words_of(body)


@pytest.mark.parametrize(
    ("accepted", "title"),
    [
        ("de-CH,de;q=0.9,en;q=0.8", "Unter dieser Adresse ist nichts."),
        ("sv,ja;q=0.5", "このアドレスには何もありません。"),
        ("en-GB,de;q=0.5", "There is nothing at this address."),
        ("*", "There is nothing at this address."),
        ("../../de, ,;;;,\x00", "There is nothing at this address."),
        ("x" * 10_000 + ",de", "There is nothing at this address."),
        ("", "There is nothing at this address."),
    ],
)
def test_without_a_post_the_reader_s_own_language_is_spoken(accepted, title):
    answer = respond(event("GET", "/api/x", accept_language=accepted), make_desk())

    assert said(answer)["title"] == title


def words_of(html):
    """The texts of a page that have Latin letters."""
    texts = [text.split("<")[0].strip() for text in html.split(">")]
    return [text for text in texts if text.isascii() and any(map(str.isalpha, text))]
