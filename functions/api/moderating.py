"""Moderating: what the links in the owner's letters lead to. A page asks once more; only its button acts.

The pages are in English, as all that speaks to the owner.
"""

from http import HTTPStatus
from string import Template

from api.answer import Answer, page_answer
from api.desk import Desk
from api.page import escaped, page
from api.request import Request
from blog.held import Decided, Decision, Held
from blog.moderation import Edited, NotHeld, decide, find
from blog.offer import Offer, offer_key, read_offer
from blog.seal import BadSeal, Forged
from blog.words import words_for

ASKS = {
    Decision.APPROVED: ("Approve this comment?", "Approve"),
    Decision.REJECTED: ("Reject this comment?", "Reject"),
    Decision.SPAM: ("Reject this comment as spam?", "Reject as spam"),
}
DONE = {
    Decision.APPROVED: "The comment is approved",
    Decision.REJECTED: "The comment is rejected",
    Decision.SPAM: "The comment is spam",
}

QUESTION = Template("""<header class="text">
<h1>$asked</h1>
</header>
<div class="text">
<p><bdi>$name</bdi>, $at, <a href="$url"><bdi>$title</bdi></a></p>
<blockquote><pre dir="auto">$text</pre></blockquote>
<ul>$reasons</ul>
<form method="post" action="/api/moderation">
$fields
<p><button>$button</button></p>
</form>
</div>""")
FIELD = Template('<input type="hidden" name="$name" value="$value">')
SENTENCE = Template("""<header class="text">
<h1>$title</h1>
<p class="deck">$sentence</p>
</header>""")
KEPT_PRIVATE = {"Referrer-Policy": "same-origin"}  # the address of the page may act


def ask(request: Request, desk: Desk) -> Answer:
    """A page with the comment and one button, which changes nothing."""
    key = offer_key(desk.table)
    try:
        offer = read_offer(request.query, key, desk.now())
    except BadSeal as error:
        return _refused(desk, error)
    found = find(desk.table, offer.comment)
    if not isinstance(found, Held) or found.edition != offer.edition:
        return _too_late(desk, found)
    return _answer(desk, HTTPStatus.OK, ASKS[offer.act][0], _question(found, offer, key))


def act(request: Request, desk: Desk) -> Answer:
    """Do what the form of such a page says, once."""
    try:
        offer = read_offer(request.form(), offer_key(desk.table), desk.now())
        decide(desk.table, offer.comment, offer.act, desk.now(), edition=offer.edition)
    except BadSeal as error:
        return _refused(desk, error)
    except (NotHeld, Edited) as error:
        return _too_late(desk, find(desk.table, error.id))
    undo = f"To take it back, on a terminal: pressmark comments undo {offer.comment}"
    return _said(desk, HTTPStatus.OK, DONE[offer.act], undo)


def _question(held: Held, offer: Offer, key: bytes) -> str:
    comment = held.comment
    shown = {
        "asked": ASKS[offer.act][0],
        "name": comment.name,
        "at": f"{comment.at:%Y-%m-%d %H:%M} UTC",
        "url": held.url,
        "title": held.title,
        "text": comment.text,
        "button": ASKS[offer.act][1],
    }
    fields = "\n".join(FIELD.substitute(escaped({"name": n, "value": v})) for n, v in offer.fields(key).items())
    reasons = "".join(f"<li>{each}</li>" for each in escaped({each: each for each in held.reasons}).values())
    return QUESTION.substitute(escaped(shown), fields=fields, reasons=reasons)


def _refused(desk: Desk, error: BadSeal) -> Answer:
    if isinstance(error, Forged):
        return _said(
            desk, HTTPStatus.FORBIDDEN, "This link is not valid", "It must be the whole address from the letter."
        )
    return _said(desk, HTTPStatus.GONE, "This link has expired", "Links in letters work for seven days.")


def _too_late(desk: Desk, found: Held | Decided | None) -> Answer:
    if isinstance(found, Held):
        # What the owner did himself is in no letter (mail/owner.py).
        again = (
            "It was edited or moved, or a decision about it was taken back. If a newer letter came, that has links"
            f" that work. On a terminal: pressmark comments show {found.comment.id}"
        )
        return _said(desk, HTTPStatus.CONFLICT, "The comment is not any more what the letter quoted", again)
    if isinstance(found, Decided):
        return _said(desk, HTTPStatus.CONFLICT, "This was decided already", f"{DONE[found.decision]}.")
    return _said(desk, HTTPStatus.CONFLICT, "The comment is not there any more", "Its writer may have taken it back.")


def _said(desk: Desk, status: HTTPStatus, title: str, sentence: str) -> Answer:
    return _answer(desk, status, title, SENTENCE.substitute(escaped({"title": title, "sentence": sentence})))


def _answer(desk: Desk, status: HTTPStatus, title: str, content: str) -> Answer:
    return page_answer(status, page(desk.frame(), title, content, words_for("en")), KEPT_PRIVATE)
