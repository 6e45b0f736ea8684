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
HOUR = 3600
MOST_ADDRESSES = 6  # in an hour, each of which may be another's
MOST_LETTERS = 6  # in a window
MOST_LIKES = 60  # likewise


def comments_of_network(request: Request, desk: Desk) -> int:
    """How many comments came from the request's network in these ten minutes, this one included; raises TooMany."""
    number = _counted(request, desk, "comments", WINDOW)
    if number > MOST:
        raise _too_many(desk)
    return number


def may_leave_address(request: Request, desk: Desk) -> bool:
    """Whether so few addresses for letters came from the request's network in this hour that one more is kept."""
    return _counted(request, desk, "addresses", HOUR) <= MOST_ADDRESSES


def count_letter_to_anybody(request: Request, desk: Desk) -> None:
    """Raises TooMany if more letters about what is kept were asked for from the network than people ask for."""
    if _counted(request, desk, "letters", WINDOW) > MOST_LETTERS:
        raise _too_many(desk)


def count_like(request: Request, desk: Desk) -> None:
    """Raises TooMany if more likes came from the network in these ten minutes than people have."""
    if _counted(request, desk, "likes", WINDOW) > MOST_LIKES:
        raise _too_many(desk)


def _counted(request: Request, desk: Desk, what: str, window: int) -> int:
    address = request.headers.get(ADDRESS, "")
    if _is_local(address):
        return 1
    day = day_of(desk.now())
    mark = visitor(address, "", day, daily_key(desk.table, day)).mark(what)
    now = int(desk.now().timestamp())
    return desk.table.add(keys.rate(mark, now // window), what, expires=now + 2 * window)


def _too_many(desk: Desk) -> TooMany:
    return TooMany(WINDOW - int(desk.now().timestamp()) % WINDOW)


def _is_local(address: str) -> bool:
    """On a local stack all readers are one machine; behind a CDN nobody has such an address, or none."""
    with suppress(ValueError):
        return ip_address(address).is_loopback
    return not address
