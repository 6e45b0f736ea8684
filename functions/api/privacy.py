"""Privacy: a reader asks what is kept about an e-mail address; who can read its letters sees that, and may erase it.

Nothing is erased here: this function may not. What is asked is written down, and another does it (`privacy/errand.py`).
"""

import json
from http import HTTPStatus

from api.answer import Answer, answer, json_answer, page_answer
from api.desk import Desk
from api.limit import count_letter_to_anybody
from api.privacy_page import (
    ASKED_MORE,
    NOT_ANY_MORE,
    NOT_VALID,
    ask_page,
    asked_page,
    dead_link_page,
    erasing_page,
    kept_page,
)
from api.problem import NoAddress, NoSuchAddress
from api.request import Request
from blog.disclosure import Pages, addresses_of, disclosed, items_of, pages_by_key, without_judgement
from blog.inquiry import Spent, handed_on, have_erased, inquire, read_link
from blog.mail_address import is_mail_address
from blog.personal import Copy, copies
from blog.seal import BadSeal, Forged
from blog.words import words_for

KEPT_PRIVATE = {"Referrer-Policy": "same-origin"}  # the address of the page may act
FILE = {"Content-Disposition": 'attachment; filename="comments.json"', **KEPT_PRIVATE}


def look(request: Request, desk: Desk) -> Answer:
    """The form for an address; by the link of a letter all that came with it. Nothing is changed."""
    _check_mail(desk)
    if "seal" not in request.query:
        return page_answer(HTTPStatus.OK, ask_page(desk.frame(), words_for(*request.languages)))
    try:
        digest, inquiry = read_link(desk.table, request.query, desk.now())
    except (BadSeal, Spent) as error:
        return _refused(request, desk, error)
    words = words_for(inquiry.language)
    if inquiry.is_erasing:
        return _page(erasing_page(desk.frame(), words))
    found = list(copies(items_of(desk.table, digest)))
    return _page(kept_page(desk.frame(), found, _pages(desk, found), handed_on(request.query), words))


def ask(request: Request, desk: Desk) -> Answer:
    """Have a letter written, if there is anybody to write to. What is answered, and what is done here, tells nobody."""
    _check_mail(desk)
    address = request.form().get("address", "").strip()
    if not is_mail_address(address):
        raise NoAddress
    count_letter_to_anybody(request, desk)
    words = words_for(*request.languages)
    inquire(desk.table, address, words.language, desk.now(), desk.token())
    if request.wants_json:
        return json_answer(HTTPStatus.ACCEPTED, {"message": words.gettext(ASKED_MORE)})
    return page_answer(HTTPStatus.ACCEPTED, asked_page(desk.frame(), words))


def export(request: Request, desk: Desk) -> Answer:
    """All that came with the address, as a file; by the link of a letter. What is thought of it the owner may tell."""
    try:
        digest, inquiry = read_link(desk.table, dict(request.query), desk.now())
    except (BadSeal, Spent) as error:
        return _refused(request, desk, error)
    items = items_of(desk.table, digest)
    found = sorted(copies(items), key=lambda copy: (copy.comment.id, copy.key.pk))
    addresses = addresses_of(desk.table, found)
    kept = disclosed(
        inquiry.address, found, items, _pages(desk, found), addresses=addresses, url=desk.origin, now=desk.now()
    )
    whole = without_judgement(kept)
    return answer(HTTPStatus.OK, "application/json", json.dumps(whole, ensure_ascii=False, indent=2), FILE)


def erase(request: Request, desk: Desk) -> Answer:
    """Have all of it erased; by the form of the link's page, once."""
    try:
        digest, inquiry = read_link(desk.table, request.form(), desk.now())
    except (BadSeal, Spent) as error:
        return _refused(request, desk, error)
    if not inquiry.is_erasing:
        have_erased(desk.table, digest, inquiry, desk.now(), desk.token())
    return _page(erasing_page(desk.frame(), words_for(inquiry.language)))


def _check_mail(desk: Desk) -> None:
    """Raises NoSuchAddress where no letters are written: nobody is asked for an address there, either."""
    if not desk.writes_letters:
        raise NoSuchAddress


def _pages(desk: Desk, found: list[Copy]) -> Pages:
    return pages_by_key(desk.table, {each.comment.post for each in found})


def _refused(request: Request, desk: Desk, error: BadSeal | Spent) -> Answer:
    title, status = (NOT_VALID, HTTPStatus.FORBIDDEN) if isinstance(error, Forged) else (NOT_ANY_MORE, HTTPStatus.GONE)
    return _page(dead_link_page(desk.frame(), title, words_for(*request.languages)), status)


def _page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return page_answer(status, html, KEPT_PRIVATE)
