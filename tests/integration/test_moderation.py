"""A comment on its way past the owner, and what of it the public ever gets to see."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3
import pytest
from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID

import entry.notify
from api.desk import Desk
from api.routes import ROUTES, respond
from blog import block
from blog.block import Kind, block_of
from blog.held import Decision
from blog.keys import post_id
from blog.moderation import approve, approved, decide, decided, held, reject, remove, undo
from tests.integration.world import URL, World
from tests.manuscript import post
from tests.simulation.events import request
from tests.unit.api.test_add_comment import Fields

TEA = post_id("posts/tea.md")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OWNER, SENDER = "owner@blog.example", "blog@blog.example"
ON_DEMAND = (
    *("/rss.xml", "/feed.json", "/comments.xml", "/posts/tea/comments.xml"),
    *("/tags/", "/authors/", "/series/", "/tags/leaves/rss.xml", "/tags/leaves/feed.json"),
)
OTHERS_KEY = "0f" * 16


@pytest.fixture
def readable(world: World) -> World:
    world.put("posts/tea.md", post("Tea", tags="[leaves]"))
    world.settle()
    return world


def desk(world: World) -> Desk:
    return Desk(world.table, URL, now=lambda: NOON)


def send(world: World, word: str) -> str:
    """Comment with a word that stands nowhere else; the comment's id, if it waits. The word is its key as well."""
    before = {each.comment.id for each in held(world.table)}
    form = {"post": TEA, "name": f"{word} Writer", "text": f"I say {word} about it.", "key": key_of(word)}
    answer = respond(request(URL, "/api/comments", form), desk(world))
    assert answer["statusCode"] < 400, answer
    assert word not in str(answer)
    return next((each.comment.id for each in held(world.table) if each.comment.id not in before), "")


def key_of(word: str) -> str:
    return sha256(word.encode()).hexdigest()[:32]


def own(world: World, verb: str, word: str, comment_id: str, text: str = "") -> None:
    """What the comment's writer does with it."""
    form = {"post": TEA, "id": comment_id, "key": key_of(word), "name": "Other", "text": text}
    answer = respond(request(URL, f"/api/comments/{verb}", form), desk(world))
    assert answer["statusCode"] < 400, answer


def public(world: World, *, old: bool) -> str:
    """All bytes that anybody can get: every object, if `old` every version of it, and what is made on demand."""
    bucket = world.names["SITE_BUCKET"]
    versions = world.s3.list_object_versions(Bucket=bucket)["Versions"]
    wanted = [each for each in versions if old or each["IsLatest"]]
    objects = (world.s3.get_object(Bucket=bucket, Key=each["Key"], VersionId=each["VersionId"]) for each in wanted)
    bodies = [each["Body"].read().decode(errors="replace") + str(each["Metadata"]) for each in objects]
    return "\n".join((*bodies, *(str(world.on_demand(path)) for path in ON_DEMAND), *map(str, api_answers(world))))


def api_answers(world: World) -> Iterator[dict[str, Any]]:
    """What every address of the API answers to somebody else, whatever comment it is asked about."""
    ids = {each.comment.id for each in (*held(world.table), *(each.held for each in decided(world.table, NOON)))}
    paths = [*ROUTES, ("GET", "/owner/comments")]
    for comment_id, accept in product(sorted(ids), ("application/json", "text/html")):
        one = ("GET", f"/owner/comments/{comment_id}")
        yield from (respond(asked(method, path, comment_id, accept), desk(world)) for method, path in (*paths, one))


def asked(method: str, path: str, comment_id: str, accept: str) -> dict[str, Any]:
    """By somebody who knows a comment's id, but neither its writer's key nor a seal of the owner's."""
    words = {"name": "Else", "text": f"Somebody else, on {comment_id}.", "q": "say about it Writer"}
    places = dict.fromkeys(("id", "parent", "to", "comment"), comment_id)
    offer = {"act": "approved", "edition": "0" * 16, "until": "9999999999", "seal": "0" * 64}
    fields = {"post": TEA, "key": OTHERS_KEY, **words, **places, **offer}
    event = request(URL, path, fields if method == "POST" else {}) | {"queryStringParameters": fields}
    event["requestContext"]["http"]["method"] = method
    event["headers"]["accept"] = accept
    return event


def test_a_comment_that_is_not_approved_is_in_no_public_byte_and_never_was(readable: World) -> None:
    world = readable
    send(world, "pendingword")
    reject(world.table, send(world, "rejectedword"))
    decide(world.table, send(world, "spamword"), Decision.SPAM, NOON)
    brought_back = send(world, "undoneword")
    reject(world.table, brought_back)
    undo(world.table, brought_back)
    block.add(world.table, block_of(Kind.WORD, "asideword"))
    send(world, "asideword")
    approve(world.table, send(world, "approvedword"))
    world.settle()
    world.put("posts/tea.md", post("Tea, again"))  # whatever else has the page made anew
    world.settle()

    found = public(world, old=True)

    assert "approvedword" in found
    assert "1 comment<" in (world.page("/posts/tea/") or "")
    for word in ("pendingword", "rejectedword", "spamword", "undoneword", "asideword"):
        assert word not in found, word


@pytest.mark.parametrize("taken_by", ["its writer, who changed it", "its writer"])
def test_what_its_writer_changed_or_took_back_is_in_no_public_byte_any_more(readable: World, taken_by: str) -> None:
    world = readable
    comment_id = send(world, "hastyword")
    approve(world.table, comment_id)
    world.settle()
    assert "hastyword" in public(world, old=False)

    if taken_by == "its writer":
        own(world, "withdraw", "hastyword", comment_id)
    else:
        own(world, "change", "hastyword", comment_id, "I say soberword about it.")
    world.settle()

    found = public(world, old=False)
    assert "hastyword" not in found
    assert "soberword" not in found
    assert "0 comments<" in (world.page("/posts/tea/") or "")


@pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.SPAM, None])
def test_a_comment_that_was_taken_away_is_in_no_public_byte_any_more(
    readable: World, decision: Decision | None
) -> None:
    world = readable
    comment_id = send(world, "regrettedword")
    approve(world.table, comment_id)
    world.settle()
    assert "regrettedword" in public(world, old=False)

    if decision:
        decide(world.table, comment_id, decision, NOON)
    else:
        remove(world.table, TEA, comment_id)
    world.settle()

    assert "regrettedword" not in public(world, old=False)
    undo(world.table, comment_id)
    world.settle()
    assert "regrettedword" in world.page("/posts/tea/")


def test_a_conversation_stays_with_its_post_at_another_address(readable: World) -> None:
    world = readable
    approve(world.table, send(world, "lastingword"))
    world.settle()

    world.put("posts/tea.md", post("Tea", slug="oolong"))
    world.settle()

    assert world.page("/posts/tea/") is None
    assert "lastingword" in (world.page("/posts/oolong/") or "")


# ── By letter ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def letters(readable: World, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.setenv("OWNER_ADDRESS", OWNER)
    monkeypatch.setenv("SENDER_ADDRESS", SENDER)
    monkeypatch.setenv("OWNER_LETTERS", "each")
    boto3.client("sesv2").create_email_identity(EmailIdentity=SENDER)
    entry.notify.mailbox.cache_clear()
    return get_backend("ses")[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages


def deliver(world: World) -> dict[str, Any]:
    """What the table's stream has told of the queue so far, all of it once more."""
    iterator = world._iterator("TRIM_HORIZON")
    records = world.streams.get_records(ShardIterator=iterator, Limit=1000)["Records"]
    waiting = [
        each for each in records if each["dynamodb"]["Keys"]["PK"]["S"] == "HELD" and each["eventName"] != "REMOVE"
    ]
    answer: dict[str, Any] = entry.notify.handler({"Records": waiting}, None)
    return answer


def follow(world: World, link: str) -> dict[str, Any]:
    """Open a link in a browser without scripts, and press its button."""
    parts = urlsplit(link)
    event = request(URL, parts.path, {}) | {"queryStringParameters": dict(parse_qsl(parts.query))}
    event["requestContext"]["http"]["method"] = "GET"
    page = respond(event, later(world))
    form = {name: unescape(value) for name, value in Fields(page["body"]).values.items()}
    return respond(request(URL, "/api/moderation", form), later(world)) if form else page


def later(world: World) -> Desk:
    """The clock of the mailbox is the machine's own."""
    return replace(desk(world), now=lambda: datetime.now(UTC) + timedelta(days=6))


def test_the_owner_approves_by_a_letter_s_link_and_the_page_follows(readable: World, letters: list[Any]) -> None:
    send(readable, "letterword")
    assert deliver(readable) == {"batchItemFailures": []}
    [letter] = letters
    link = re.search(r"https://\S+act=approved\S+", letter.body)[0]

    answer = follow(readable, link)
    readable.settle()

    assert answer["statusCode"] == 200
    assert "letterword" in readable.page("/posts/tea/")
    assert follow(readable, link)["statusCode"] == 409
    assert len(approved(readable.table, TEA)) == 1


def test_a_stream_that_tells_everything_again_writes_no_second_letter(readable: World, letters: list[Any]) -> None:
    send(readable, "oneword")
    reject(readable.table, send(readable, "otherword"))

    for _ in range(2):
        deliver(readable)

    assert len(letters) == 1
    assert letters[0].destinations["ToAddresses"] == [OWNER]
    assert "oneword" in letters[0].body


def test_a_letter_that_ses_refuses_holds_up_no_comment_and_no_other_letter(readable: World, letters: list[Any]) -> None:
    send(readable, "unsentword")
    boto3.client("sesv2").delete_email_identity(EmailIdentity=SENDER)

    assert deliver(readable) == {"batchItemFailures": []}

    assert letters == []
    assert [each.comment.name for each in held(readable.table)] == ["unsentword Writer"]
