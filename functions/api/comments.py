"""Comments: a reader's comment is checked and held until the owner approves it."""

from api.answer import Answer, json_answer, see_other
from api.desk import Desk
from api.problem import CommentsClosed, Invalid
from api.published import published_post, settings
from api.request import Request
from blog.comment import Comment, Draft, comment_id
from blog.moderation import Held, hold
from blog.paths import href

THANKS = "Thank you. Your comment has arrived and will appear once it has been approved."
NOTICE = "#comment-held"
TRAP = "homepage"


def add_comment(request: Request, desk: Desk) -> Answer:
    """Hold the comment of a form with `post`, `name` and `text`."""
    form = request.form()
    record, post = published_post(desk.table, form.get("post", ""))
    if not (post.comments and settings(desk.table).comments):
        raise CommentsClosed
    url = href(record.path)
    # People don't see the trap. What fills it in learns nothing from the answer.
    if not form.get(TRAP):
        hold(desk.table, Held(_comment(form, record.id, post.title, url, desk), post.title, url))
    return json_answer(202, {"status": "held", "message": THANKS}) if request.wants_json else see_other(url + NOTICE)


def _comment(form: dict[str, str], post_id: str, title: str, url: str, desk: Desk) -> Comment:
    draft = Draft.of(form.get("name", ""), form.get("text", ""))
    if draft.errors:
        raise Invalid(draft, post_id, title, url)
    now = desk.now()
    return Comment(comment_id(now, desk.token()), post_id, draft.name, draft.text, now)
