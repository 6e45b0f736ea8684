"""Versions in S3's own order, though boto3 gives versions and delete markers apart."""

from collections.abc import Iterator
from typing import Any, Self

import pytest

from cli.sources import Sources
from cli.timeline import Version
from tests.unit.cli.make import listed, make_version


class Listing:
    """The part of an S3 client that lists, with S3's whole seconds."""

    def __init__(self, versions: list[Version]) -> None:
        self._listed = listed(versions)
        self.pages = 0

    def get_paginator(self, operation: str) -> Self:
        assert operation == "list_object_versions"
        return self

    def paginate(self, Bucket: str, Prefix: str, PaginationConfig: dict[str, int]) -> Iterator[dict[str, Any]]:  # noqa: N803  # boto3's names
        found = [each for each in self._listed if each.key.startswith(Prefix)]
        size = PaginationConfig.get("PageSize", 3)
        for start in range(0, len(found), size):
            self.pages += 1
            page = found[start : start + size]
            yield {
                "Versions": [self._answer(each) | _bytes(each) for each in page if not each.is_marker],
                "DeleteMarkers": [self._answer(each) for each in page if each.is_marker],
            }

    def _answer(self, version: Version) -> dict[str, Any]:
        is_latest = version == next(each for each in self._listed if each.key == version.key)
        return {"Key": version.key, "VersionId": version.id, "LastModified": version.modified, "IsLatest": is_latest}


def _bytes(version: Version) -> dict[str, Any]:
    return {"Size": version.size, "ETag": version.etag}


def history(*texts: str | None, seconds: int, key: str = "a") -> list[Version]:
    return [make_version(key, number, text, number * seconds) for number, text in enumerate(texts)]


@pytest.mark.parametrize("seconds", [1, 0, -1])
@pytest.mark.parametrize("texts", [("A", None, "B"), ("A", None), (None, "A"), ("A", "B", None, None, "C"), ("A", "B")])
def test_each_key_s_versions_are_newest_first(texts: tuple[str | None, ...], seconds: int) -> None:
    versions = [version for key in ("a", "ab", "b") for version in history(*texts, seconds=seconds, key=key)]

    found = list(Sources(Listing(versions), "content").versions())

    assert found == listed(versions)


def test_a_version_whose_upload_began_before_that_of_an_older_one_keeps_its_place() -> None:
    versions = [make_version("a", 1, "A", 2), make_version("a", 2, "B", 1), make_version("a", 3, None, 3)]

    assert list(Sources(Listing(versions), "content").versions()) == listed(versions)


def test_only_where_the_times_do_not_tell_versions_are_asked_for_one_by_one() -> None:
    clear, unclear = history("A", None, "B", seconds=1), history("A", None, "B", seconds=0)
    clients = [Listing(clear), Listing(unclear)]

    for client in clients:
        list(Sources(client, "content").versions())

    assert [client.pages for client in clients] == [1, 4]


def test_one_key_is_listed_without_those_that_begin_like_it() -> None:
    versions = history("A", None, seconds=1) + history("A", seconds=1, key="ab")

    found = list(Sources(Listing(versions), "content").versions("a"))

    assert found == listed(versions)[:2]


def test_a_key_that_never_was_has_no_versions() -> None:
    assert list(Sources(Listing([]), "content").versions("a")) == []
