"""Notices: what the links in letters to commenters lead to. A page asks once more; only its button acts.

But for the end of letters, which mail programs ask for by themselves with one click (RFC 8058).
The pages are in the reader's language: a link says nothing of a post.
"""

from collections.abc import Mapping
from http import HTTPStatus
from string import Template

from api.answer import Answer, page_answer
from api.comment_form import hidden
from api.desk import Desk
from api.page import button, escaped, page
from api.request import Request
from blog.correspondent import confirm, correspondent_of, end_letters
from blog.notice import Act, Notice, path_of, read_notice
from blog.offer import offer_key
from blog.seal import BadSeal, Forged
from blog.words import Words, message, words_for

REPLIES = message("Replies by e-mail")
SHALL = message("Shall we write to you when somebody replies to your comment?")
WILL = message("You will get a letter when somebody replies to your comment. Each has a link that ends this.")
YES = message("Yes, write to me")
STOP = message("No more letters")
SURE = message(
    "You will get no more letters about replies, and your address is deleted. For a year it will not be asked again."
)
STOPPED = message(
    "You will get no more letters about replies. Your address is deleted. For a year it will not be asked again."
)
NOT_VALID = message("This link is not valid. It must be the whole address from the letter.")
TOO_LATE = message("This link does not work any more.")

SAID = Template("""<header class="text">
<h1>$title</h1>
<p class="deck">$sentence</p>
</header>
$more""")
KEPT_PRIVATE = {"Referrer-Policy": "same-origin"}  # the address of the page may act


def ask_to_confirm(request: Request, desk: Desk) -> Answer:
    """A page that asks whether to write to this address about replies, and changes nothing."""
    return _ask(request, desk, Act.CONFIRM)


def confirm_address(request: Request, desk: Desk) -> Answer:
    """Write to the address of such a page from now on."""
    words = _words(request)
    try:
        notice = _read(request.form(), desk, Act.CONFIRM)
    except BadSeal as error:
        return _refused(error, request, desk)
    if not confirm(desk.table, notice.address, notice.comment, desk.now()):
        return _said(desk, HTTPStatus.GONE, REPLIES, TOO_LATE, words)
    return _said(desk, HTTPStatus.OK, REPLIES, WILL, words)


def ask_to_stop(request: Request, desk: Desk) -> Answer:
    """A page that asks whether to write no more letters, and changes nothing."""
    return _ask(request, desk, Act.STOP)


def stop_letters(request: Request, desk: Desk) -> Answer:
    """Delete the address that a link of a letter is for, or the form of its page, and have it asked no more.

    With one click a mail program sends whatever form to the link itself (RFC 8058, section 3.1), from no page of ours.
    """
    try:
        notice = _read(request.query if "seal" in request.query else request.form(), desk, Act.STOP)
    except BadSeal as error:
        return _refused(error, request, desk)
    end_letters(desk.table, notice.address, desk.now())
    return _said(desk, HTTPStatus.OK, STOP, STOPPED, _words(request))


def _ask(request: Request, desk: Desk, act: Act) -> Answer:
    words = _words(request)
    try:
        notice = _read(request.query, desk, act)
    except BadSeal as error:
        return _refused(error, request, desk)
    if act is Act.STOP:
        return _said(desk, HTTPStatus.OK, STOP, SURE, words, more=_button(notice, desk, STOP, words))
    if correspondent_of(desk.table, notice.address, notice.comment, desk.now()) is None:
        return _said(desk, HTTPStatus.GONE, REPLIES, TOO_LATE, words)
    return _said(desk, HTTPStatus.OK, REPLIES, SHALL, words, more=_button(notice, desk, YES, words))


def _read(untrusted: Mapping[str, str], desk: Desk, act: Act) -> Notice:
    return read_notice(act, untrusted, offer_key(desk.table), desk.now())


def _button(notice: Notice, desk: Desk, label: str, words: Words) -> str:
    fields = hidden(notice.fields(offer_key(desk.table)))
    return button(path_of(notice.act), fields, words.gettext(label))


def _refused(error: BadSeal, request: Request, desk: Desk) -> Answer:
    if isinstance(error, Forged):
        return _said(desk, HTTPStatus.FORBIDDEN, REPLIES, NOT_VALID, _words(request))
    return _said(desk, HTTPStatus.GONE, REPLIES, TOO_LATE, _words(request))


def _said(desk: Desk, status: HTTPStatus, title: str, sentence: str, words: Words, *, more: str = "") -> Answer:
    said = escaped({"title": words.gettext(title), "sentence": words.gettext(sentence)})
    return page_answer(status, page(desk.frame(), title, SAID.substitute(said, more=more), words), KEPT_PRIVATE)


def _words(request: Request) -> Words:
    return words_for(*request.languages)
