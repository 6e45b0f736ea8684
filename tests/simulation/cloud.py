"""The cloud around the functions: their variables, and queues as the template makes them."""

from datetime import UTC, datetime

from tests.simulation.sqs import Queue
from tests.template import properties

URL = "https://blog.example"
NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
ENVIRON = {
    "TABLE_NAME": "table",
    "VISIT_TABLE_NAME": "visits",
    "CONTENT_BUCKET": "content",
    "SITE_BUCKET": "site",
    "REPORT_BUCKET": "report",
    "CONTENT_QUEUE_URL": "hints",
    "CONTENT_QUEUE_ARN": "arn:hints",
    "BUILD_QUEUE_URL": "wants",
    "TOUCH_DEAD_LETTER_QUEUE_URL": "given up",
    "BUILD_DEAD_LETTER_QUEUE_URL": "dead wants",
    "SCHEDULE_GROUP": "schedules",
    "SCHEDULE_ROLE_ARN": "arn:role",
    "SITE_URL": URL,
    "PREVIEW_SECRET": "secret",
    "SENDER_ADDRESS": "",
}


def queue(name: str, logical_id: str) -> Queue:
    wanted = properties(logical_id)
    return Queue(name, bool(wanted.get("FifoQueue")), wanted["RedrivePolicy"]["maxReceiveCount"])
