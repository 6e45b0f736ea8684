"""Stores: all that publishing keeps, for whoever only compares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blog.environment import required
from blog.table import Table
from publisher.content import Content
from publisher.press import utc_now
from publisher.receipt import Reports
from publisher.site_bucket import SiteBucket


@dataclass(frozen=True)
class Stores:
    """`url` is the site's public address without a closing slash; `now` is the clock."""

    table: Table
    content: Content
    site: SiteBucket
    reports: Reports
    url: str
    now: Callable[[], datetime] = utc_now

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "Stores":
        """From variables and a maker of boto3 clients; raises MissingVariable."""
        names = ("TABLE_NAME", "CONTENT_BUCKET", "SITE_BUCKET", "REPORT_BUCKET", "SITE_URL")
        table, content, site, reports, url = (required(environ, name) for name in names)
        s3 = client("s3")
        return cls(
            Table(client("dynamodb"), table),
            Content(s3, content),
            SiteBucket(s3, site),
            Reports(s3, reports),
            url.rstrip("/"),
        )
