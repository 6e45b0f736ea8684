"""A reader who wants to be told of replies: asked by e-mail, told of one, and rid of letters with one click."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3
import pytest
from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID

import entry.notify
import entry.reconcile
from api.desk import Desk
from api.routes import respond
from blog.correspondent import comments_of, digest_of
from blog.keys import post_id
from blog.moderation import approve, held
from tests.integration.world import URL, World
from tests.manuscript import post
from tests.simulation.events import request
from tests.unit.api.test_add_comment import Fields

TEA = post_id("posts/tea.md")
ADA, SENDER = "ada@tea.example", "blog@blog.example"


@pytest.fixture
def letters(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was sent, on a blog with a post, where letters about replies are written."""
    world.put("site.yaml", "reply_letters: true\nlanguage: de\n")
    world.put("posts/tea.md", post("Tee"))
    world.settle()
    for name, value in {"OWNER_ADDRESS": "", "OWNER_LETTERS": "each", "SENDER_ADDRESS": SENDER}.items():
        monkeypatch.setenv(name, value)
    boto3.client("sesv2").create_email_identity(EmailIdentity=SENDER)
    entry.notify.mailbox.cache_clear()
    return get_backend("ses")[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages


def desk(world: World) -> Desk:
    return Desk(world.table, URL, writes_letters=True)


def say(world: World, text: str, **more: str) -> str:
    """A comment that the owner approves, and what its page's build and the stream make of it; its id."""
    form = {"post": TEA, "name": "Writer", "text": text, **more}
    answer = respond(request(URL, "/api/comments", form), desk(world))
    assert answer["statusCode"] == 303, answer
    [waiting] = held(world.table)
    approve(world.table, waiting.comment.id)
    world.settle()
    deliver(world)
    return waiting.comment.id


def deliver(world: World) -> None:
    """All that the table's stream has told so far and the function is asked for, once more."""
    iterator = world._iterator("TRIM_HORIZON")
    records = world.streams.get_records(ShardIterator=iterator, Limit=1000)["Records"]
    answer = entry.notify.handler({"Records": [each for each in records if is_asked_for(each)]}, None)
    assert answer == {"batchItemFailures": []}


def is_asked_for(record: dict[str, Any]) -> bool:
    key, name = record["dynamodb"]["Keys"], record["eventName"]
    joins = key["PK"]["S"].startswith("POST#") and key["SK"]["S"].startswith("COMMENT#") and name == "INSERT"
    return joins or (key["PK"]["S"] == "HELD" and name != "REMOVE")


def follow(world: World, link: str) -> int:
    """Open a link in a browser without scripts, and press the button of its page."""
    parts = urlsplit(link)
    event = request(URL, parts.path, {}) | {"queryStringParameters": dict(parse_qsl(parts.query))}
    event["requestContext"]["http"]["method"] = "GET"
    page = respond(event, desk(world))
    form = {name: unescape(value) for name, value in Fields(page["body"]).values.items()}
    status: int = respond(request(URL, parts.path, form), desk(world))["statusCode"]
    return status


def link_in(letter: Any, act: str) -> str:
    found = re.search(rf"{URL}/api/notices/{act}\?\S+", letter.body)
    assert found
    return found[0]


def test_who_confirmed_is_told_of_a_reply_once_and_after_the_end_of_letters_no_more(
    world: World, letters: list[Any]
) -> None:
    ada = say(world, "Ich mag Oolong.", email=ADA, tell="yes")
    [question] = letters
    assert question.destinations["ToAddresses"] == [ADA]
    assert question.subject == "Möchten Sie von Antworten erfahren?"
    assert "Oolong" not in question.body  # anybody may have typed both the text and the address
    assert follow(world, link_in(question, "confirm")) == 200

    reply = say(world, "Ich auch: https://pills.example", parent=ada)
    deliver(world)

    [_, told] = letters
    assert told.destinations["ToAddresses"] == [ADA]
    assert told.subject == "Eine Antwort auf Ihren Kommentar zu „Tee“"
    assert "> Ich auch: https[:]//pills[.]example" in told.body
    assert f"{URL}/posts/tea/#comment-{reply}" in told.body
    assert f'id="comment-{reply}"' in world.page("/posts/tea/")

    assert follow(world, link_in(told, "stop")) == 200
    say(world, "Noch etwas.", parent=ada)

    assert len(letters) == 2
    assert comments_of(world.table, digest_of(world.table, ADA)) == []


def test_an_address_is_in_no_public_byte_and_not_in_the_table_that_is_backed_up(
    world: World, letters: list[Any]
) -> None:
    say(world, "I prefer oolong.", email=ADA, tell="yes")
    digest = digest_of(world.table, ADA)

    bucket = world.names["SITE_BUCKET"]
    pages = [
        world.s3.get_object(Bucket=bucket, Key=each["Key"], VersionId=each["VersionId"])["Body"].read()
        for each in world.s3.list_object_versions(Bucket=bucket)["Versions"]
    ]
    feeds = [str(world.on_demand(path)) for path in ("/comments.xml", "/posts/tea/comments.xml")]
    assert b"oolong" in b"".join(pages)
    for secret in (ADA, digest):
        assert secret.encode() not in b"".join(pages)
        assert secret not in "".join(feeds)
    assert ADA not in str(list(world.table.scan()))


def test_the_owner_s_daily_letter_lists_what_waits(
    world: World, letters: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OWNER_ADDRESS", "owner@blog.example")
    monkeypatch.setenv("OWNER_LETTERS", "daily")
    for text in ("One thing.", "Another thing."):
        respond(request(URL, "/api/comments", {"post": TEA, "name": "Ada", "text": text}), desk(world))
    deliver(world)
    assert letters == []

    for _ in range(2):
        entry.notify.handler({"version": "0"}, None)

    [letter] = letters
    assert letter.subject == "2 comments wait"
    assert "One thing." in letter.body
    assert "Another thing." in letter.body


def test_a_blog_that_cannot_send_letters_has_no_field_for_an_address_until_it_can(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENDER_ADDRESS", "")
    entry.reconcile.press.cache_clear()
    world.put("site.yaml", "reply_letters: true\n")
    world.put("posts/tea.md", post("Tea"))
    world.settle()
    assert 'name="email"' not in world.page("/posts/tea/")
    assert "without a SenderAddress" in world.receipt("site.yaml")["warnings"][0]["message"]

    monkeypatch.setenv("SENDER_ADDRESS", SENDER)
    entry.reconcile.press.cache_clear()
    world.notify("site.yaml")  # as the rebuild after a deployment has all sources read
    world.settle()

    assert 'name="email"' in world.page("/posts/tea/")
    assert world.receipt("site.yaml")["warnings"] == []
