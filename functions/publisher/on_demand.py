"""On demand: what is made when somebody asks for it and kept by the CDN, so that publishing need not write it.

It is described and rendered as pages are, from the table alone.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from blog import keys, paths
from blog.origin import came_through_cdn
from blog.record import record_of
from blog.settings import settings_of
from publisher.asked import read_asked
from publisher.comment_feed import describe_comment_feed
from publisher.feeds import describe_feed
from publisher.kiosk import Kiosk
from publisher.library import Library
from publisher.pages import GonePage, Page, Site
from publisher.poster import poster_at, poster_of
from publisher.poster_drawing import draw
from publisher.site_bucket import ASSET_CACHE, stored_type
from publisher.terms import describe_index
from publisher.theme import Theme

Answer = dict[str, Any]
Describe = Callable[[Site, str, Library], Page]

METHODS = ("GET", "HEAD")
CACHE = "public, max-age=0, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400"
TYPE_HEADER = "x-amz-meta-type"  # as of stored objects: the CDN compresses few types, and then tells the true one
ERROR_CACHE = "no-store"  # the CDN keeps what is not there for some seconds by its own rule


@dataclass(frozen=True)
class Made:
    """What stands at a path."""

    data: bytes
    content_type: str
    status: HTTPStatus = HTTPStatus.OK
    cache: str = CACHE
    location: str = ""  # of what stands elsewhere

    @property
    def etag(self) -> str:
        return f'"{sha256(self.data).hexdigest()[:32]}"'


def respond(event: Mapping[str, Any], kiosk: Kiosk, theme: Theme) -> Answer:
    """The answer to an HTTP API's event, payload format 2.0."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    method = event["requestContext"]["http"]["method"]
    if not came_through_cdn(headers, kiosk.secret):
        return refusal(HTTPStatus.FORBIDDEN)
    if method not in METHODS:
        return refusal(HTTPStatus.METHOD_NOT_ALLOWED, Allow=", ".join(METHODS))
    made = make(unquote(event["rawPath"]), kiosk, theme)
    if made is None:
        return refusal(HTTPStatus.NOT_FOUND)
    return _answer(made, with_body=method == "GET", known=headers.get("if-none-match", ""))


def make(path: str, kiosk: Kiosk, theme: Theme) -> Made | None:
    """What stands at a path: the same for the same table; None where nothing is or was."""
    if of := paths.feed_of(path):
        return _feed(path, of, describe_feed, kiosk, theme)
    if of := paths.commented(path):
        return _feed(path, of, describe_comment_feed, kiosk, theme)
    if paths.index_of(path):
        return _index(path, kiosk, theme)
    post_id = poster_at(path)
    return _poster(path, post_id, kiosk) if post_id else None


def _feed(path: str, of: str, describe: Describe, kiosk: Kiosk, theme: Theme) -> Made | None:
    asked = read_asked(kiosk.table, of)
    page = describe(Site(asked.settings, kiosk.url), path, Library(kiosk.table, kiosk.content))
    if not isinstance(page, GonePage):
        return Made(theme.render(page), page.content_type)
    # Whether there ever was what it tells of is known by the page that shows that.
    return Made(theme.render(page), page.content_type, HTTPStatus.GONE) if asked.tag else None


def _index(path: str, kiosk: Kiosk, theme: Theme) -> Made | None:
    settings = settings_of(kiosk.table.get(keys.SETTINGS))
    page = describe_index(Site(settings, kiosk.url), path, Library(kiosk.table, kiosk.content))
    return Made(theme.render(page), page.content_type) if page else None


def _poster(path: str, post_id: str, kiosk: Kiosk) -> Made | None:
    """The one that the post's page names now: to draw others would serve whoever guesses.

    Others lead there: pages are built one after the other when a title or the blog's changes, and cards stay for years.
    """
    item, settings = kiosk.table.get_in_order(keys.record(post_id), keys.SETTINGS)
    record = record_of(item)
    if record is None or record.post is None or not record.is_published:
        return None
    poster = poster_of(record.post, settings_of(settings))
    if poster.path(post_id) != path:
        return Made(b"", "text/plain", HTTPStatus.FOUND, location=poster.path(post_id))
    return Made(draw(poster), "image/png", cache=ASSET_CACHE)


def refusal(status: HTTPStatus, **headers: str) -> Answer:
    headers |= {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": ERROR_CACHE}
    return {"statusCode": status.value, "headers": headers, "body": f"{status.phrase}\n"}


def _answer(made: Made, *, with_body: bool, known: str) -> Answer:
    if made.location:
        return {"statusCode": made.status.value, "headers": {"Location": made.location, "Cache-Control": made.cache}}
    headers = {"ETag": made.etag, "Cache-Control": made.cache}
    if made.status is HTTPStatus.OK and _is_known(made.etag, known):
        return {"statusCode": HTTPStatus.NOT_MODIFIED.value, "headers": headers, "body": ""}
    stored = stored_type(made.content_type)
    headers |= {"Content-Type": stored, "X-Content-Type-Options": "nosniff"}
    if stored != made.content_type:
        headers[TYPE_HEADER] = made.content_type
    body = b64encode(made.data).decode() if with_body else ""
    return {"statusCode": made.status.value, "headers": headers, "body": body, "isBase64Encoded": True}


def _is_known(etag: str, known: str) -> bool:
    """Whether `If-None-Match` names the tag, by weak comparison (RFC 9110, section 13.1.2): the CDN compresses."""
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return bool(tags & {"*", etag})
