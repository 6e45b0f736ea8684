"""A writer's own comment: shown to whoever has its key, and for some minutes changed or taken back."""

from dataclasses import replace
from types import MappingProxyType

from api.answer import Answer, page_answer, see_other
from api.changing import take_change
from api.comment_form import CommentForm
from api.comments import ASKS, THANKS, form_of
from api.desk import Desk
from api.form_page import own_address, own_page, withdrawn_page
from api.problem import Invalid, NoSuchComment, TooLate
from api.published import Place, place_of
from api.request import Request
from blog.comment import ID, Draft
from blog.revision import find_own, open_until, revised, withdraw
from blog.ruling import Found
from blog.table import Conflict
from blog.words import message

ON_ITS_PAGE = message("Your comment is on the page.")
ATTEMPTS = 3

Fields = MappingProxyType[str, str]


def own_comment(request: Request, desk: Desk) -> Answer:
    """The comment `id` on the post `post`, for whoever shows its `key`, with what may still be done with it."""
    from blog.comment_html import comment_html  # noqa: PLC0415  # few requests need the engine, and it takes a while

    # A script shows the key that its browser keeps for long in a form; an address could be seen by others.
    fields = _fields(request.form() if request.method == "POST" else dict(request.query))
    place, own = _found(fields, desk)
    state = place.words.gettext(THANKS if own.decided is None or own.is_away else ON_ITS_PAGE)
    if own.held.comment.correspondent and own.decided is None:
        state = f"{state} {place.words.gettext(ASKS)}"
    closes = open_until(own.held.comment, place.site.comments_change_within)
    until = place.words.clock(closes) if desk.now() < closes else ""
    html = comment_html(own.held.comment.text)
    return page_answer(200, own_page(desk.frame(), _form(place, own, fields, desk), html, state, until))


def change_comment(request: Request, desk: Desk) -> Answer:
    """Have the comment wait again as the form has it now, screened anew; raises TooMany."""
    form = request.form()
    fields = _fields(form)
    for _ in range(ATTEMPTS):
        place, own = _changeable(fields, desk)
        if own.is_away:  # its writer is not told so
            raise TooLate(place.words)
        draft = replace(Draft.of(form).without_letters(), parent=own.held.comment.parent)
        if draft.errors(place.words):
            raise Invalid(replace(_form(place, own, fields, desk), draft=draft))
        try:
            if not draft.is_of(own.held.comment):  # a form that was sent twice changes nothing more
                take_change(request, desk, own, revised(own.held.comment, draft, desk.now()), place.site.moderation)
        except Conflict:  # the owner decided this very moment
            continue
        return see_other(own_address(place.record.id, own.held.comment.id, fields["key"]))
    raise Conflict(f"others are changing comment {fields['id']!r}")


def withdraw_comment(request: Request, desk: Desk) -> Answer:
    """Take the comment back for good."""
    fields = _fields(request.form())
    for _ in range(ATTEMPTS):
        place, own = _changeable(fields, desk)
        try:
            withdraw(desk.table, own)
        except Conflict:
            continue
        return page_answer(200, withdrawn_page(desk.frame(), _form(place, own, fields, desk)))
    raise Conflict(f"others are changing comment {fields['id']!r}")


def _fields(untrusted: dict[str, str]) -> Fields:
    return MappingProxyType({name: untrusted.get(name, "") for name in ("post", "id", "key")})


def _changeable(fields: Fields, desk: Desk) -> tuple[Place, Found]:
    place, own = _found(fields, desk)
    if open_until(own.held.comment, place.site.comments_change_within) <= desk.now():
        raise TooLate(place.words)
    return place, own


def _found(fields: Fields, desk: Desk) -> tuple[Place, Found]:
    place = place_of(desk.table, fields["post"])
    is_id = ID.fullmatch(fields["id"])
    own = find_own(desk.table, place.identities, fields["id"], fields["key"]) if is_id else None
    if own is None:
        raise NoSuchComment(place.words)
    return place, own


def _form(place: Place, own: Found, fields: Fields, desk: Desk) -> CommentForm:
    comment = own.held.comment
    draft = Draft(comment.name, comment.text, comment.website, comment.parent)
    return replace(form_of(place, draft, desk), own=MappingProxyType({"id": fields["id"], "key": fields["key"]}))
