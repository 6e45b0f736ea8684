"""The frame: the API's pages look like the site, whatever its theme, and say what they have to say without it."""

import re
from io import BytesIO

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from api.desk import Desk
from api.frame import frame_in, framed
from api.routes import respond
from blog.settings import Settings
from blog.words import words_for
from publisher.pages import MissingPage, Site
from publisher.theme import Theme, folders
from tests.unit.api.reader import JSON, OURS, PAGES, event, make_desk, post_comment

SITE = MissingPage(Site(Settings(title="The <Blog>", language="en"), OURS), "/404.html")
MISSING = Theme(folders()[0]).render(SITE).decode()


def main_of(html):
    found = re.search("<main[^>]*>.*</main>", html, re.DOTALL)
    assert found
    return found[0]


def around_main(html):
    return html.replace(main_of(html), "").replace(re.search("<title>.*?</title>", html)[0], "")


class Bucket:
    """An S3 client, or the maker of one, that notes what it is asked for."""

    def __init__(self, data=b"", error=None):
        self.asked, self._data, self._error = [], data, error

    def __call__(self, service):
        self.asked.append(service)
        return self

    def get_object(self, **names):
        self.asked.append(names)
        if self._error:
            raise self._error
        return {"Body": BytesIO(self._data)}


def test_every_page_of_the_api_stands_in_the_site_s_own():
    desk = make_desk(frame=lambda: MISSING)
    answers = [
        respond(event("GET", "/api/search", query={"q": "tea"}, accept=PAGES), desk),
        respond(event("GET", "/api/nowhere", accept=PAGES), desk),
        post_comment(desk, name="", headers={"accept": PAGES}),
    ]

    titles = [re.findall('<title>(.*?)</title>|og:title" content="(.*?)"', answer["body"]) for answer in answers]
    for answer in answers:
        assert around_main(answer["body"]).replace(re.search('og:title" content="[^"]*', answer["body"])[0], "") == (
            around_main(MISSING).replace('og:title" content="This page is not here', "")
        )
        assert "This page is not here" not in answer["body"]
        assert answer["body"].count("<h1>") == 1
    assert titles == [
        [(title, ""), ("", title)]
        for title in ("Search", "There is nothing at this address.", "The comment could not be taken yet.")
    ]


def test_its_words_say_their_language():
    html = framed(MISSING, "שלום", "<p>x</p>", words_for("he"))

    assert re.search(r'<main class="sheet" id="main" tabindex="-1" lang="he" dir="rtl">\n<p>x</p>\n</main>', html)
    assert '<html lang="en"' in html


def test_what_is_typed_is_neither_html_nor_a_pattern():
    html = framed(MISSING, r"<b>\1 \g<main>", r"<p>\g<main> \1 &amp;</p>", words_for("en"))

    assert r"<title>&lt;b&gt;\1 \g&lt;main&gt;</title>" in html
    assert r"<p>\g<main> \1 &amp;</p>" in html


@pytest.mark.parametrize("frame", ["", "<p>An owner's 404 without a main element</p>"])
def test_where_nothing_fits_in_it_is_a_plain_page(frame):
    answer = respond(event("GET", "/api/search", accept=PAGES), make_desk(frame=lambda: frame))

    assert answer["body"].startswith("<!doctype html>\n<html lang=")
    assert "<h1>Search</h1>" in main_of(answer["body"])
    assert "stylesheet" not in answer["body"]


def test_it_is_read_when_a_page_is_shown_and_not_before():
    bucket = Bucket("<main>צל</main>".encode())
    environ = {"TABLE_NAME": "blog", "SITE_URL": OURS, "ORIGIN_SECRET": "s", "SITE_BUCKET": "site"}
    environ |= {"VISIT_TABLE_NAME": "visits", "SENDER_ADDRESS": ""}
    desk = Desk.of(environ, bucket)
    assert bucket.asked == ["dynamodb"]

    assert [desk.frame(), desk.frame()] == ["<main>צל</main>"] * 2
    assert bucket.asked[1:] == ["s3", *[{"Bucket": "site", "Key": "404.html"}] * 2]


def test_a_program_s_answer_needs_no_frame():
    def never():
        raise AssertionError("nobody looks at it")

    assert respond(event("GET", "/api/nowhere", accept=JSON), make_desk(frame=never))["statusCode"] == 404
    assert respond(event("GET", "/api/search", query={"q": "tea"}), make_desk(frame=never))["statusCode"] == 200


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "NoSuchKey"}}, "GetObject"),
        ClientError({"Error": {"Code": "AccessDenied"}}, "GetObject"),
        EndpointConnectionError(endpoint_url="x"),
    ],
)
def test_without_it_the_reader_still_gets_the_answer(error):
    assert frame_in(Bucket(error=error), "site")() == ""
