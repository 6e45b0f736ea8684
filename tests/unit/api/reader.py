"""A reader for the tests of the API: a desk with one published post, and requests to it."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from api.desk import Desk
from api.routes import respond
from blog import keys
from blog.item import to_item
from blog.post import Kind, Post
from blog.record import Record, Status
from blog.settings import Settings
from blog.table import Put
from tests.unit.fake_table import FakeTable

EVENTS = Path(__file__).parents[2] / "events"
POST = "7dbd5fd4c1a1b2c3"
OURS = "https://blog.example"
ID, KEY = "a" * 24, "fedcba98" * 4  # of a comment that was sent before
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ADDRESS = "203.0.113.7"
FORM = "application/x-www-form-urlencoded"
PAGES = "text/html,application/xhtml+xml,*/*;q=0.8"
JSON = "application/json"


def make_record(*, status=Status.PUBLISHED, kind=Kind.POST, slug="tea", title="Tea in the rain", **switches):
    post = Post(kind=kind, slug=slug, title=title, date=NOON, **switches)
    return Record(POST, "posts/tea.md", 1, status, NOON.isoformat(), post, "v1", path=f"/posts/{slug}/")


def make_desk(record=None, settings=None, secret="", table=None, **more):
    puts = [Put(keys.record(POST), to_item(record or make_record()))]
    if settings:
        puts.append(Put(keys.SETTINGS, {"settings": to_item(settings), "generation": 1}))
    usual = {"now": lambda: NOON, "token": lambda: "5ec2e75ec2e7"}
    return Desk(table or FakeTable(*puts), OURS, secret, **(usual | more))


def closed(**switches):
    return Settings(**switches)


def sample_event(name):
    return json.loads((EVENTS / f"{name}.json").read_text())


def event(method, path, fields=None, *, body=None, query=None, base64=True, **headers):
    """What a page of the site sends; a header that is None is left out."""
    sent = {"content-type": FORM, "origin": OURS} | {name.replace("_", "-"): value for name, value in headers.items()}
    data = body if body is not None else urlencode(fields or {}).encode()
    return {
        "version": "2.0",
        "rawPath": path,
        "headers": {name: value for name, value in sent.items() if value is not None},
        "queryStringParameters": query,
        "requestContext": {"http": {"method": method}},
        "body": b64encode(data).decode() if base64 else data.decode(),
        "isBase64Encoded": base64,
    }


def post_comment(desk, *, base64=True, body=None, headers=None, **fields):
    typed = {"post": POST, "name": "Ada", "text": "I prefer oolong."} | fields
    return respond(event("POST", "/api/comments", typed, base64=base64, body=body, **(headers or {})), desk)


def post_form(desk, path, headers=None, **fields):
    return respond(event("POST", path, {"post": POST} | fields, **(headers or {})), desk)


def get(desk, path, **query):
    return respond(event("GET", path, query={"post": POST} | query, sec_fetch_site="none"), desk)


def post_view(desk, post_id=POST, reader=0, **more):
    """Each reader's browser has another version."""
    sent = {"user_agent": f"{FIREFOX}.{reader}", "x_viewer_address": ADDRESS} | more
    fields = {"post": post_id, "from": sent.pop("host", "")}
    return respond(event("POST", "/api/views", fields, **sent), desk)


def post_like(desk, comment="", reader=0, like="yes", accept="application/json", **more):
    """As `post_view`; `like` is "yes", or "no" to take it back."""
    sent = {"user_agent": f"{FIREFOX}.{reader}", "x_viewer_address": "::1", "accept": accept} | more
    return respond(event("POST", "/api/likes", {"post": POST, "comment": comment, "like": like}, **sent), desk)


def said(answer):
    return json.loads(answer["body"])
