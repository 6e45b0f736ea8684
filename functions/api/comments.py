"""Comments: a reader's comment is shown to him, checked, screened, and held for the owner or published at once."""

from api.answer import Answer, json_answer, page_answer, see_other
from api.comment_form import TRAP, CommentForm
from api.desk import Desk
from api.form_page import own_address, preview_page, reply_page
from api.intake import Arrived, Taken, take_in
from api.problem import Invalid
from api.published import Place, place_of
from api.request import Request
from api.screen import Outcome
from api.sending import Sending
from blog import keys
from blog.comment import ID, KEY, Comment, Draft, comment_id, digest_of
from blog.item import from_item
from blog.table import Table
from blog.words import message

THANKS = message("Thank you. Your comment has arrived and will appear once it has been approved.")
ASKS = message("Once it is approved, a letter asks you to confirm your address, unless you have done so.")
PUBLISHED = message("Thank you. Your comment is published and will be on this page in a moment.")


def add_comment(request: Request, desk: Desk) -> Answer:
    """Take in the comment of a form with `post`, `name` and `text`, and perhaps `website`, `parent` and `key`.

    `key` is what the writer's browser keeps and will show to change the comment; for one that has none,
    one is made that goes with this comment alone.
    """
    form = request.form()
    place = place_of(desk.table, form.get("post", ""))
    place.check_open(desk.now())
    taken = Taken(comment_id(desk.now(), desk.token()), Outcome.HOLD)
    # People don't see the trap. What fills it in learns nothing from the answer.
    if not form.get(TRAP):
        draft = _draft(form, place, desk)
        comment = _comment(taken.id, draft, place, digest_of(_key(form, taken.id, desk)), desk)
        arrived = Arrived(comment, place.post.title, place.url, form, place.record.id, draft.address)
        taken = take_in(request, desk, arrived, place.site.moderation, Sending.of(request))
    if request.wants_json:
        return _said(taken, place, wants_letters=_offers_letters(place, desk) and bool(Draft.of(form).address))
    return see_other(own_address(place.record.id, taken.id, _key(form, taken.id, desk)))


def _key(form: dict[str, str], made: str, desk: Desk) -> str:
    return form["key"] if KEY.fullmatch(form.get("key", "")) else desk.key(made)


def _said(taken: Taken, place: Place, *, wants_letters: bool) -> Answer:
    # What is put aside as spam learns nothing from the answer.
    status, said = ("published", PUBLISHED) if taken.outcome is Outcome.PUBLISH else ("held", THANKS)
    sentences = " ".join(map(place.words.gettext, (said, ASKS) if wants_letters else (said,)))
    minutes = place.site.comments_change_within
    return json_answer(202, {"status": status, "message": sentences, "id": taken.id, "minutes": minutes})


def preview_comment(request: Request, desk: Desk) -> Answer:
    """What the comment of the same form would look like; nothing is kept."""
    from blog.comment_html import comment_html  # noqa: PLC0415  # few requests need the engine, and it takes a while

    form = request.form()
    place = place_of(desk.table, form.get("post", ""))
    place.check_open(desk.now())
    draft = _draft(form, place, desk)
    html = comment_html(draft.text)
    if request.wants_json:
        return json_answer(200, {"html": html})
    return page_answer(200, preview_page(desk.frame(), form_of(place, draft, desk), html))


def reply_form(request: Request, desk: Desk) -> Answer:
    """The form for a reply to the comment `to` of the post `post`; without it, for a comment."""
    from blog.comment_html import comment_html  # noqa: PLC0415  # as above

    place = place_of(desk.table, request.query.get("post", ""))
    place.check_open(desk.now())
    draft = Draft.of({"parent": request.query.get("to", "")})
    parent = _shown(desk.table, place, draft.parent)
    name, html = (parent.name, comment_html(parent.text)) if parent else ("", "")
    return page_answer(200, reply_page(desk.frame(), form_of(place, draft, desk), name, html))


def form_of(place: Place, draft: Draft, desk: Desk) -> CommentForm:
    offers = _offers_letters(place, desk)
    return CommentForm(draft, place.record.id, place.post.title, place.url, place.words, offers_letters=offers)


def _offers_letters(place: Place, desk: Desk) -> bool:
    return desk.writes_letters and place.site.reply_letters


def _shown(table: Table, place: Place, untrusted_id: str) -> Comment | None:
    """A comment that everybody can read on the post's page."""
    if not ID.fullmatch(untrusted_id):
        return None
    items = (table.get(keys.comment(identity, untrusted_id)) for identity in place.identities)
    return next((from_item(Comment, item) for item in items if item), None)


def _draft(form: dict[str, str], place: Place, desk: Desk) -> Draft:
    draft = Draft.of(form)
    if not _offers_letters(place, desk):
        draft = draft.without_letters()
    if draft.errors(place.words):
        raise Invalid(form_of(place, draft, desk))
    return draft


def _comment(made: str, draft: Draft, place: Place, writer: str, desk: Desk) -> Comment:
    return Comment(
        id=made,
        post=place.record.identity,
        name=draft.name,
        text=draft.text,
        at=desk.now(),
        website=draft.website,
        parent=draft.parent,
        writer=writer,
    )
