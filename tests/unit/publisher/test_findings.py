"""Findings: what is to be repaired, from what is listed and known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from blog.record import Status
from blog.settings import Settings
from publisher.findings import overdue
from publisher.known import Known
from tests.unit.make import make_post, make_record

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
RECORD = make_record(make_post(date=NOW - HOUR))


@pytest.mark.parametrize(
    "record",
    [
        replace(RECORD, status=Status.SCHEDULED),
        replace(RECORD, post=make_post(date=NOW - HOUR, expires=NOW)),
        replace(RECORD, post=make_post(date=NOW - timedelta(days=8))),
        replace(RECORD, natural="/by/another/pattern/"),
    ],
    ids=["it was to appear", "it was to end", "it was to close", "it was to move"],
)
def test_a_source_is_overdue_whose_record_is_behind_the_clock_or_the_settings(record):
    known = Known(records=[record], settings=Settings(comments_close_after=7))

    assert overdue(known, NOW) == {record.source}


@pytest.mark.parametrize(
    "record",
    [
        RECORD,
        replace(RECORD, status=Status.SCHEDULED, post=make_post(date=NOW + HOUR)),
        replace(RECORD, status=Status.UNPUBLISHED, version=""),
        replace(RECORD, status=Status.ERROR, version="", post=None),
    ],
    ids=["published", "scheduled", "deleted", "never read"],
)
def test_no_other_is(record):
    assert not overdue(Known(records=[record]), NOW)
