"""docs/owner.yaml and the owner's API are held to each other."""

import json
from collections import Counter

import pytest
import schemathesis
import yaml
from hypothesis import given

from api.owner import ROUTE, VERBS
from api.routes import respond
from blog.comment import Comment
from blog.held import Held
from blog.moderation import hold
from tests.template import ROOT
from tests.unit.api.gateway import Gateway
from tests.unit.api.reader import ID, NOON, POST, make_desk
from tests.unit.api.test_openapi import BOUNDED, CHECKS
from tests.unit.api.test_owner import SIGNED

DOCUMENT = yaml.safe_load((ROOT / "docs/owner.yaml").read_text())
OPERATIONS = sorted(
    (method, path) for path, methods in DOCUMENT["paths"].items() for method in methods if method != "parameters"
)


def operation(method, path, signed=SIGNED):
    desk = make_desk()
    comment = Comment(ID, POST, "Ada", "White tea.", NOON, "https://ada.example")
    hold(desk.table, Held(comment, "Tea", "/posts/tea/", ("1 link (+1)",), 1, "b0" * 16))

    def answer(event):
        return respond({**event, "routeKey": ROUTE, "requestContext": {**event["requestContext"], **signed}}, desk)

    schemas = {**DOCUMENT["components"]["schemas"], "CommentId": {"enum": [ID, "0" * 24]}}
    document = DOCUMENT | {"components": {**DOCUMENT["components"], "schemas": schemas}}
    pages = {"/owner.json": ("application/json", json.dumps(document).encode())}
    return schemathesis.openapi.from_wsgi("/owner.json", Gateway(answer, pages))[path][method.upper()]


def test_the_file_names_every_verb():
    [verbs] = (
        each for each in DOCUMENT["paths"]["/owner/comments/{id}/{verb}"]["parameters"] if each["name"] == "verb"
    )

    assert {*verbs["schema"]["enum"], "edit"} == set(VERBS)


@pytest.mark.parametrize("signed", [SIGNED, {}], ids=["signed", "not signed"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_whatever_is_sent_is_answered_as_the_file_says(method, path, signed):
    statuses = Counter()
    tested = operation(method, path, signed)

    @BOUNDED
    @given(case=tested.as_strategy())
    def send(case):
        response = case.call()
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    send()

    assert max(statuses) < 500
    assert (200 in statuses) if signed else (set(statuses) == {403})
