"""Views: each reader counts once a day; robots and what is only fetched ahead do not."""

from base64 import b64decode
from urllib.parse import urlsplit

from api.answer import Answer, json_answer, picture
from api.desk import Desk
from api.like_page import said_of
from api.problem import NoSuchPost, Unavailable
from api.published import Place, place_of
from api.request import Request
from api.sender import is_reader, visitor_of
from blog.counting import Counts, Crowded, bake
from blog.referrer import referrer
from blog.views import View, count

TRANSPARENT_GIF = b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")


def add_view(request: Request, desk: Desk) -> Answer:
    """Count a view of the form's `post`, found by a link at the host `from`; the counts afterwards, also in words."""
    form = request.form()
    place, counts = _count(request, desk, form.get("post", ""), form.get("from", ""))
    words, views = place.words, counts.views
    text = words.ngettext("%(num)s view", "%(num)s views", views) % {"num": words.number(views)}
    likes = {"like": said_of(place, counts.likes)} if place.can_be_liked else {}
    return json_answer(200, {"views": views, "text": text, **likes})


def view_picture(request: Request, desk: Desk) -> Answer:
    """Count a view from a browser without scripts, by an invisible picture."""
    _count(request, desk, request.query.get("post", ""))
    return picture(TRANSPARENT_GIF, "image/gif")


def _count(request: Request, desk: Desk, untrusted_id: str, untrusted_host: str = "") -> tuple[Place, Counts]:
    place = place_of(desk.table, untrusted_id)
    identity = place.record.identity
    if not place.site.views:
        raise NoSuchPost
    if is_reader(request):
        host = referrer(untrusted_host, urlsplit(desk.origin).netloc)
        try:
            count(desk.table, View(identity, visitor_of(request, desk), host))
        except Crowded as error:
            raise Unavailable from error
    return place, bake(desk.table, identity)
