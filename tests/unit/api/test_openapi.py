"""docs/api.yaml and the API are held to each other: what is sent comes from the file, and each answer must be in it."""

import json
from collections import Counter

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.problem import NOTHING
from api.routes import CHANGING_GETS, ROUTES, respond, unavailable, unexpected
from blog.comment import Comment, digest_of
from blog.held import Held
from blog.moderation import hold
from tests.template import ROOT
from tests.unit.api.gateway import Gateway
from tests.unit.api.reader import FORM, ID, JSON, KEY, NOON, OURS, PAGES, POST, closed, make_desk

DOCUMENT = yaml.safe_load((ROOT / "docs/api.yaml").read_text())
OPERATIONS = sorted((method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods)
# Its own opinion on which data must be taken or refused is left out: invisible letters make no name, and are cut off.
CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# By a key that nobody guesses.
SEALED = {"/api/moderation", "/api/notices/confirm", "/api/notices/stop", "/api/privacy/export", "/api/privacy/erase"}
SECRET = "only-the-cdn-knows"


def loaded(answer):
    """The file by its own reader, over an API that answers so. Of posts it knows the one that is there, and another."""
    document = DOCUMENT | {"components": {**DOCUMENT["components"], "schemas": {**DOCUMENT["components"]["schemas"]}}}
    known = {"PostId": [POST, "0" * 16], "CommentId": [ID, "0" * 24], "CommentKey": [KEY, "0" * 32]}
    document["components"]["schemas"] |= {name: {"enum": values} for name, values in known.items()}
    pages = {"/api.json": ("application/json", json.dumps(document).encode())}
    return schemathesis.openapi.from_wsgi("/api.json", Gateway(answer, pages))


def operation(method, path, answer=None):
    desk = make_desk(secret=SECRET, writes_letters=True)
    comment = Comment(ID, POST, "Ada", "White tea.", NOON, writer=digest_of(KEY))
    hold(desk.table, Held(comment, "Tea", "/posts/tea/"))
    return loaded(answer or (lambda event: respond(event, desk)))[path][method]


def test_the_file_describes_every_route_and_no_other():
    assert sorted(ROUTES) == OPERATIONS, "docs/api.yaml and functions/api/routes.py name different routes"


def test_the_file_is_a_description_in_openapi_3_1():
    schema = loaded(lambda event: None)

    schema.validate()
    assert schema.specification.version.startswith("3.1")


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_whatever_is_sent_is_answered_as_the_file_says(method, path, mode):
    statuses = Counter()
    tested = operation(method, path)

    @BOUNDED
    @given(case=tested.as_strategy(generation_mode=mode))
    def send(case):
        case.headers = {**(case.headers or {}), "X-Origin-Secret": SECRET}
        if mode is GenerationMode.POSITIVE:
            case.headers["Origin"] = OURS  # which no file can know
        response = case.call()
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    send()

    assert max(statuses) < 500
    if mode is GenerationMode.POSITIVE and path not in SEALED:
        assert min(statuses) < 400, statuses  # some of it was taken


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize(
    ("answer", "status"), [(unexpected, 500), (unavailable, 503)], ids=["a mistake of ours", "a store that fails"]
)
def test_our_failures_are_described(method, path, answer, status):
    assert answered(operation(method, path, answer)) == status


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("accept", [JSON, PAGES])
def test_refusals_are_described(method, path, accept):
    tested = operation(method, path)

    assert answered(tested, {"X-Origin-Secret": "guessed", "Accept": accept}) == 403
    assert answered(tested, {"Accept": accept}, method="PUT") == 405
    if method == "POST" or path in CHANGING_GETS:
        assert answered(tested, {"Origin": "https://evil.example", "Accept": accept}) == 403
    if method == "POST":
        assert answered(tested, {"Content-Encoding": "gzip", "Accept": accept}) == 415
        assert answered(tested, {"Accept": accept}, body={"text": "a" * 50_001}) == 413
        assert answered(tested, {"Accept": accept}, body={str(number): "" for number in range(21)}) == 400


@pytest.mark.parametrize("accept", [JSON, PAGES])
def test_closed_comments_and_forms_to_mend_are_described(accept):
    desk, taking = make_desk(settings=closed(comments=False)), operation("POST", "/api/comments")

    assert answered(operation("POST", "/api/comments", lambda event: respond(event, desk)), {"Accept": accept}) == 409
    assert answered(taking, {"Accept": accept}, body={"post": POST, "name": ""}) == 422
    assert answered(taking, {"Accept": accept, "Idempotency-Key": "short"}) == 400


def test_an_answer_that_the_file_does_not_know_is_noticed():
    strange = {"statusCode": 200, "headers": {"Content-Type": JSON}, "body": '{"views": -1}', "isBase64Encoded": False}

    with pytest.raises(FailureGroup):
        answered(operation("POST", "/api/views", lambda event: strange))


def answered(tested, headers=NOTHING, *, method=None, body=None):
    """The status of the answer, which must be one that the file describes."""
    is_post = tested.method == "post"
    form = {"post": POST, "name": "Ada", "text": "Oolong."} if body is None else body
    case = tested.Case(
        method=method or tested.method.upper(),
        headers={"Origin": OURS, "X-Origin-Secret": SECRET, **headers},
        query={} if is_post else {"post": POST, "q": "tea"},
        **({"body": form, "media_type": FORM} if is_post else {}),
    )
    response = case.call()
    case.validate_response(response, checks=CHECKS)
    return response.status_code
