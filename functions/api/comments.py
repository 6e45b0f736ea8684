"""Comments: a reader's comment is checked, screened, and held until the owner approves it or published at once."""

from api.answer import Answer, json_answer, see_other
from api.desk import Desk
from api.intake import Arrived, take_in
from api.problem import CommentsClosed, Invalid
from api.published import published_post, settings, words_around
from api.request import Request
from api.screen import Outcome
from api.sending import Sending
from blog.comment import Comment, Draft, comment_id
from blog.paths import href
from blog.words import Words, message

THANKS = message("Thank you. Your comment has arrived and will appear once it has been approved.")
PUBLISHED = message("Thank you. Your comment is published and will be on this page in a moment.")
NOTICE = "#comment-held"
TRAP = "homepage"


def add_comment(request: Request, desk: Desk) -> Answer:
    """Take in the comment of a form with `post`, `name` and `text`."""
    form = request.form()
    record, post = published_post(desk.table, form.get("post", ""))
    site = settings(desk.table)
    words = words_around(post, site)
    if not (post.comments and site.comments):
        raise CommentsClosed(words)
    url = href(record.path)
    # People don't see the trap. What fills it in learns nothing from the answer.
    outcome = Outcome.HOLD
    if not form.get(TRAP):
        draft = _draft(form, record.id, post.title, url, words)
        sent = Sending.of(request)
        arrived = Arrived(_comment(draft, record.identity, desk), post.title, url, form)
        outcome = take_in(request, desk, arrived, site.moderation, sent)
    if request.wants_json:
        return _said(outcome, words)
    # Without scripts nothing is published at once, for there was no proof of work.
    return see_other(url + NOTICE)


def _said(outcome: Outcome, words: Words) -> Answer:
    # What is put aside as spam learns nothing from the answer.
    if outcome is Outcome.PUBLISH:
        return json_answer(202, {"status": "published", "message": words.gettext(PUBLISHED)})
    return json_answer(202, {"status": "held", "message": words.gettext(THANKS)})


def _draft(form: dict[str, str], post_id: str, title: str, url: str, words: Words) -> Draft:
    draft = Draft.of(form.get("name", ""), form.get("text", ""))
    if draft.errors(words):
        raise Invalid(draft, post_id, title, url, words)
    return draft


def _comment(draft: Draft, post_id: str, desk: Desk) -> Comment:
    now = desk.now()
    return Comment(comment_id(now, desk.token()), post_id, draft.name, draft.text, now)
