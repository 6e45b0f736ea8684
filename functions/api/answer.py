"""Answers: what goes back through the HTTP API (payload format 2.0)."""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from api.form_page import NOT_KNOWN, NOTHING_KEPT, form_page, notice_page
from api.frame import Frame, no_frame
from api.problem import NOTHING, Invalid, Problem, allow
from api.request import Request
from blog.words import Words, words_for

Answer = dict[str, Any]

# The site's, as the CDN sets it; that sets the other headers as well.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "upgrade-insecure-requests"
)


def answer(status: int, content_type: str, body: str, more: Mapping[str, str] = NOTHING) -> Answer:
    headers = {"Content-Type": content_type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **more}
    return {"statusCode": status, "headers": headers, "body": body, "isBase64Encoded": False}


def json_answer(status: int, value: Any, more: Mapping[str, str] = NOTHING) -> Answer:
    return answer(status, "application/json", _json(value), more)


def page_answer(status: int, html: str, more: Mapping[str, str] = NOTHING) -> Answer:
    return answer(status, "text/html; charset=utf-8", html, {**more, "Content-Security-Policy": POLICY})


def see_other(location: str) -> Answer:
    """After a form: go and look there (RFC 9110, section 15.4.4)."""
    return answer(303, "text/plain; charset=utf-8", "", {"Location": location})


def allowed(methods: Iterable[str]) -> Answer:
    """To OPTIONS: which methods there are (RFC 9110, section 9.3.7). No other site's script is let in."""
    return answer(204, "text/plain; charset=utf-8", "", allow(methods))


def without_body(answer: Answer) -> Answer:
    """To HEAD (RFC 9110, section 9.3.2)."""
    return {**answer, "body": "", "isBase64Encoded": False}


def picture(data: bytes, media_type: str) -> Answer:
    return {**answer(200, media_type, b64encode(data).decode()), "isBase64Encoded": True}


def problem_answer(problem: Problem, request: Request, frame: Frame = no_frame) -> Answer:
    """Problem details (RFC 9457), or a page for a person; a form to mend is a page unless JSON is asked for."""
    words = problem.words or words_for(*request.languages)
    if isinstance(problem, Invalid) and not request.wants_json:
        return page_answer(problem.status, form_page(frame(), problem, words), problem.headers)
    if request.wants_page:
        return page_answer(
            problem.status, notice_page(frame(), problem.title, words, _kept(problem, request)), problem.headers
        )
    return answer(problem.status, "application/problem+json", _json(_details(problem, words)), problem.headers)


def _kept(problem: Problem, request: Request) -> str:
    """What became of a form: after a failure of ours it may have been kept, with only the answer lost."""
    if request.method != "POST":
        return ""
    return NOT_KNOWN if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR else NOTHING_KEPT


def _details(problem: Problem, words: Words) -> dict[str, Any]:
    title = words.gettext(problem.title)
    details: dict[str, Any] = {"type": problem.type, "title": title, "status": problem.status}
    if problem.errors:
        details["errors"] = [asdict(error) for error in problem.errors]
    return details


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
