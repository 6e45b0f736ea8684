"""Verdicts: what a source means for its record."""

from datetime import UTC, datetime, timedelta

from blog.record import Status
from blog.settings import Settings
from publisher.content import Object
from publisher.verdict import judge, next_moment, status_of
from tests.unit.make import make_post, make_record

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(days=1), NOW - timedelta(days=1)


def source(text: str) -> Object:
    return Object("posts/rain.md", "v2", NOW, text.encode())


def test_a_post_that_asks_for_another_path_is_not_live_there_whatever_it_was_before() -> None:
    before = make_record(make_post(slug="one"))

    moved = judge(
        before.source, before, source("---\ntitle: Rain\ndate: 2026-01-01\nslug: two\n---\n\nx\n"), Settings(), NOW
    )

    assert (moved.record.path, moved.record.live) == ("/posts/two/", "")


def test_a_post_that_stays_where_it_is_stays_live() -> None:
    before = make_record(make_post(slug="one"))

    same = judge(
        before.source, before, source("---\ntitle: New\ndate: 2026-01-01\nslug: one\n---\n\nx\n"), Settings(), NOW
    )

    assert same.record.is_listed


def test_a_broken_source_keeps_the_last_good_record_and_its_times() -> None:
    before = make_record(make_post(expires=LATER))

    broken = judge(before.source, before, source("---\ntitle: [unclosed\n---\n"), Settings(), NOW)

    assert broken.status is Status.ERROR
    assert (broken.record.version, broken.record.is_listed, broken.moment) == ("v1", True, LATER)


def test_a_broken_source_does_not_keep_a_post_beyond_its_time() -> None:
    before = make_record(make_post(expires=EARLIER))

    broken = judge(before.source, before, source("---\ntitle: [unclosed\n---\n"), Settings(), NOW)

    assert not broken.record.is_published


def test_the_clock_decides_between_scheduled_published_and_taken_back() -> None:
    assert status_of(make_post(date=LATER), NOW) is Status.SCHEDULED
    assert status_of(make_post(publish=LATER), NOW) is Status.SCHEDULED
    assert status_of(make_post(expires=LATER), NOW) is Status.PUBLISHED
    assert status_of(make_post(expires=EARLIER), NOW) is Status.UNPUBLISHED
    assert status_of(make_post(draft=True, publish=EARLIER), NOW) is Status.DRAFT


def test_the_next_moment_is_the_nearest_one_to_come() -> None:
    assert next_moment(make_post(publish=LATER, expires=LATER + timedelta(days=1)), NOW) == LATER
    assert next_moment(make_post(publish=EARLIER, expires=LATER), NOW) == LATER
    assert next_moment(make_post(), NOW) is None
