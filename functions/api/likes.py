"""Likes of posts and comments: one for each visitor and day, and taken back on that day; robots have none."""

from api.answer import Answer, json_answer, page_answer
from api.desk import Desk
from api.like_page import NO, like_page, said_of
from api.limit import count_like
from api.problem import NoSuchComment, NoSuchPost, Unavailable
from api.published import Place, place_of
from api.request import Request
from api.sender import is_reader, visitor_of
from blog import keys
from blog.comment import ID
from blog.counting import LIKES, Crowded, bake
from blog.item import Item
from blog.likes import Like, NothingToLike, like, take_back
from blog.table import Table


def change_like(request: Request, desk: Desk) -> Answer:
    """Count a like of the form's `post`, or of its `comment`, or with `like` "no" take it back; how many there are."""
    form = request.form()
    place = place_of(desk.table, form.get("post", ""))
    if not place.can_be_liked:
        raise NoSuchPost
    is_wanted, comment = form.get("like") != NO, form.get("comment", "")
    try:
        identity = _comment(desk.table, place, comment)["post"] if comment else place.record.identity
        is_liked = is_reader(request) and _change(request, desk, identity, comment, is_wanted=is_wanted)
        likes, name = _counted(desk.table, place, comment)
    except NothingToLike as error:
        raise NoSuchComment(place.words) from error
    except Crowded as error:
        raise Unavailable from error
    if request.wants_json:
        return json_answer(200, {**said_of(place, likes, name), "liked": is_liked})
    return page_answer(200, like_page(desk.frame(), place, comment, likes, is_liked=is_liked))


def _change(request: Request, desk: Desk, identity: str, comment: str, *, is_wanted: bool) -> bool:
    """Whether it is liked now."""
    count_like(request, desk)
    change = like if is_wanted else take_back
    change(desk.table, Like(visitor_of(request, desk), identity, comment))
    return is_wanted


def _counted(table: Table, place: Place, comment: str) -> tuple[int, str]:
    """How many like it, and who wrote it if it is a comment."""
    if not comment:
        return bake(table, place.record.identity).likes, ""
    there = _comment(table, place, comment)
    return (table.get(keys.likes(there["post"], comment)) or {}).get(LIKES, 0), there["name"]


def _comment(table: Table, place: Place, untrusted_id: str) -> Item:
    """The item of a comment that everybody can read on the post's page; raises NothingToLike."""
    if not ID.fullmatch(untrusted_id):
        raise NothingToLike
    found = table.get_all(*(keys.comment(identity, untrusted_id) for identity in place.identities))
    there = next(filter(None, found), None)
    if there is None:
        raise NothingToLike
    return there
