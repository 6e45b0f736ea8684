import logging
import subprocess
import sys
from pathlib import Path

import pytest

import entry.api as function
from api.desk import Desk, origin
from api.routes import ROUTES, methods, respond
from blog.environment import MissingVariable
from blog.moderation import held
from tests.unit.api.reader import FORM, OURS, PAGES, POST, event, make_desk, post_comment, said, sample_event

FUNCTIONS = Path(__file__).parents[3] / "functions"
PROBLEM = "application/problem+json"


def test_every_sample_event_is_answered():
    desk = make_desk(secret="only-the-cdn-knows")
    names = ("add_comment", "add_comment_by_script", "add_view", "view_picture", "search")

    answers = [respond(sample_event(name), desk) for name in names]

    assert [answer["statusCode"] for answer in answers] == [303, 202, 200, 200, 200]


@pytest.mark.parametrize("path", ["/api/", "/api/comment", "/api/comments/", "/api/comments/..", "/", ""])
def test_any_other_address_is_404(path):
    answer = respond(event("POST", path), make_desk())

    assert (answer["statusCode"], answer["headers"]["Content-Type"]) == (404, PROBLEM)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "post", ""])
@pytest.mark.parametrize("path", sorted({path for _, path in ROUTES}))
def test_any_other_method_is_405_and_says_which_are_allowed(method, path):
    answer = respond(event(method, path), make_desk())

    assert (answer["statusCode"], answer["headers"]["Allow"]) == (405, ", ".join((*methods(path), "OPTIONS")))


@pytest.mark.parametrize("path", sorted({path for _, path in ROUTES}))
def test_who_asks_for_the_methods_is_told_and_no_other_site_s_script_let_in(path):
    answer = respond(event("OPTIONS", path, origin="https://evil.example"), make_desk())

    assert (answer["statusCode"], answer["headers"]["Allow"]) == (204, ", ".join((*methods(path), "OPTIONS")))
    assert not [name for name in answer["headers"] if name.lower().startswith("access-control")]


def test_a_look_at_the_picture_s_headers_counts_nothing():
    answer = respond(event("HEAD", "/api/views.gif", query={"post": POST}), make_desk())

    assert (answer["statusCode"], answer["headers"]["Allow"]) == (405, "GET, OPTIONS")


def test_the_headers_of_a_search_are_those_of_its_results():
    get, head = (respond(event(method, "/api/search", query={"q": "tea"}), make_desk()) for method in ("GET", "HEAD"))

    assert head == get | {"body": ""}
    assert get["body"]


@pytest.mark.parametrize(
    "media_type",
    [None, "", ";", "application/json", "multipart/form-data; boundary=x", "text/plain", FORM + "x", f"{FORM}, {FORM}"],
)
@pytest.mark.parametrize("path", ["/api/comments", "/api/views"])
def test_what_is_not_a_form_is_415(path, media_type):
    assert respond(event("POST", path, content_type=media_type), make_desk())["statusCode"] == 415


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip", "nonsense", ""])
def test_a_compressed_form_is_415_and_told_what_would_be_taken(encoding):
    answer = post_comment(make_desk(), headers={"content_encoding": encoding})

    assert (answer["statusCode"], answer["headers"]["Accept-Encoding"]) == (415, "identity")


@pytest.mark.parametrize(
    ("charset", "status"),
    [("utf-8", 303), ('"UTF-8"', 303), ("utf8", 303), ("iso-8859-8", 415), ("utf-16", 415), ("", 415), ("\x00", 415)],
)
def test_a_form_in_other_characters_than_utf_8_is_415(charset, status):
    assert post_comment(make_desk(), headers={"content_type": f"{FORM}; Charset={charset}"})["statusCode"] == status


@pytest.mark.parametrize("base64", [True, False])
def test_a_body_beyond_the_limit_is_413(base64):
    assert post_comment(make_desk(), text="a" * 50_000, base64=base64)["statusCode"] == 413


@pytest.mark.parametrize("base64", [True, False])
def test_a_body_is_read_with_and_without_base64(base64):
    desk = make_desk()

    post_comment(desk, text="שלום & 茶", base64=base64)

    assert held(desk.table)[0].comment.text == "שלום & 茶"


@pytest.mark.parametrize("body", ["%%%", "not base64!", "YQ", "é"])
def test_a_body_that_is_no_base64_is_400(body):
    assert respond(event("POST", "/api/comments") | {"body": body}, make_desk())["statusCode"] == 400


def test_a_form_of_a_hundred_fields_is_400():
    assert post_comment(make_desk(), body=b"a=1&" * 100)["statusCode"] == 400


@pytest.mark.parametrize(
    "body", [b"", b"&&&", b"=", b"post", b"%", b"\xff\xfe=\x80", b"post=%ff%00&name=%zz", b"post=\x00"]
)
def test_a_form_of_nonsense_is_about_no_post(body):
    assert post_comment(make_desk(), body=body)["statusCode"] == 422


def test_what_is_encoded_wrongly_is_taken_as_it_stands_and_nul_left_out():
    desk = make_desk()

    post_comment(desk, body=f"post={POST}&name=100%25%&text=%zz%0%00%ff".encode())

    comment = held(desk.table)[0].comment
    assert (comment.name, comment.text) == ("100%%", "%zz%0\ufffd")


@pytest.mark.parametrize("query", [{"utm_source": "feed"}, {"post": "0" * 16}, {"": "\x00"}, {"n": "9" * 5000}])
def test_a_query_that_means_nothing_changes_nothing(query):
    sent = event("POST", "/api/views", {"post": POST, "n": "9" * 5000}, query=query)

    assert respond(sent, make_desk())["statusCode"] == 200


def test_half_a_surrogate_pair_does_no_harm():
    desk = make_desk()
    sent = event("POST", "/api/comments") | {"body": f"post={POST}&name=Ada&text=tea\ud83c", "isBase64Encoded": False}

    answer = respond(sent, desk)

    assert (answer["statusCode"], held(desk.table)[0].comment.text) == (303, "tea?")


def test_an_event_without_headers_body_or_query_is_answered():
    bare = {"rawPath": "/api/views", "requestContext": {"http": {"method": "POST"}}}

    assert respond(bare, make_desk())["statusCode"] == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": OURS}, 303),
        ({"origin": OURS.upper()}, 303),
        ({"origin": OURS, "sec_fetch_site": "cross-site"}, 303),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://blog.example"}, 403),
        ({"origin": "https://blog.example:8443"}, 403),
        ({"origin": "https://blog.example.evil.example"}, 403),
        ({"origin": "https://evil.example", "sec_fetch_site": "same-origin"}, 403),
        ({"sec_fetch_site": "same-origin"}, 303),
        ({"sec_fetch_site": "same-origin", "referer": "https://evil.example/"}, 303),
        ({"sec_fetch_site": "none"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "cross-site", "referer": f"{OURS}/"}, 403),
        ({"sec_fetch_site": ""}, 403),
        ({"referer": f"{OURS}/posts/tea/"}, 303),
        ({"referer": OURS}, 303),
        ({"referer": "http://blog.example/"}, 403),
        ({"referer": f"{OURS}.evil.example/"}, 403),
        ({"referer": f"{OURS}@evil.example/"}, 403),
        ({"referer": f"https://evil.example/?{OURS}/"}, 403),
        ({"referer": "https://[half"}, 403),
        ({"referer": ""}, 403),
        ({}, 403),
    ],
)
def test_only_the_site_s_own_pages_can_send_a_form(headers, status):
    desk = make_desk()

    answer = post_comment(desk, headers={"origin": None} | headers)

    assert (answer["statusCode"], len(held(desk.table))) == (status, int(status == 303))


@pytest.mark.parametrize("shown", [None, "", "guess", "s3cret ", "S3CRET", "s3cre", "é", "\ud800"])
def test_who_passes_by_the_cdn_is_403_at_every_address(shown):
    headers = {} if shown is None else {"x_origin_secret": shown}
    desk = make_desk(secret="s3cret")

    statuses = {respond(event("POST", path, **headers), desk)["statusCode"] for path in ("/api/comments", "/api/x")}

    assert statuses == {403}


def test_the_cdn_may_come_in_and_headers_of_any_case_are_read():
    sent = event("POST", "/api/views", {"post": POST})
    sent["headers"] = {"X-Origin-Secret": "s3cret", "Content-Type": FORM, "Origin": OURS}

    assert respond(sent, make_desk(secret="s3cret"))["statusCode"] == 200


def test_no_answer_is_stored_or_taken_for_another_type():
    desk = make_desk()
    refused = post_comment(desk, name="", headers={"accept": PAGES})
    answers = [
        post_comment(desk),
        refused,
        respond(event("GET", "/api/x"), desk),
        respond(event("PUT", "/api/views"), desk),
    ]

    for answer in answers:
        assert answer["headers"]["Cache-Control"] == "no-store"
        assert answer["headers"]["X-Content-Type-Options"] == "nosniff"


def test_a_problem_says_its_type_title_and_status():
    problem = said(respond(event("GET", "/api/x"), make_desk()))

    assert problem == {"type": "/problems/no-such-address", "title": "There is nothing at this address.", "status": 404}


def test_the_desk_names_the_variable_that_is_missing():
    with pytest.raises(MissingVariable, match="ORIGIN_SECRET"):
        Desk.of({"TABLE_NAME": "blog", "VISIT_TABLE_NAME": "visits", "SITE_URL": OURS}, lambda service: None)


@pytest.mark.parametrize("url", ["https://Blog.Example", "https://blog.example/", "https://blog.example/sub/"])
def test_the_site_s_address_is_of_its_origin(url):
    assert origin(url) == OURS


def test_an_unexpected_error_is_logged_and_its_inside_not_told(monkeypatch, caplog):
    def broken():
        raise RuntimeError("arn:aws:dynamodb:eu-west-1:123456789012:table/blog")

    monkeypatch.setattr(function, "desk", broken)
    monkeypatch.setattr(function, "logger", logging.getLogger("api"))

    answer = function.handler(sample_event("add_view"), None)

    assert (answer["statusCode"], answer["headers"]["Content-Type"]) == (500, PROBLEM)
    assert "arn:" not in answer["body"]
    assert "arn:aws" in caplog.text


def test_the_function_starts_without_a_renderer_a_connection_or_a_variable():
    code = (
        "import sys, boto3; boto3.client = None; import entry.api;"
        "print([n for n in sys.modules if n.split('.')[0] in ('markdown', 'jinja2', 'publisher', 'pydantic', 'yaml')"
        " or 'event_handler' in n])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=FUNCTIONS, env={}, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
