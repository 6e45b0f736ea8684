"""Routes: which function answers which method and path, and how a problem becomes an answer."""

from collections.abc import Callable, Mapping
from typing import Any

from api.answer import Answer, problem_answer
from api.comments import add_comment, preview_comment, reply_form
from api.desk import Desk
from api.guard import check_came_through_cdn, check_same_site
from api.own_comment import change_comment, own_comment, withdraw_comment
from api.problem import NoSuchAddress, NotAllowed, Problem
from api.request import Request
from api.search import search
from api.views import add_view, view_picture

Action = Callable[[Request, Desk], Answer]

ROUTES: Mapping[tuple[str, str], Action] = {
    ("POST", "/api/comments"): add_comment,
    ("POST", "/api/comments/preview"): preview_comment,
    ("GET", "/api/comments/reply"): reply_form,
    ("GET", "/api/comments/mine"): own_comment,
    ("POST", "/api/comments/mine"): own_comment,
    ("POST", "/api/comments/change"): change_comment,
    ("POST", "/api/comments/withdraw"): withdraw_comment,
    ("GET", "/api/search"): search,
    ("POST", "/api/views"): add_view,
    ("GET", "/api/views.gif"): view_picture,
}
# They change nothing, so pages of other sites may lead there.
FOR_ALL = frozenset({"/api/search", "/api/comments/reply"})


def respond(event: Mapping[str, Any], desk: Desk) -> Answer:
    """The answer to an HTTP API's event, payload format 2.0."""
    request = Request.of(event)
    try:
        check_came_through_cdn(request, desk.secret)
        action = _action(request)
        if request.path not in FOR_ALL:
            check_same_site(request, desk.origin)
        return action(request, desk)
    except Problem as problem:
        return problem_answer(problem, request)


def unexpected() -> Answer:
    """The answer when nobody foresaw what happened; it tells nothing of the inside."""
    return problem_answer(Problem(), None)


def _action(request: Request) -> Action:
    methods = [method for method, path in ROUTES if path == request.path]
    if not methods:
        raise NoSuchAddress
    if request.method not in methods:
        raise NotAllowed(", ".join(methods))
    return ROUTES[request.method, request.path]
