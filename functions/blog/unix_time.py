"""Unix time: how the table knows what it may forget, and a link until when it is good."""

from datetime import datetime, timedelta


def unix_after(now: datetime, lasts: timedelta) -> int:
    """When what begins now and lasts so long is over; in whole seconds."""
    return int((now + lasts).timestamp())
