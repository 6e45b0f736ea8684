"""Routes: which function answers which method and path, and how a problem becomes an answer."""

from collections.abc import Callable, Mapping
from typing import Any

from api.answer import Answer, allowed, problem_answer, without_body
from api.comments import add_comment, preview_comment, reply_form
from api.desk import Desk
from api.guard import check_came_through_cdn, check_same_site
from api.likes import change_like
from api.moderating import act, ask
from api.notices import ask_to_confirm, ask_to_stop, confirm_address, stop_letters
from api.own_comment import change_comment, own_comment, withdraw_comment
from api.owner import BEGIN, respond_to_owner
from api.privacy import ask as ask_privacy
from api.privacy import erase, export, look
from api.problem import NoSuchAddress, NotAllowed, Problem, Unavailable
from api.request import Request
from api.search import search
from api.views import add_view, view_picture

Action = Callable[[Request, Desk], Answer]

# docs/api.yaml describes each of them, and a test holds it to that.
ROUTES: Mapping[tuple[str, str], Action] = {
    ("POST", "/api/comments"): add_comment,
    ("GET", "/api/moderation"): ask,
    ("POST", "/api/moderation"): act,
    ("POST", "/api/comments/preview"): preview_comment,
    ("GET", "/api/comments/reply"): reply_form,
    ("GET", "/api/comments/mine"): own_comment,
    ("POST", "/api/comments/mine"): own_comment,
    ("POST", "/api/comments/change"): change_comment,
    ("POST", "/api/comments/withdraw"): withdraw_comment,
    ("GET", "/api/notices/confirm"): ask_to_confirm,
    ("POST", "/api/notices/confirm"): confirm_address,
    ("GET", "/api/notices/stop"): ask_to_stop,
    ("POST", "/api/notices/stop"): stop_letters,
    ("GET", "/api/privacy"): look,
    ("POST", "/api/privacy"): ask_privacy,
    ("GET", "/api/privacy/export"): export,
    ("POST", "/api/privacy/erase"): erase,
    ("GET", "/api/search"): search,
    ("POST", "/api/likes"): change_like,
    ("POST", "/api/views"): add_view,
    ("GET", "/api/views.gif"): view_picture,
}
# GET changes nothing, so pages of other sites may lead there and HEAD is the same without a body; but for these.
CHANGING_GETS = frozenset({"/api/views.gif"})
# Mail programs send this one, from no page at all (RFC 8058); it does nothing without the seal of a letter.
SEALED_POSTS = frozenset({"/api/notices/stop"})


def respond(event: Mapping[str, Any], desk: Desk) -> Answer:
    """The answer to an HTTP API's event, payload format 2.0."""
    request = Request.of(event)
    try:
        if request.path.startswith(BEGIN):
            return respond_to_owner(event, request, desk)
        check_came_through_cdn(request, desk.secret)
        return _answer(request, desk)
    except Problem as problem:
        return problem_answer(problem, request, desk.frame)


def unexpected(event: Mapping[str, Any]) -> Answer:
    """The answer when nobody foresaw what happened; it tells nothing of the inside."""
    return problem_answer(Problem(), Request.of(event))


def unavailable(event: Mapping[str, Any]) -> Answer:
    """The answer when AWS did not do its part; whoever sends the same again does no harm."""
    return problem_answer(Unavailable(), Request.of(event))


def methods(path: str) -> dict[str, Action]:
    """What a path does for each method; empty if there is nothing."""
    found = {method: action for (method, its_path), action in ROUTES.items() if its_path == path}
    if "GET" in found and path not in CHANGING_GETS:
        found["HEAD"] = found["GET"]
    return found


def _answer(request: Request, desk: Desk) -> Answer:
    found = methods(request.path)
    if not found:
        raise NoSuchAddress
    if request.method == "OPTIONS":
        return allowed(found)
    if request.method not in found:
        raise NotAllowed(found)
    if request.path in CHANGING_GETS or (request.method == "POST" and request.path not in SEALED_POSTS):
        check_same_site(request, desk.origin)
    answer = found[request.method](request, desk)
    return without_body(answer) if request.method == "HEAD" else answer
