"""The kiosk: the stores from which pages are made on demand. It only reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from blog.environment import required
from blog.table import Table
from publisher.content import Content


@dataclass(frozen=True)
class Kiosk:
    """`url` is the site's without a closing slash; `secret` what the CDN shows, empty if nothing needs to be shown."""

    table: Table
    content: Content
    url: str
    secret: str = field(default="", repr=False)

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "Kiosk":
        """From the function's variables and a maker of boto3 clients; raises MissingVariable."""
        return cls(
            table=Table(client("dynamodb"), required(environ, "TABLE_NAME")),
            content=Content(client("s3"), required(environ, "CONTENT_BUCKET")),
            url=required(environ, "SITE_URL").rstrip("/"),
            secret=required(environ, "ORIGIN_SECRET"),
        )
