"""The owner's API: the queue and its decisions for whoever AWS knows, such as a page of the owner's to come.

It is no part of the site: the CDN does not lead there. The HTTP API's route asks for a
signature (AWS_IAM), and an event that does not name who signed is refused here as well.
"""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from api.answer import Answer, json_answer
from api.desk import Desk
from api.problem import NoSuchAddress, NotAllowed, NotTheOwner
from api.request import Request
from blog import standing
from blog.held import Decided, Decision, Held
from blog.item import to_item
from blog.moderation import NoSuchComment, decide, decided, find, held, undo
from blog.standing import Word

BEGIN = "/owner/"
ROUTE = "ANY /owner/{proxy+}"  # template.yaml, OwnerRoute
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
        act(desk, comment_id, request.query.get("edition", ""))
    except NoSuchComment as error:
        return json_answer(HTTPStatus.CONFLICT, {"id": comment_id, "why": str(error)})
    found = find(desk.table, comment_id)
    return json_answer(HTTPStatus.OK, _shown(found) if found else {"id": comment_id, "state": "unknown"})


def _decide(decision: Decision, word: Word | None = None) -> Callable[[Desk, str, str], None]:
    def act(desk: Desk, comment_id: str, edition: str) -> None:
        found = find(desk.table, comment_id)
        if isinstance(found, Decided) and found.decision is decision and not edition:
            # It was sent again: what it says of the browser may still be missing.
            if word and found.held.browser:
                standing.say(desk.table, found.held.browser, word)
            return
        decide(desk.table, comment_id, decision, desk.now(), edition=edition, word=word)

    return act


def _undo(desk: Desk, comment_id: str, _: str) -> None:
    undo(desk.table, comment_id)


VERBS: Mapping[str, Callable[[Desk, str, str], None]] = {
    "approve": _decide(Decision.APPROVED),
    "reject": _decide(Decision.REJECTED),
    "spam": _decide(Decision.SPAM),
    "trust": _decide(Decision.APPROVED, Word.TRUSTED),
    "block": _decide(Decision.SPAM, Word.BLOCKED),
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
