from dataclasses import replace

import pytest

from api import owner
from api.owner import ROUTE, VERBS
from api.routes import respond
from blog import keys
from blog.amendment import find_shown
from blog.comment import Comment
from blog.held import Held
from blog.moderation import approved, held, hold
from blog.revision import revise
from blog.standing import standing_of
from tests.template import template
from tests.unit.api.reader import NOON, POST, event, make_desk, said

ID, BROWSER, ADDRESS = "0a" * 12, "b0" * 32, "c0" * 16
SIGNED = {"authorizer": {"iam": {"userArn": "arn:aws:iam::123456789012:user/owner"}}}


@pytest.fixture
def desk():
    desk = make_desk(secret="only-the-cdn-knows")
    comment = Comment(ID, POST, "Ada", "I prefer oolong.", NOON, writer=BROWSER, correspondent=ADDRESS)
    hold(desk.table, Held(comment, "Tea", "/posts/tea/", ("1 link (+1)",), 1, BROWSER))
    return desk


def call(desk, method, path, query=None, *, route=ROUTE, signed=SIGNED, fields=None):
    made = event(method, path, fields, query=query)
    made["requestContext"] |= signed
    return respond({**made, "routeKey": route}, desk)


def act(desk, verb, **query):
    return call(desk, "POST", f"/owner/comments/{ID}/{verb}", query)


def test_the_template_asks_for_a_signature_at_this_very_route():
    route = template()["Resources"]["OwnerRoute"]["Properties"]

    assert (route["RouteKey"], route["AuthorizationType"]) == (ROUTE, "AWS_IAM")


@pytest.mark.parametrize(
    "how",
    [
        {"signed": {}},
        {"signed": {"authorizer": {}}},
        {"signed": {"authorizer": {"iam": None}}},
        {"route": "ANY /api/{proxy+}"},
        {"route": "$default"},
    ],
    ids=str,
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/owner/comments"), ("POST", f"/owner/comments/{ID}/approve")])
def test_what_nobody_signed_is_refused_and_changes_nothing(desk, method, path, how):
    answer = call(desk, method, path, **how)

    assert answer["statusCode"] == 403
    assert "oolong" not in str(answer)
    assert len(held(desk.table)) == 1


def test_the_queue_is_listed_with_its_reasons(desk):
    [shown] = said(call(desk, "GET", "/owner/comments"))["comments"]

    assert (shown["id"], shown["state"], shown["reasons"]) == (ID, "waiting", ["1 link (+1)"])
    assert BROWSER not in str(shown)
    assert ADDRESS not in str(shown)


@pytest.mark.parametrize("verb", sorted(VERBS.keys() - {"undo", "edit"}))
def test_a_decision_is_taken_once_and_can_be_undone(desk, verb):
    answers = [act(desk, verb), act(desk, verb)]
    place = len(approved(desk.table, POST))
    listed = said(call(desk, "GET", "/owner/comments", {"state": "decided"}))["comments"]
    undone = act(desk, "undo")

    assert [answer["statusCode"] for answer in answers] == [200, 200]
    assert said(answers[0]) == said(answers[1])
    assert place == (verb in ("approve", "trust"))
    assert [each["id"] for each in listed] == [ID]
    assert (undone["statusCode"], said(undone)["state"], len(held(desk.table))) == (200, "waiting", 1)


def edit(desk, fields, **query):
    return call(desk, "POST", f"/owner/comments/{ID}/edit", query, fields=fields)


def test_a_comment_is_edited_as_far_as_the_form_has_fields_and_the_edit_undone(desk):
    answer = edit(desk, {"text": "I prefer\u202e tea.", "website": "ada.example"})
    [waiting] = held(desk.table)
    undone = act(desk, "undo")

    assert (answer["statusCode"], said(answer)["text"]) == (200, "I prefer tea.")
    assert (waiting.comment.name, waiting.comment.website) == ("Ada", "https://ada.example")
    assert (said(undone)["text"], said(undone).get("amended")) == ("I prefer oolong.", None)


def test_an_undo_that_names_what_was_seen_is_done_once(desk):
    act(desk, "approve")
    edit(desk, {"text": "Tea."})
    seen = said(call(desk, "GET", f"/owner/comments/{ID}"))["edition"]

    statuses = [act(desk, "undo", edition=seen)["statusCode"] for _ in range(2)]

    assert statuses == [200, 409]
    assert [each.text for each in approved(desk.table, POST)] == ["I prefer oolong."]


def test_an_edit_of_one_field_takes_back_nothing_that_its_writer_changed_meanwhile(desk, monkeypatch):
    def find_then_change(table, comment_id):
        found = find_shown(table, comment_id)
        changed = replace(found.held, comment=replace(found.held.comment, text="White tea."))
        revise(table, found, changed)
        return found

    monkeypatch.setattr(owner, "find_shown", find_then_change)

    assert edit(desk, {"name": "A. L."})["statusCode"] == 409
    assert [(each.comment.name, each.comment.text) for each in held(desk.table)] == [("Ada", "White tea.")]


def test_an_edit_of_an_approved_comment_is_on_its_page(desk):
    act(desk, "approve")

    assert edit(desk, {"text": "Tea."})["statusCode"] == 200
    assert [each.text for each in approved(desk.table, POST)] == ["Tea."]


@pytest.mark.parametrize(
    ("fields", "query", "status"),
    [
        ({"text": " "}, {}, 422),
        ({"website": "javascript:alert(1)"}, {}, 422),
        ({"text": "Tea."}, {"edition": "0" * 16}, 409),
    ],
)
def test_an_edit_that_cannot_be_is_refused_and_changes_nothing(desk, fields, query, status):
    before = held(desk.table)

    assert edit(desk, fields, **query)["statusCode"] == status
    assert held(desk.table) == before


@pytest.mark.parametrize(("verb", "word"), [("trust", "trusted"), ("block", "blocked"), ("approve", "")])
def test_trust_and_block_are_kept_of_the_browser(desk, verb, word):
    act(desk, verb)

    assert standing_of(desk.table.get(keys.browser(BROWSER))).word == word


def test_a_decision_about_another_edition_is_409_and_changes_nothing(desk):
    seen = said(call(desk, "GET", f"/owner/comments/{ID}"))["edition"]

    assert act(desk, "approve", edition="0" * 16)["statusCode"] == 409
    assert len(held(desk.table)) == 1
    assert act(desk, "approve", edition=seen)["statusCode"] == 200
    assert act(desk, "approve", edition=seen)["statusCode"] == 409


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/owner/", 404),
        ("GET", "/owner/comments/", 404),
        ("GET", "/owner/comments/x", 404),
        ("POST", f"/owner/comments/{ID}/explode", 404),
        ("GET", f"/owner/comments/{ID}/approve", 405),
        ("POST", "/owner/comments", 405),
        ("GET", f"/owner/comments/{'0' * 24}", 410),
        ("POST", f"/owner/comments/{'0' * 24}/undo", 409),
    ],
)
def test_what_is_not_there_is_said(desk, method, path, status):
    assert call(desk, method, path)["statusCode"] == status
