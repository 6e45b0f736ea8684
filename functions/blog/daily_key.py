"""The daily key: random, made by whoever comes first on a day, and destroyed by whoever comes first on another.

It lies in the table of visits, which has no stream, no backup and no second copy:
what is deleted there is gone. The audit deletes it as well, for a site that nobody
reads, within an hour of the day's end; DynamoDB's own expiry, which may be days
late (developer guide, "Time to Live"), is but the third guard.
"""

import secrets
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from blog import keys
from blog.table import Conflict, Delete, Put, Table

KEY_BYTES = 32
KEPT_DAYS = 2  # for DynamoDB's own expiry


def daily_key(table: Table, day: date) -> bytes:
    """The key of a day (of UTC), today; whatever key is of another day is destroyed when this one is made.

    It is read anew each time, so that no idle function still has it in memory when it is gone.
    """
    there = table.get(keys.daily_key(day)) or _made(table, day)
    return bytes.fromhex(there["key"])


def _made(table: Table, day: date) -> dict[str, str]:
    forget_keys(table, day)
    made = {"key": secrets.token_hex(KEY_BYTES)}
    try:
        table.put(Put(keys.daily_key(day), {**made, "expires": expiry(day)}, generation=0))
    except Conflict:  # another was first: everybody takes that one
        return table.get(keys.daily_key(day)) or made
    return made


def forget_keys(table: Table, day: date) -> int:
    """Destroy the keys of all days before; how many there were."""
    old = [item["SK"] for item in table.collection(keys.DAILY_KEYS) if item["SK"] < day.isoformat()]
    for each in old:
        with suppress(Conflict):  # another destroys it at the same moment
            table.write([Delete(keys.Key(keys.DAILY_KEYS, each))])
    return len(old)


def day_of(now: datetime) -> date:
    return now.astimezone(UTC).date()


def expiry(day: date) -> int:
    """When DynamoDB may delete what is of this day: seconds since 1970, two days after the day began."""
    return int(datetime.combine(day, time(), UTC).timestamp()) + int(timedelta(days=KEPT_DAYS).total_seconds())
