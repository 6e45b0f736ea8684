"""The sender: who sent a request, as far as counting may know it."""

from api.desk import Desk
from api.request import Request
from blog.daily_key import daily_key, day_of
from blog.robot import is_robot
from blog.visitor import Visitor, visitor

# The CDN's function writes it over whatever a reader sent by this name (template.yaml, ViewerFunction).
ADDRESS = "x-viewer-address"
# Fetch Metadata, "Sec-Purpose"; what browsers sent before that.
PURPOSES = ("sec-purpose", "purpose", "x-purpose", "x-moz")


def visitor_of(request: Request, desk: Desk) -> Visitor:
    """The visitor of this day; nothing of it is kept but marks."""
    day = day_of(desk.now())
    return visitor(request.headers.get(ADDRESS, ""), agent_of(request), day, daily_key(desk.table, day))


def is_reader(request: Request) -> bool:
    """Whether somebody reads: no robot, and no browser that fetches what may be read later."""
    is_early = any("prefetch" in request.headers.get(name, "").lower() for name in PURPOSES)
    return not is_early and not is_robot(agent_of(request))


def agent_of(request: Request) -> str:
    return request.headers.get("user-agent", "")
