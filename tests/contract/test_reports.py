"""Receipts, kept on every S3 server."""

import json
from datetime import UTC, datetime

import pytest

from blog.record import Status
from blog.table import Conflict
from publisher.receipt import Receipt, Reports, receipt_key

KEYS = (
    *("posts/tea.md", "posts/a+b 100%.md", "posts/שלום-煎茶-🍵.md"),
    *("posts/" + "/".join(["x" * 180] * 5) + ".md", "posts/" + "/".join(["é" * 85] * 6)),
)


def receipt(key: str, version: str, status: Status = Status.PUBLISHED) -> Receipt:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return Receipt(key, status, "https://blog.example/posts/tea/", (), (), version, at)


def test_the_last_receipt_of_each_file_is_kept(s3, bucket):
    name = bucket("ReportBucket")
    reports = Reports(s3, name)
    for key in KEYS:
        for version in ("1", "2"):
            reports.put(receipt(key, version), reports.tag(key))

    for key in KEYS:
        answer = s3.get_object(Bucket=name, Key=receipt_key(key))
        with answer["Body"] as body:
            assert json.loads(body.read()) == json.loads(receipt(key, "2").as_json())
        assert answer["ContentType"] == "application/json; charset=utf-8"
    assert len(s3.list_objects_v2(Bucket=name)["Contents"]) == len(KEYS)


def test_a_version_is_refused_until_a_better_one_comes(s3, bucket):
    reports = Reports(s3, bucket("ReportBucket"))
    before = reports.refused("posts/tea.md")

    reports.put(receipt("posts/tea.md", "1", Status.ERROR), "")
    refused = reports.refused("posts/tea.md")
    reports.put(receipt("posts/tea.md", "2"), reports.tag("posts/tea.md"))

    assert [before, refused, reports.refused("posts/tea.md")] == ["", "1", ""]


def test_whoever_looked_before_another_wrote_does_not_write_over_it(s3, bucket):
    reports = Reports(s3, bucket("ReportBucket"))
    nothing = reports.tag("posts/tea.md")
    reports.put(receipt("posts/tea.md", "2"), nothing)
    second = reports.tag("posts/tea.md")
    reports.put(receipt("posts/tea.md", "3"), second)

    for late in (nothing, second):
        with pytest.raises(Conflict):
            reports.put(receipt("posts/tea.md", "1"), late)
