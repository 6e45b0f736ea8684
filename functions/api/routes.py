"""Routes: which function answers which method and path, and how a problem becomes an answer."""

from collections.abc import Callable, Mapping
from typing import Any

from api.answer import Answer, problem_answer
from api.comments import add_comment
from api.desk import Desk
from api.guard import check_came_through_cdn, check_same_site
from api.problem import NoSuchAddress, NotAllowed, Problem
from api.request import Request
from api.search import search
from api.views import add_view, view_picture

Action = Callable[[Request, Desk], Answer]

ROUTES: Mapping[str, tuple[str, Action]] = {
    "/api/comments": ("POST", add_comment),
    "/api/search": ("GET", search),
    "/api/views": ("POST", add_view),
    "/api/views.gif": ("GET", view_picture),
}
FOR_ALL = frozenset({"/api/search"})  # changes nothing, so pages of other sites may lead there


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
        return problem_answer(problem, request, desk.frame)


def unexpected() -> Answer:
    """The answer when nobody foresaw what happened; it tells nothing of the inside."""
    return problem_answer(Problem(), None)


def _action(request: Request) -> Action:
    if request.path not in ROUTES:
        raise NoSuchAddress
    method, action = ROUTES[request.path]
    if request.method != method:
        raise NotAllowed(method)
    return action
