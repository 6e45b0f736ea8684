"""The author's bucket, read on every S3 server."""

from datetime import UTC, datetime, timedelta
from hashlib import md5

import pytest

from publisher.content import Content, VersionGone
from tests.contract.meanwhile import paged

AMPLE = 10_000
KEY = "posts/tea.md"
KEYS = (
    "posts/with space.md",
    "posts/a+b.md",
    "posts/100%.md",
    "posts/%2F.md",
    "posts/a%20b.md",
    "posts/שלום-煎茶-🍵.md",
    "posts/v1.2..final.md",
    "posts/.hidden.md",
    "posts/&=?#;:@,!~'()*$.md",
    'posts/<">.md',
    *("posts/" + "/".join(["x" * 180] * 5) + ".md", "posts/" + "y" * 900 + ".md"),
    *("posts/caf\u00e9.md", "posts/cafe\u0301.md", "posts/Tea.md"),
)
ODD_NAMES = (
    "posts/",
    "posts//tea.md",
    "posts/./tea.md",
    "posts/../tea.md",
    "posts/tea.md/",
    "posts\\tea.md",
    "/tea.md",
    "posts/tea",
    "posts/tea/pot.md",
)


class Author:
    def __init__(self, s3, bucket: str) -> None:
        self.s3, self.bucket = s3, bucket

    def put(self, key: str, data: bytes) -> str:
        """The new version's id."""
        return self.s3.put_object(Bucket=self.bucket, Key=key, Body=data)["VersionId"]

    def delete(self, key: str, **version: str) -> None:
        self.s3.delete_object(Bucket=self.bucket, Key=key, **version)


@pytest.fixture
def author(s3, bucket):
    return Author(s3, bucket("ContentBucket"))


@pytest.fixture
def odd_names():
    """Asked of the servers that do not keep an object as a file of its name."""
    return ODD_NAMES


@pytest.fixture
def content(author):
    return Content(author.s3, author.bucket)


def test_the_newest_of_nothing_is_none(content):
    assert content.newest(KEY, AMPLE) is None


def test_the_newest_of_a_deleted_file_is_none(author, content):
    author.put(KEY, b"Tea")
    author.delete(KEY)

    assert content.newest(KEY, AMPLE) is None


def test_the_newest_is_what_was_put_last(author, content):
    first = author.put(KEY, b"Tea")
    author.delete(KEY)
    last = author.put(KEY, b"Cocoa")

    newest = content.newest(KEY, AMPLE)

    assert (newest.key, newest.version, newest.data) == (KEY, last, b"Cocoa")
    assert first != last
    assert abs(newest.modified - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_long_file_is_cut_one_byte_after_the_limit(author, content):
    for size, read in ((0, 0), (10, 10), (11, 11), (12, 11), (300_000, 11)):
        author.put(KEY, b"x" * size)

        assert content.newest(KEY, 10).data == b"x" * read


def test_a_version_keeps_its_bytes_whatever_comes_after_it(author, content):
    versions = {author.put(KEY, data): data for data in (b"Tea", b"", b"Cocoa", b"Tea")}
    author.delete(KEY)

    assert len(versions) == 4
    assert {version: content.version(KEY, version) for version in versions} == versions


def test_a_deleted_version_is_gone_and_the_others_stay(author, content):
    first, second = author.put(KEY, b"Tea"), author.put(KEY, b"Cocoa")
    author.delete(KEY, VersionId=first)

    with pytest.raises(VersionGone) as gone:
        content.version(KEY, first)

    assert (gone.value.key, gone.value.version) == (KEY, first)
    assert content.version(KEY, second) == b"Cocoa"
    with pytest.raises(VersionGone):
        content.etag(KEY, first)


def test_the_versions_of_a_file_come_newest_first_down_to_where_it_was_deleted(author, content):
    author.put(KEY, b"Before")
    author.delete(KEY)
    author.put(KEY + ".md", b"Another")
    for data in (b"One", b"Two", b"Three"):
        author.put(KEY, data)

    found = list(content.newest_first(KEY, AMPLE))

    assert [each and each.data for each in found] == [b"Three", b"Two", b"One", None]
    assert content.version(KEY, found[1].version) == b"Two"


def test_a_file_that_was_never_deleted_has_no_end_but_its_first_version(author, content):
    author.put(KEY, b"One")
    author.put(KEY, b"Two")

    assert [each.data for each in content.newest_first(KEY, AMPLE)] == [b"Two", b"One"]


def test_where_nothing_is_that_is_all(author, content):
    author.put(KEY, b"One")
    author.delete(KEY)

    assert list(content.newest_first(KEY, AMPLE)) == [None]
    assert list(content.newest_first("posts/never.md", AMPLE)) == [None]


def test_a_version_has_the_entity_tag_of_its_bytes(author, content):
    first = author.put(KEY, b"Tea")
    author.put(KEY, b"Cocoa")

    assert content.etag(KEY, first) == f'"{md5(b"Tea", usedforsecurity=False).hexdigest()}"'


def test_a_deleted_newest_version_uncovers_the_one_before(author, content):
    first, second = author.put(KEY, b"Tea"), author.put(KEY, b"Cocoa")
    author.delete(KEY, VersionId=second)

    assert content.newest(KEY, AMPLE).version == first
    assert list(content.versions()) == [(KEY, first)]


def test_names_are_taken_as_they_are(author, content):
    versions = {key: author.put(key, key.encode()) for key in KEYS}

    for key, version in versions.items():
        assert content.newest(key, AMPLE).data == content.version(key, version) == key.encode()
    assert all_keys(content) == sorted(KEYS)
    assert sorted(content.versions()) == sorted(versions.items())


def test_names_that_no_file_can_have_are_taken_as_they_are(odd_names, author, content):
    versions = {key: author.put(key, key.encode()) for key in odd_names}

    assert {key: content.version(key, version).decode() for key, version in content.versions()} == dict(
        zip(versions, versions, strict=True)
    )
    assert content.keys("", AMPLE) == (sorted(odd_names, key=str.encode), False)


def test_listings_go_on_over_many_pages_and_leave_out_what_is_deleted(author, content):
    kept = {key: [author.put(key, b"1"), author.put(key, b"2")][-1] for key in KEYS}
    for key in (KEY, "posts/zebra.md"):
        author.put(key, b"soon gone")
        author.delete(key)

    assert all_keys(content, at_once=3) == sorted(kept)
    with paged(author.s3, "s3.ListObjectVersions", "MaxKeys", 3) as calls:
        assert sorted(content.versions()) == sorted(kept.items())
    assert len(calls) >= 9


def test_listings_of_an_empty_bucket_are_empty(content):
    assert (content.keys("", AMPLE), list(content.versions())) == (([], False), [])


def all_keys(content, at_once=AMPLE):
    """Each as often as it was listed; not all servers list them in one order."""
    found, is_more = content.keys("", at_once)
    while is_more:
        keys, is_more = content.keys(found[-1], at_once)
        found += keys
    return sorted(found)
