"""Whatever fails behind the API, its answer tells nothing of the inside, and says what may be sent again."""

import json
import logging
import ssl
from collections.abc import Iterator
from dataclasses import replace
from inspect import signature
from string import Formatter

import pytest
from botocore import exceptions
from botocore.loaders import Loader

import entry.api as function
from api.routes import ROUTES
from blog import keys
from blog.comment import Comment, digest_of
from blog.correspondent import digest
from blog.environment import MissingVariable
from blog.held import Decision, Held, item_of
from blog.inquiry import Inquiry
from blog.item import to_item
from blog.moderation import held
from blog.offer import Offer
from blog.table import Conflict, Delete, Put
from tests.unit.api.reader import ID, JSON, KEY, NOON, PAGES, POST, event, make_desk

NEEDLE = "/var/task/blog/table.py arn:aws:dynamodb:eu-west-1:123456789012:table/blog at 10.0.0.7"
INSIDE = ("arn:", "/var/", ".py", "1234567", "eu-west", "10.0.0", "table", "botocore", "dynamodb", "Traceback", "Error")


def errors_of_the_library() -> Iterator[Exception]:
    """One of each class that botocore has, with the needle wherever it takes a word."""
    for cls in sorted(_below(exceptions.BotoCoreError), key=lambda cls: cls.__name__):
        names = {name for _, name, _, _ in Formatter().parse(cls.fmt) if name}
        taken = signature(cls.__init__).parameters
        is_free = any(each.kind is each.VAR_KEYWORD for each in taken.values())
        yield cls(**dict.fromkeys(names | {"error"} if is_free else taken.keys() - {"self"}, NEEDLE))


def errors_of_the_store() -> Iterator[exceptions.ClientError]:
    """One of each kind that DynamoDB's model names, and those that every service knows."""
    model = Loader().load_service_model("dynamodb", "service-2")
    codes = {name for name, shape in model["shapes"].items() if shape.get("exception")}
    everywhere = {"AccessDeniedException", "ThrottlingException", "UnrecognizedClientException", "ValidationException"}
    for code in sorted(codes | everywhere):
        yield exceptions.ClientError({"Error": {"Code": code, "Message": NEEDLE}}, "GetItem")


def _below(cls: type) -> set[type]:
    """Of the library's own: which others there are depends on what was imported before."""
    found = {each for cls in cls.__subclasses__() for each in ({cls} | _below(cls))}
    return {each for each in found if each.__module__ == exceptions.__name__}


OTHERS = [
    Conflict(NEEDLE),
    MissingVariable(NEEDLE),
    KeyError(NEEDLE),
    FileNotFoundError(2, "No such file", NEEDLE),
    UnicodeDecodeError("utf-8", NEEDLE.encode(), 0, 1, NEEDLE),
    RecursionError(NEEDLE),
    ssl.SSLError(NEEDLE),
    MemoryError(NEEDLE),
]
READ_TIMEOUT = exceptions.ReadTimeoutError(endpoint_url=NEEDLE)
TO_TRY_AGAIN = (exceptions.BotoCoreError, exceptions.ClientError, Conflict)


class Failing:
    """A table that raises from some call on, if `error` is one."""

    def __init__(self, table):
        self.table, self.error, self.left = table, None, 0

    def fail(self, error, after=0):
        self.error, self.left = error, after

    def __getattr__(self, name):
        self.left -= 1
        if self.error and self.left < 0:
            raise self.error
        return getattr(self.table, name)


@pytest.fixture
def desk(monkeypatch):
    made = make_desk(writes_letters=True)
    found = replace(made, table=Failing(made.table))
    monkeypatch.setattr(function, "desk", lambda: found)
    monkeypatch.setattr(function, "logger", logging.getLogger("api"))
    return found


def sent(method="POST", path="/api/comments", **headers):
    links = {"/api/moderation": offer, "/api/privacy": inquiry}
    own = next(
        (make() for begin, make in links.items() if path.startswith(begin)), {"post": POST, "id": ID, "key": KEY}
    )
    query = {**own, "q": "tea"} if method == "GET" else None
    typed = {"name": "Ada", "text": "Oolong."} | ({"address": ASKED.address} if path == "/api/privacy" else {})
    return event(method, path, {**own, **typed}, query=query, **{"accept": JSON, **headers})


WAITING = Held(Comment(ID, POST, "Ada", "White tea.", NOON, writer=digest_of(KEY)), "Tea", "/posts/tea/")
SEALS = "0f" * 32


def offer():
    """What a letter to the owner about that comment offers."""
    made = Offer(Decision.REJECTED, ID, WAITING.edition, int(NOON.timestamp()) + 60)
    return made.fields(bytes.fromhex(SEALS))


ASKED = Inquiry(NOON, 0, "ada@reader.example", edition="e" * 12)
ADAS = digest(bytes.fromhex(SEALS), ASKED.address)


def inquiry():
    """What the link to all that came with her address carries."""
    return ASKED.fields(ADAS, bytes.fromhex(SEALS))


def hold_again(desk):
    """The comment that the sender has sent before, as if nothing had become of it yet."""
    desk.table.table.put(Put(keys.inquiry(ADAS), to_item(ASKED)))
    desk.table.table.write([Delete(keys.erasure(ADAS))])
    desk.table.table.put(Put(keys.held(ID), item_of(WAITING)))
    desk.table.table.put(Put(keys.SECRET, {"key": SEALS}))


def check_nothing_is_told(answer):
    shown = json.dumps(answer, ensure_ascii=False)
    assert not [word for word in INSIDE if word in shown], shown


@pytest.mark.parametrize(
    "error", [*errors_of_the_library(), *errors_of_the_store(), *OTHERS], ids=lambda error: type(error).__name__
)
def test_the_answer_to_any_error_is_the_same_and_the_owner_s_log_has_it(error, desk, caplog):
    desk.table.fail(error)

    answer = function.handler(sent(), None)

    can_be_sent_again = isinstance(error, TO_TRY_AGAIN)
    assert answer["statusCode"] == (503 if can_be_sent_again else 500)
    assert answer["headers"].get("Retry-After") == ("1" if can_be_sent_again else None)
    assert set(json.loads(answer["body"])) == {"type", "title", "status"}
    check_nothing_is_told(answer)
    assert type(error).__name__ in caplog.text


@pytest.mark.parametrize("error", [READ_TIMEOUT, KeyError(NEEDLE)])
def test_a_browser_without_scripts_is_told_on_a_page_in_its_language(error, desk):
    desk.table.fail(error)

    answer = function.handler(sent(accept=PAGES, accept_language="de"), None)

    assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert "Bitte versuchen Sie es gleich noch einmal." in answer["body"]
    check_nothing_is_told(answer)


@pytest.mark.parametrize("accept", [JSON, PAGES])
@pytest.mark.parametrize(("method", "path"), sorted(ROUTES))
def test_so_it_is_at_every_call_of_every_address(method, path, accept, desk):
    statuses = []
    for call in range(20):
        hold_again(desk)
        desk.table.fail(READ_TIMEOUT, after=call)
        statuses.append(function.handler(sent(method, path, accept=accept), None)["statusCode"])
        check_nothing_is_told(function.handler(sent(method, path, accept=accept), None))

    assert statuses[0] == 503
    assert statuses[-1] < 500  # there are no more calls to fail
    assert set(statuses) <= {503, statuses[-1]}


def test_a_comment_that_failed_at_any_call_is_kept_once_when_it_is_sent_again(desk):
    for call in range(20):
        desk.table.fail(READ_TIMEOUT, after=call)
        function.handler(sent(), None)
    desk.table.fail(None)

    assert function.handler(sent(), None)["statusCode"] == 202
    assert len(held(desk.table)) == 1


@pytest.mark.parametrize("call", range(20))
def test_a_page_never_says_that_nothing_was_kept_when_that_is_not_known(call, desk):
    desk.table.fail(READ_TIMEOUT, after=call)

    answer = function.handler(sent(accept=PAGES), None)

    assert (answer["statusCode"] == 503) == ("It is not known whether this was kept." in answer["body"])
    assert "Nothing was kept." not in answer["body"]


@pytest.mark.parametrize(
    "wrong", [{"origin": "https://evil.example"}, {"content_encoding": "gzip"}, {"idempotency_key": "short"}]
)
def test_a_page_says_that_nothing_was_kept_when_that_is_so(wrong, desk):
    answer = function.handler(sent(accept=PAGES, **wrong), None)

    assert 400 <= answer["statusCode"] < 500
    assert "Nothing was kept." in answer["body"]
    assert held(desk.table) == []


@pytest.mark.parametrize("error", [None, READ_TIMEOUT])
def test_a_page_that_was_only_asked_for_says_nothing_of_what_was_kept(error, desk):
    desk.table.fail(error)

    asked = event("GET", "/api/comments/reply", query={"post": "0" * 16}, accept=PAGES)
    answer = function.handler(asked, None)

    assert answer["statusCode"] == (503 if error else 422)
    assert "kept" not in answer["body"]
