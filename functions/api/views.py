"""Views: each is counted exactly; some counts are worth writing into the page."""

from base64 import b64decode

from api.answer import Answer, json_answer, picture
from api.desk import Desk
from api.problem import NoSuchPost
from api.published import published_post, settings
from api.request import Request
from blog import keys
from blog.views import is_worth_baking

TRANSPARENT_GIF = b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")


def add_view(request: Request, desk: Desk) -> Answer:
    """Count a view of the form's `post`; the count afterwards."""
    return json_answer(200, {"views": _count(desk, request.form().get("post", ""))})


def view_picture(request: Request, desk: Desk) -> Answer:
    """Count a view from a browser without scripts, by an invisible picture."""
    _count(desk, request.query.get("post", ""))
    return picture(TRANSPARENT_GIF, "image/gif")


def _count(desk: Desk, untrusted_id: str) -> int:
    record, _ = published_post(desk.table, untrusted_id)
    if not settings(desk.table).views:
        raise NoSuchPost
    views = desk.table.add(keys.views(record.id), "views")
    if is_worth_baking(views):
        # It never goes back, in whatever order two of these arrive.
        desk.table.raise_to(keys.count(record.id), "views", views)
    return views
