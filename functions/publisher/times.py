"""Times: when a post is from, was changed, appears and ends, by the many names that systems have for that."""

from datetime import datetime, tzinfo
from functools import partial

from blog.post import Kind
from publisher.date import has_updated, read_date, read_updated
from publisher.fields import Fields, is_empty
from publisher.file_name import date_of
from publisher.problem import Problem
from publisher.value import is_switch

DATES = (
    "date",
    "published_at",
    "published",
    "created",
    "created_at",
    "pubdate",
    "date_published",
    "post_date",
    "publish_date",
    "publish",
)
UPDATES = (
    "updated",
    "modified",
    "lastmod",
    "last_modified",
    "last_modified_at",
    "last_updated",
    "updated_at",
    "updated_date",
    "date_modified",
)
NO_DATES = frozenset({"created", "git created", "last modified", "git last modified"})  # Eleventy's, of the file
EXPIRIES = ("expires", "expiry", "expiry_date", "expire_date", "unpublish_date")


def read_written(fields: Fields, kind: Kind, key: str, zone: tzinfo, modified: datetime) -> datetime:
    """The date that the author wrote, or that the file's name has, or else the file's own, `modified`."""
    written = _moment(fields, DATES, zone)
    named = date_of(key)
    if written:
        return written
    if named:
        return named.replace(tzinfo=zone)
    if kind is Kind.POST:
        day = f"{modified:%Y-%m-%d}"
        message = f"No date; the file's own, {day}, was taken. To set one, write “date: {day}” at the top."
        fields.warnings.append(Problem(message, field="date"))
    return modified


def read_updated_at(fields: Fields, zone: tzinfo) -> datetime | None:
    """When the author changed it, also as the second moment of a map under `date`."""
    return _moment(fields, UPDATES, zone) or _in_map(fields, zone)


def read_publish(fields: Fields, zone: tzinfo) -> datetime | None:
    return _moment(fields, ("publish", "publish_date"), zone)


def read_expires(fields: Fields, zone: tzinfo) -> datetime | None:
    return _moment(fields, EXPIRIES, zone)


def _in_map(fields: Fields, zone: tzinfo) -> datetime | None:
    return fields.read(("date",), partial(read_updated, zone=zone), None, skip=lambda value: not has_updated(value))


def _moment(fields: Fields, names: tuple[str, ...], zone: tzinfo) -> datetime | None:
    def read(value: object) -> datetime | None:
        return read_date(value, zone)

    return fields.read(names, read, None, skip=_is_no_date)


def _is_no_date(value: object) -> bool:
    return is_empty(value) or is_switch(value) or str(value).strip().lower() in NO_DATES
