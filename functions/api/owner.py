"""The owner's API: the queue and its decisions for whoever AWS knows, such as a page of the owner's to come.

It is no part of the site: the CDN does not lead there. The HTTP API's route asks for a
signature (AWS_IAM), and an event that does not name who signed is refused here as well.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from api.answer import Answer, json_answer
from api.desk import Desk
from api.problem import NoSuchAddress, NotAllowed, NotTheOwner
from api.request import Request
from blog import standing
from blog.amendment import find_shown, words_of
from blog.comment import Draft, FieldError
from blog.held import Decided, Decision, Held
from blog.item import to_item
from blog.moderation import NoSuchComment, NotShown, amend, decide, decided, find, held, undo
from blog.standing import Word
from blog.words import Words

BEGIN = "/owner/"
ROUTE = "ANY /owner/{proxy+}"  # template.yaml, OwnerRoute
Act = Callable[[Request, Desk, str], None]
_ONE = re.compile("/owner/comments/([0-9a-f]{24})(?:/([a-z]+))?")


def respond_to_owner(event: Mapping[str, Any], request: Request, desk: Desk) -> Answer:
    """Raises NotTheOwner, NoSuchAddress and NotAllowed; what cannot be decided any more is 409."""
    if event.get("routeKey") != ROUTE or not event["requestContext"].get("authorizer", {}).get("iam"):
        raise NotTheOwner
    if request.path == "/owner/comments":
        _expect(request, "GET")
        return json_answer(HTTPStatus.OK, {"comments": _listed(desk, request.query.get("state", "waiting"))})
    found = _ONE.fullmatch(request.path)
    if not found:
        raise NoSuchAddress
    return _one(request, desk, found[1]) if not found[2] else _act(request, desk, found[1], found[2])


def _listed(desk: Desk, untrusted_state: str) -> list[dict[str, Any]]:
    if untrusted_state == "waiting":
        return [_shown(each) for each in held(desk.table)]
    if untrusted_state == "decided":
        return [_shown(each) for each in decided(desk.table, desk.now())]
    raise NoSuchAddress


def _one(request: Request, desk: Desk, comment_id: str) -> Answer:
    _expect(request, "GET")
    found = find(desk.table, comment_id)
    if found is None:
        return json_answer(HTTPStatus.GONE, {"id": comment_id, "state": "unknown"})
    return json_answer(HTTPStatus.OK, _shown(found))


def _act(request: Request, desk: Desk, comment_id: str, untrusted_verb: str) -> Answer:
    act = VERBS.get(untrusted_verb)
    if act is None:
        raise NoSuchAddress
    _expect(request, "POST")
    try:
        act(request, desk, comment_id)
    except NotTaken as error:
        told = [{"field": each.field, "message": each.message} for each in error.errors]
        return json_answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"id": comment_id, "errors": told})
    except NoSuchComment as error:
        return json_answer(HTTPStatus.CONFLICT, {"id": comment_id, "why": str(error)})
    found = find(desk.table, comment_id)
    return json_answer(HTTPStatus.OK, _shown(found) if found else {"id": comment_id, "state": "unknown"})


class NotTaken(ValueError):
    """Words that no comment can have; `errors` say why."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__("; ".join(each.message for each in errors))
        self.errors = errors


def _decide(decision: Decision, word: Word | None = None) -> Act:
    def act(request: Request, desk: Desk, comment_id: str) -> None:
        edition = _edition(request)
        found = find(desk.table, comment_id)
        if isinstance(found, Decided) and found.decision is decision and not edition:
            # It was sent again: what it says of the browser may still be missing.
            if word and found.held.browser:
                standing.say(desk.table, found.held.browser, word)
            return
        decide(desk.table, comment_id, decision, desk.now(), edition=edition, word=word)

    return act


def _undo(request: Request, desk: Desk, comment_id: str) -> None:
    undo(desk.table, comment_id, edition=_edition(request))


def _edit(request: Request, desk: Desk, comment_id: str) -> None:
    """The form's `text`, `name` and `website`, as far as it has them."""
    form = request.form()
    found = find_shown(desk.table, comment_id)
    if found is None:
        raise NotShown(comment_id)
    clean = Draft.of(form)
    given = {name: getattr(clean, name) for name in ("name", "text", "website") if name in form}
    draft = replace(words_of(found.held.comment), **given)
    if errors := draft.errors(Words()):
        raise NotTaken(errors)
    # What the form does not name is as it was read here: it must still be that.
    amend(desk.table, comment_id, draft, desk.now(), edition=_edition(request) or found.held.edition)


def _edition(request: Request) -> str:
    return request.query.get("edition", "")


VERBS: Mapping[str, Act] = {
    "approve": _decide(Decision.APPROVED),
    "reject": _decide(Decision.REJECTED),
    "spam": _decide(Decision.SPAM),
    "trust": _decide(Decision.APPROVED, Word.TRUSTED),
    "block": _decide(Decision.SPAM, Word.BLOCKED),
    "edit": _edit,
    "undo": _undo,
}


def _shown(found: Held | Decided) -> dict[str, Any]:
    waiting = found if isinstance(found, Held) else found.held
    comment = to_item(waiting.comment)
    for name in ("writer", "correspondent"):
        comment.pop(name, None)
    about = {"title": waiting.title, "url": waiting.url, "score": waiting.score, "reasons": list(waiting.reasons)}
    is_known = {"edition": waiting.edition, "browser_is_known": bool(waiting.browser)}
    if isinstance(found, Held):
        return {**comment, **about, **is_known, "state": "waiting"}
    by = {"state": found.decision.value, "decided": found.at.isoformat(), "by_rule": found.by_rule}
    return {**comment, **about, **is_known, **by}


def _expect(request: Request, method: str) -> None:
    if request.method != method:
        raise NotAllowed([method])
