"""The desk: what the reader API works with."""

import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from api.frame import Frame, frame_in, no_frame
from blog.environment import required
from blog.table import Table


def utc_now() -> datetime:
    return datetime.now(UTC)


def token() -> str:
    """12 hexadecimal digits that nobody can guess."""
    return secrets.token_hex(6)


@dataclass(frozen=True)
class Desk:
    """`origin` is the site's (RFC 6454); `secret` is what the CDN shows, and empty if nothing needs to be shown.

    `frame` gives the site's look around the API's pages, or nothing; `writes_letters` says that there is mail.
    """

    table: Table
    origin: str
    secret: str = ""
    frame: Frame = no_frame
    writes_letters: bool = False
    now: Callable[[], datetime] = utc_now
    token: Callable[[], str] = token
    _own_secret: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)

    def key(self, made: str) -> str:
        """32 hexadecimal digits for the writer of a comment whose browser has made none: the same for the same id."""
        secret = self.secret or self._own_secret
        return hmac.new(secret.encode(), f"comment {made}".encode(), sha256).hexdigest()[:32]

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "Desk":
        """From the function's variables and a maker of boto3 clients; raises MissingVariable."""
        return cls(
            table=Table(client("dynamodb"), required(environ, "TABLE_NAME"), required(environ, "VISIT_TABLE_NAME")),
            origin=origin(required(environ, "SITE_URL")),
            secret=required(environ, "ORIGIN_SECRET"),
            frame=frame_in(cache(client), required(environ, "SITE_BUCKET")),
            writes_letters=bool(required(environ, "SENDER_ADDRESS")),
        )


def origin(url: str) -> str:
    parts = urlsplit(url.lower())
    return f"{parts.scheme}://{parts.netloc}"
