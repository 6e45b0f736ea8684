from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from publisher.date import has_updated, read_date, read_updated, zone_named

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2014-03-12T10:11:00-04:00", "2014-03-12T10:11:00-04:00"),
        ("2015-03-17 14:00:00 -4", "2015-03-17T14:00:00-04:00"),
        ("2024-10-12 03:28:30 +0300", "2024-10-12T03:28:30+03:00"),
        ("2020-07-07T00:00:00.000Z", "2020-07-07T00:00:00+00:00"),
        ("2016-03-22 12:59:10", "2016-03-22T12:59:10+00:00"),
        ("2017-09-25 09:41", "2017-09-25T09:41:00+01:00"),
        ("2016-08-04 ", "2016-08-04T00:00:00+01:00"),
        ("2016-3-21", "2016-03-21T00:00:00+00:00"),
        ("2016/03/21 7:05 pm", "2016-03-21T19:05:00+00:00"),
        ("20140312", "2014-03-12T00:00:00+00:00"),
        ("2014年3月12日", "2014-03-12T00:00:00+00:00"),
        ("18 Dec 2014", "2014-12-18T00:00:00+00:00"),
        ("18th December, 2014", "2014-12-18T00:00:00+00:00"),
        ("Dec. 18, 2014 12:00 AM", "2014-12-18T00:00:00+00:00"),
        ("December 18 2014 at 9:30", "2014-12-18T09:30:00+00:00"),
        ("Thu, 18 Dec 2014 10:00:00 EST", "2014-12-18T10:00:00-05:00"),
        ("Thu Jan 5 18:30:22 2023 -0800", "2023-01-05T18:30:22-08:00"),
        ("2 September 2014", "2014-09-02T00:00:00+01:00"),
        ("Sept. 2, 2014", "2014-09-02T00:00:00+01:00"),
        ("2014 March 12", "2014-03-12T00:00:00+00:00"),
        ("12-Mar-2014", "2014-03-12T00:00:00+00:00"),
        ("25/03/2014", "2014-03-25T00:00:00+00:00"),
        ("03/25/2014 18:30", "2014-03-25T18:30:00+00:00"),
        ("13.03.2014", "2014-03-13T00:00:00+00:00"),
        ("3/3/2014", "2014-03-03T00:00:00+00:00"),
        ("2014-03-12 10:00:00 UTC+02:00", "2014-03-12T10:00:00+02:00"),
        ("2014-03-12 10:00:00.5 +0300 UTC", "2014-03-12T10:00:00+03:00"),
        ("2014-03-12 10:00 CET", "2014-03-12T10:00:00+01:00"),
        ("1394633460", "2014-03-12T14:11:00+00:00"),
        (1394633460000, "2014-03-12T14:11:00+00:00"),
        (date(2014, 7, 12), "2014-07-12T00:00:00+01:00"),
        (datetime(2014, 3, 12, 10, 11, 12, 999), "2014-03-12T10:11:12+00:00"),  # noqa: DTZ001  # TOML has such
        (datetime(2014, 3, 12, tzinfo=timezone(timedelta(hours=2))), "2014-03-12T00:00:00+02:00"),
        ({"created": "2014-03-12", "updated": "2015-01-01"}, "2014-03-12T00:00:00+00:00"),
    ],
)
def test_a_date_is_read_in_each_shape_that_blogs_have(value, iso):
    assert read_date(value, LONDON).isoformat() == iso


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("18:30:22 2023 -0800", "not a date"),
        ("yesterday", "not a date"),
        ("{{ date }}", "not a date"),
        ("2017-02-29", "no calendar"),
        ("2014-03-12 25:00", "no clock"),
        ("2014-03-12 13:00 pm", "no clock"),
        ("2014-03-12 10:00 +2500", "no clock"),
        ("2014-03-12 10:00 XYZ", "no clock"),
        ("03/04/2014", "day or the month"),
        ("3.4.2014 10:00", "write the year first, as in 2026-03-14"),
        ("25/25/2014", "day or the month"),
        ("03/25/14", "day or the month"),
        ("18 Decem 2014", "not a date"),
        ("2014-03-12 to 2014-03-14", "not a date"),
        ("0014-03-12", "The year 14"),
        ({"day": "1"}, "write 2026-03-14 or {created: 2026-03-14}"),
        ([], "not a date"),
        ("٢٠١٤-٠٣-١٢", "not a date"),
    ],
)
def test_a_date_that_cannot_be_read_says_so(value, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_date(value, UTC)


def test_a_map_may_tell_of_an_update():
    value = {"created": "2014-03-12", "updated": "2015-01-01"}

    assert has_updated(value)
    assert not has_updated({"created": "2014-03-12"})
    assert read_updated(value, UTC) == datetime(2015, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Nowhere/Land", "", "../etc/passwd", "Europe"])
def test_an_unknown_time_zone_is_utc(name):
    assert zone_named(name) is UTC
