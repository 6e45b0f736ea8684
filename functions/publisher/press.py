"""The press: the stores and queues that publishing works with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from blog.environment import required
from blog.table import Table
from publisher.content import Content
from publisher.queues import Queues
from publisher.receipt import Reports
from publisher.schedule import Schedules
from publisher.site_bucket import SiteBucket


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Press:
    """`url` is the site's public address without a closing slash; `now` the clock, for schedules and receipts only.

    From `preview_secret` the addresses of previews are made. `sender` is the address from which letters are
    sent, empty where none are.
    """

    table: Table
    content: Content
    site: SiteBucket
    reports: Reports
    queues: Queues
    schedules: Schedules
    url: str
    preview_secret: str = field(repr=False)
    sender: str = ""
    now: Callable[[], datetime] = utc_now

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any]) -> "Press":
        """From the function's variables and a maker of boto3 clients; raises MissingVariable."""
        s3, sqs = client("s3"), client("sqs")
        return cls(
            table=Table(client("dynamodb"), required(environ, "TABLE_NAME")),
            content=Content(s3, required(environ, "CONTENT_BUCKET")),
            site=SiteBucket(s3, required(environ, "SITE_BUCKET")),
            reports=Reports(s3, required(environ, "REPORT_BUCKET")),
            queues=Queues(sqs, required(environ, "CONTENT_QUEUE_URL"), required(environ, "BUILD_QUEUE_URL")),
            schedules=Schedules(
                client("scheduler"),
                group=required(environ, "SCHEDULE_GROUP"),
                role=required(environ, "SCHEDULE_ROLE_ARN"),
                queue=required(environ, "CONTENT_QUEUE_ARN"),
            ),
            url=required(environ, "SITE_URL").rstrip("/"),
            preview_secret=required(environ, "PREVIEW_SECRET"),
            sender=required(environ, "SENDER_ADDRESS"),
        )
