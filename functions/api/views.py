"""Views: each is counted exactly; some counts are worth writing into the page."""

from base64 import b64decode

from api.answer import Answer, json_answer, picture
from api.desk import Desk
from api.problem import NoSuchPost
from api.published import published_post, settings, words_around
from api.request import Request
from blog import keys
from blog.views import is_worth_baking
from blog.words import Words

TRANSPARENT_GIF = b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")


def add_view(request: Request, desk: Desk) -> Answer:
    """Count a view of the form's `post`; the count afterwards, also in words."""
    views, words = _count(desk, request.form().get("post", ""))
    text = words.ngettext("%(num)s view", "%(num)s views", views) % {"num": words.number(views)}
    return json_answer(200, {"views": views, "text": text})


def view_picture(request: Request, desk: Desk) -> Answer:
    """Count a view from a browser without scripts, by an invisible picture."""
    _count(desk, request.query.get("post", ""))
    return picture(TRANSPARENT_GIF, "image/gif")


def _count(desk: Desk, untrusted_id: str) -> tuple[int, Words]:
    record, post = published_post(desk.table, untrusted_id)
    site = settings(desk.table)
    if not site.views:
        raise NoSuchPost
    views = desk.table.add(keys.views(record.identity), "views")
    if is_worth_baking(views):
        # It never goes back, in whatever order two of these arrive.
        desk.table.raise_to(keys.count(record.identity), "views", views)
    return views, words_around(post, site)
