"""Limits: how much one network may send, without keeping which network that is."""

from contextlib import suppress
from ipaddress import ip_address

from api.desk import Desk
from api.problem import TooMany
from api.request import Request
from api.sender import ADDRESS
from blog import keys
from blog.daily_key import daily_key, day_of
from blog.visitor import visitor

WINDOW = 600  # seconds
MOST = 12  # comments in a window: a class may share one address, a robot sends hundreds
MOST_LIKES = 60


def sent_by_network(request: Request, desk: Desk, what: str = "comments", most: int = MOST) -> int:
    """How many comments (or likes) came from the request's network in these ten minutes, this one included.

    Raises TooMany.
    """
    address = request.headers.get(ADDRESS, "")
    if _is_local(address):
        return 1
    day = day_of(desk.now())
    mark = visitor(address, "", day, daily_key(desk.table, day)).mark(what)
    now = int(desk.now().timestamp())
    number = desk.table.add(keys.rate(mark, now // WINDOW), what, expires=now + 2 * WINDOW)
    if number > most:
        raise TooMany(WINDOW - now % WINDOW)
    return number


def _is_local(address: str) -> bool:
    """On a local stack all readers are one machine; behind a CDN nobody has such an address, or none."""
    with suppress(ValueError):
        return ip_address(address).is_loopback
    return not address
