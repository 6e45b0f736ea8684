"""What the reader API asks of the tables is what the template lets it ask, no less."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import boto3
import pytest

from api.desk import Desk
from api.owner import ROUTE, VERBS
from api.routes import respond
from blog import keys
from blog.correspondent import confirm
from blog.held import Decision
from blog.keys import post_id
from blog.moderation import approve, held
from blog.notice import Act, Notice, path_of
from blog.offer import offer_key, offers
from mail.mailbox import Letters, Mailbox
from mail.notices import tell
from mail.owner import tell_owner_daily
from tests.integration.world import URL, World
from tests.manuscript import post
from tests.simulation.events import request
from tests.template import properties

TEA = post_id("posts/tea.md")
ADA = "ada@tea.example"
TABLES = {"table": "Table", "visits": "VisitTable"}
ACTIONS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}
Asked = set[tuple[str, str]]


def permitted(function: str) -> Asked:
    """Each action on a table that the function's role may take, and the table's name in the template."""
    return {
        (action.removeprefix("dynamodb:"), statement["Resource"]["Fn::GetAtt"].split(".")[0])
        for policy in properties(function)["Policies"]
        for statement in policy["Statement"]
        for action in _list(statement["Action"])
        if action.startswith("dynamodb:")
    }


def asked_by(operation: str, params: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What IAM checks for a call (DynamoDB developer guide, "Using IAM with transactions")."""
    if operation.startswith("Transact"):
        for item in params["TransactItems"]:
            for kind, action in item.items():
                yield ACTIONS[kind], TABLES[action["TableName"]]
    elif operation == "BatchGetItem":
        yield from (("BatchGetItem", TABLES[name]) for name in params["RequestItems"])
    else:
        yield operation, TABLES[params["TableName"]]


@pytest.fixture
def asked(world: World) -> Asked:
    return set()


@pytest.fixture
def desk(world: World, asked: Asked) -> Desk:
    world.put("site.yaml", "reply_letters: true")
    world.put("posts/tea.md", post("Tea"))
    world.settle()
    return Desk.of(world.names, noted(asked))


def noted(asked: Asked) -> Callable[[str], Any]:
    """What makes boto3's clients, of which DynamoDB's tells what it asks for."""
    client = boto3.client("dynamodb")

    def note(params: Mapping[str, Any], model: Any, **_: Any) -> None:
        asked.update(asked_by(model.name, params))

    client.meta.events.register("before-parameter-build.dynamodb", note)
    return lambda service: client if service == "dynamodb" else boto3.client(service)


def send(desk: Desk, path: str, **form: str) -> int:
    event = request(URL, path, form)
    event["headers"] |= {"x-origin-secret": desk.secret, "x-viewer-address": "192.0.2.7"}
    status: int = respond(event, desk)["statusCode"]
    return status


def test_all_that_readers_and_the_owner_do_is_permitted(world: World, desk: Desk, asked: Asked) -> None:
    for number, name in enumerate(("Ada", "Bob", "Eve")):
        text = f"{number}: I prefer oolong, and most of all in autumn."
        assert send(desk, "/api/comments", post=TEA, name=name, text=text) == 303
    assert send(desk, "/api/views", post=TEA) == 200
    first, second, _ = held(world.table)
    offer = next(each for each in offers(first.comment.id, first.edition, desk.now()) if each.act is Decision.APPROVED)
    assert send(desk, "/api/moderation", **offer.fields(offer_key(desk.table))) == 200
    assert send(desk, "/api/likes", post=TEA, comment=first.comment.id) == 200
    for verb in VERBS:
        assert as_owner(desk, f"/owner/comments/{second.comment.id}/{verb}") in (200, 409), verb
        as_owner(desk, f"/owner/comments/{second.comment.id}/undo")
    letters(desk)

    assert ("UpdateItem", "VisitTable") in asked  # the limit of a network
    assert ("DeleteItem", "Table") in asked
    assert ("ConditionCheckItem", "Table") in asked
    assert asked <= permitted("ApiFunction"), asked - permitted("ApiFunction")


def letters(desk: Desk) -> None:
    """A reader leaves an address, confirms it, and ends letters."""
    assert send(desk, "/api/comments", post=TEA, name="Ida", text="White tea.", email=ADA, tell="yes") == 303
    sent = held(desk.table)[-1].comment
    for act in Act:
        notice = Notice.of(act, sent.correspondent, sent.id, desk.now())
        assert send(desk, path_of(act), **notice.fields(offer_key(desk.table))) == 200


def test_all_that_letters_take_is_permitted(world: World, desk: Desk) -> None:
    asked: Asked = set()
    boto3.client("sesv2").create_email_identity(EmailIdentity=world.names["SENDER_ADDRESS"])
    environ = {**world.names, "OWNER_ADDRESS": "owner@blog.example", "OWNER_LETTERS": "each"}
    mailbox = Mailbox.of(environ, noted(asked))

    assert send(desk, "/api/comments", post=TEA, name="Ida", text="White tea.", email=ADA, tell="yes") == 303
    [waiting] = held(world.table)
    letters = tell(mailbox, None, world.table.get(keys.held(waiting.comment.id)))
    letters += int(tell_owner_daily(replace(mailbox, owner_letters=Letters.DAILY)))
    first = approve(world.table, waiting.comment.id)
    letters += tell(mailbox, None, world.table.get(keys.comment(TEA, first.id)))
    assert confirm(world.table, first.correspondent, first.id, mailbox.now())
    assert send(desk, "/api/comments", post=TEA, name="Bob", text="Black tea.", parent=first.id) == 303
    reply = approve(world.table, held(world.table)[0].comment.id)
    letters += tell(mailbox, None, world.table.get(keys.comment(TEA, reply.id)))

    assert letters == 4  # about one that waits, about all, the question, the reply
    assert asked <= permitted("NotifyFunction"), asked - permitted("NotifyFunction")


def as_owner(desk: Desk, path: str) -> int:
    event = request(URL, path, {}) | {"routeKey": ROUTE}
    event["requestContext"]["authorizer"] = {"iam": {"userArn": "arn:aws:iam::123456789012:user/owner"}}
    status: int = respond(event, desk)["statusCode"]
    return status


def _list(said: str | list[str]) -> list[str]:
    """IAM takes one action without a list."""
    return [said] if isinstance(said, str) else said
