"""Unseen: readers whom the CDN's logs know and the count does not, and robots, who are never counted.

A reader is not counted if a blocker, a lost connection or an old browser kept the
script and the picture from being asked for. Pure: from requests to numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urlsplit

from blog.robot import is_robot
from blog.visitor import network
from cli.access_log import Hit

SCRIPT, PICTURE = ("POST", "/api/views"), ("GET", "/api/views.gif")
READ = frozenset({200, 206, 304})
Reader = tuple[date, str, str]  # the day, a network and a user agent: as a visitor is counted


@dataclass
class Seen:
    """Of one post: who opened its page, who of these was reported by script or picture, and which robots came."""

    readers: set[Reader] = field(default_factory=set)
    reported: set[Reader] = field(default_factory=set)
    robots: set[Reader] = field(default_factory=set)

    @property
    def unseen(self) -> int:
        return len(self.readers - self.reported)


@dataclass
class Logged:
    """By post; `days` are those that the logs are of."""

    posts: dict[str, Seen] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)


def logged(hits: Iterable[Hit], at: Mapping[str, str], known: Mapping[str, str]) -> Logged:
    """What logs tell of posts; `at` names the post at a path, `known` that of an id."""
    found = Logged({post: Seen() for post in {*at.values(), *known.values()}})
    nameless: set[Reader] = set()  # the browser said no page: it may have been any
    for hit in hits:
        found.days.add(hit.day)
        reader = (hit.day, network(hit.address), hit.agent)
        if _is_report(hit):
            post = _reported(hit, at, known)
            (found.posts[post].reported if post else nameless).add(reader)
        elif hit.method == "GET" and hit.status in READ and (post := at.get(_page(hit.path), "")):
            (found.posts[post].robots if is_robot(hit.agent) else found.posts[post].readers).add(reader)
    for seen in found.posts.values():
        seen.reported |= nameless
    return found


def _is_report(hit: Hit) -> bool:
    return (hit.method, hit.path) in (SCRIPT, PICTURE) and hit.status in READ


def _reported(hit: Hit, at: Mapping[str, str], known: Mapping[str, str]) -> str:
    """The post that was reported as read: the picture names it, the script was sent from its page."""
    if (hit.method, hit.path) == PICTURE:
        return known.get(hit.query.get("post", [""])[0], "")
    return at.get(_page(unquote(urlsplit(hit.referrer).path)), "")


def _page(path: str) -> str:
    return path.removesuffix("index.html")
