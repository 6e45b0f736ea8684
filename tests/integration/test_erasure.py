"""A reader who proves an e-mail address has all that came with it erased, and the owner need not do anything."""

import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3
import pytest
from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID

import entry.erase
import entry.notify
from api.desk import Desk
from api.routes import respond
from blog import keys
from blog.correspondent import comments_of, digest_of
from blog.keys import post_id
from blog.moderation import approve, held, reject
from blog.table import Put
from cli.pressmark import main
from mail.mailbox import Mailbox
from privacy.eraser import Eraser
from privacy.errand import Errands
from tests.integration.test_moderation import public
from tests.integration.test_permissions import Asked, asked_by, permitted
from tests.integration.test_privacy import everything, holding, records, report
from tests.integration.world import URL, World
from tests.manuscript import post
from tests.simulation.events import request
from tests.unit.api.test_add_comment import Fields

ADA, BOB, SENDER, OWNER = "Ada@reader.example", "bob@reader.example", "blog@blog.example", "owner@blog.example"
TEA, RAIN = "posts/tea.md", "posts/rain.md"
WORDS = [b"shownword", b"waitingword", b"rejectedword"]


@pytest.fixture(scope="module")
def saved() -> list[bytes]:
    return []


@pytest.fixture
def blog(world: World, saved: list[bytes], monkeypatch: pytest.MonkeyPatch) -> World:
    """Ada has a comment on a page, one that waits and one that was rejected; Bob has one on the same page."""
    for name, value in {"OWNER_ADDRESS": OWNER, "OWNER_LETTERS": "none", "SENDER_ADDRESS": SENDER}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(entry.erase, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(entry.erase, "LOOKS", 2)
    boto3.client("sesv2").create_email_identity(EmailIdentity=SENDER)
    entry.notify.mailbox.cache_clear()
    entry.erase.errands.cache_clear()
    if saved:
        world.load(saved[0])
        return world
    world.put("site.yaml", "reply_letters: true")
    for source in (TEA, RAIN):
        world.put(source, post(source[6:-3].title()))
    world.settle()
    approve(world.table, say(world, TEA, "shownword"))
    say(world, RAIN, "waitingword")
    reject(world.table, say(world, RAIN, "rejectedword"))
    approve(world.table, say(world, TEA, "bobsword", BOB))
    world.settle()
    world.put(TEA, post("Tea", body="Written anew."))
    world.settle()
    saved.append(world.save())
    return world


def desk(world: World) -> Desk:
    return Desk(world.table, URL, writes_letters=True)


def say(world: World, source: str, word: str, address: str = ADA) -> str:
    """Comment with an address, on the form; the comment's id."""
    before = {each.comment.id for each in held(world.table)}
    form = {"post": post_id(source), "name": f"{word} Writer", "text": f"I say {word} about it."}
    answer = respond(request(URL, "/api/comments", form | {"email": address, "tell": "on"}), desk(world))
    assert answer["statusCode"] == 303, answer
    return next(each.comment.id for each in held(world.table) if each.comment.id not in before)


def letters() -> list[Any]:
    sent: list[Any] = get_backend("ses")[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages
    return sent


def ask(world: World, address: str = ADA) -> None:
    """Ask for the letter, and have the stream told of it: twice, as it may."""
    iterator = world._iterator("LATEST")
    answer = respond(request(URL, "/api/privacy", {"address": address}), desk(world))
    assert answer["statusCode"] == 202
    told = world.streams.get_records(ShardIterator=iterator, Limit=1000)["Records"]
    due = [each for each in told if each["dynamodb"]["Keys"]["PK"]["S"].startswith("LETTER#")]
    for _ in range(2):
        assert entry.notify.handler({"Records": due}, None) == {"batchItemFailures": []}


def open_link(world: World, letter: Any) -> dict[str, Any]:
    parts = urlsplit(re.search(r"https://\S+/api/privacy\S+", letter.body)[0])
    event = request(URL, parts.path, {}) | {"queryStringParameters": dict(parse_qsl(parts.query))}
    event["requestContext"]["http"]["method"] = "GET"
    return respond(event, desk(world))


def press_erase(world: World, page: dict[str, Any]) -> dict[str, Any]:
    form = {name: unescape(value) for name, value in Fields(page["body"]).values.items()}
    return respond(request(URL, "/api/privacy/erase", form), desk(world))


def asked_to_erase(world: World) -> None:
    ask(world)
    assert press_erase(world, open_link(world, letters()[-1]))["statusCode"] == 200


def errand() -> None:
    """The schedule calls the function, which has just started."""
    entry.erase.errands.cache_clear()
    entry.erase.handler({}, None)


def run_until_done(world: World) -> int:
    """How many runs it takes, the pages being built in between."""
    for runs in range(1, 10):
        errand()
        if not list(world.table.collection(keys.ERASURE)):
            return runs
        world.settle()
    raise AssertionError("it never ends")


def kept_of_address(world: World, address: str) -> list[str]:
    """Where the address or its digest stands, in any letters."""
    marks = (address.lower().encode(), digest_of(world.table, address).encode())
    visits = world.dynamodb.scan(TableName="visits")["Items"]
    places = [(str(item), json.dumps(item).encode()) for item in visits]
    return [place for place, data in (*everything(world), *places) if any(mark in data.lower() for mark in marks)]


def test_a_reader_is_erased_by_a_link_everywhere_and_told_so(blog: World) -> None:
    ask(blog)
    [letter] = letters()
    assert letter.destinations["ToAddresses"] == [ADA]
    page = open_link(blog, letter)
    assert [word.decode() in page["body"] for word in (*WORDS, b"bobsword")] == [True, True, True, False]
    seen = public(blog, old=True)
    assert [word.decode() in seen for word in WORDS] == [True, False, False]  # looking changes nothing

    press_erase(blog, page)
    assert set(holding(blog, *WORDS)) >= {"sitebucket/posts/tea/index.html"}  # nor may the API
    runs = run_until_done(blog)

    assert runs == 2  # the rows, then what had to wait for pages
    assert holding(blog, *WORDS) == []
    seen = public(blog, old=True)
    assert [word.decode() in seen for word in WORDS] == [False] * 3
    assert kept_of_address(blog, ADA) == [], "the address is forgotten"
    assert "bobsword" in str(blog.page("/posts/tea/"))
    assert comments_of(blog.table, digest_of(blog.table, BOB))
    done = letters()[-1]
    assert (len(letters()), done.destinations["ToAddresses"]) == (2, [ADA])
    assert "3 comments were erased." in done.body
    assert f"{URL}/posts/tea/" in done.body
    [record] = records(blog).values()
    assert (len(record["comments"]), record["rewritten"]) == (3, ["/posts/tea/"])
    assert record["versions"] >= 2
    assert press_erase(blog, page)["statusCode"] == 410


@pytest.mark.parametrize("function", ["NotifyFunction", "EraseFunction"])
def test_all_that_is_asked_of_the_tables_is_permitted(blog: World, function: str) -> None:
    asked: Asked = set()

    def noted(service: str) -> Any:
        client = boto3.client(service)
        client.meta.events.register("before-parameter-build.dynamodb", note)
        return client

    def note(params: Mapping[str, Any], model: Any, **_: Any) -> None:
        asked.update(asked_by(model.name, params))

    if function == "NotifyFunction":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(entry.notify, "mailbox", lambda: Mailbox.of(os.environ, noted))
            ask(blog)
            stranger = digest_of(blog.table, "stranger@reader.example")
            blog.table.put(Put(keys.written(stranger, "0a" * 12), {"post": post_id(TEA)}))  # of a comment that is gone
            ask(blog, "stranger@reader.example")
        assert not list(blog.table.collection(keys.writer(stranger)))
    else:
        asked_to_erase(blog)
        eraser = Eraser.of(os.environ, noted, lambda _: blog.settle() or 0)
        outcomes = list(Errands(eraser, Mailbox.of(os.environ, noted)).run())
        assert [(each.comments, each.error) for each in outcomes] == [(3, None)]

    assert ("Query", "Table") in asked
    assert asked <= permitted(function), asked - permitted(function)


def test_whoever_is_not_known_gets_no_letter_and_nothing_of_them_stays(blog: World) -> None:
    ask(blog, "stranger@reader.example")

    assert letters() == []
    assert "stranger@" not in str(blog.dynamodb.scan(TableName="visits")["Items"])


def test_an_address_that_is_kept_no_more_is_still_known_by_its_comments(blog: World) -> None:
    digest = digest_of(blog.table, ADA)
    for each in comments_of(blog.table, digest):  # a year is over
        blog.table._client.delete_item(
            TableName="visits",
            Key={"PK": {"S": keys.addresses(digest)}, "SK": {"S": each.comment}},
        )

    asked_to_erase(blog)
    run_until_done(blog)

    assert holding(blog, *WORDS) == []
    assert len(letters()) == 2


def test_it_goes_on_after_every_step_at_which_it_died_and_writes_one_letter(
    blog: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_to_erase(blog)
    make, stops = boto3.client, 0
    while list(blog.table.collection(keys.ERASURE)):
        monkeypatch.setattr(boto3, "client", Dying(make, stops + 1).client)
        try:
            errand()
        except Died:
            stops += 1
        blog.settle()
        assert stops < 60

    monkeypatch.setattr(boto3, "client", make)
    assert stops > 6  # each run had to come further than the one before
    assert holding(blog, *WORDS) == []
    assert kept_of_address(blog, ADA) == []
    assert [each for each in records(blog) if each.startswith("erasures/open/")] == []
    assert {each.body for each in letters()[1:]} == {letters()[-1].body}  # again only if it died behind it


def test_letters_that_cannot_be_sent_hold_up_no_erasure_and_are_given_up_after_a_day(
    blog: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_to_erase(blog)
    boto3.client("sesv2").delete_email_identity(EmailIdentity=SENDER)
    for _ in range(3):
        errand()
        blog.settle()

    assert holding(blog, *WORDS) == []
    [request_row] = blog.table.collection(keys.ERASURE)
    late = request_row | {"asked": datetime(2026, 1, 1, tzinfo=UTC).isoformat()}
    blog.table.put(Put(keys.erasure(late.pop("SK")), late))
    errand()

    assert not list(blog.table.collection(keys.ERASURE))
    assert kept_of_address(blog, ADA) == []


def test_a_reader_cannot_have_backups_deleted_and_the_owner_is_told_what_is_left(blog: World, capsys: Any) -> None:
    [shown] = [copy for copy, data in everything(blog) if "COMMENT#" in copy and b"shownword" in data]
    backup = json.dumps({"id": shown.rpartition("#")[2], "text": "I say shownword about it."}).encode()
    report(blog, "backups/all.json", backup)
    asked_to_erase(blog)

    run_until_done(blog)

    assert holding(blog, *WORDS) == ["reportbucket/backups/all.json"]
    [to_owner] = [each for each in letters() if each.destinations["ToAddresses"] == [OWNER]]
    assert "\nbackups/all.json\n" in to_owner.body.replace("\r", "")
    command = re.search(r"pressmark (privacy erase \S+)", to_owner.body)[1].split()
    assert main([*command, "--yes"], blog.names, boto3.client) == 0
    assert "removed from the report bucket: backups/all.json" in capsys.readouterr().out
    assert holding(blog, *WORDS) == []


def test_the_owner_finds_by_address_what_came_with_it(blog: World, capsys: Any) -> None:
    assert main(["privacy", "export", "ADA@reader.example"], blog.names, boto3.client) == 0
    found = json.loads(capsys.readouterr().out)
    assert {each["name"].split()[0] for each in found["comments"]} == {word.decode() for word in WORDS}
    assert {each["address"] for each in found["addresses"]} == {ADA}

    status = main(["privacy", "erase", ADA, "--yes"], blog.names, SettlingClient(blog).client)

    assert status == 0
    assert holding(blog, *WORDS) == []
    assert kept_of_address(blog, ADA) == []
    assert main(["privacy", "erase", ADA, "--yes"], blog.names, boto3.client) == 0
    assert "no comment of this id or address" in capsys.readouterr().out


class SettlingClient:
    """boto3's clients, with the machinery at work between the command's looks."""

    def __init__(self, world: World) -> None:
        self._world = world

    def client(self, service: str) -> Any:
        client = boto3.client(service)
        if service == "sqs":
            client.meta.events.register("after-call.sqs.SendMessageBatch", self._settle)
        return client

    def _settle(self, **_: Any) -> None:
        self._world.settle()


class Died(BaseException):
    """The function was killed."""


class Dying:
    """The function is killed behind the call that changes something for the so-manyeth time."""

    def __init__(self, make: Any, after: int) -> None:
        self._make, self._after, self._writes = make, after, 0

    def client(self, service: str, *args: Any, **more: Any) -> Any:
        client = self._make(service, *args, **more)
        client.meta.events.register("after-call", self._count)
        return client

    def _count(self, model: Any, **_: Any) -> None:
        if not model.name.startswith(("Get", "List", "Query", "Scan", "TransactGet", "BatchGet", "Head")):
            self._writes += 1
            if self._writes == self._after:
                raise Died
