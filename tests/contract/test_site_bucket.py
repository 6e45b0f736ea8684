"""The site bucket, written on every S3 server on the condition that nobody else wrote meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256

import pytest

from blog.paths import object_key
from blog.table import Conflict
from publisher.site_bucket import ASSET_CACHE, PAGE_CACHE, Output, SiteBucket
from tests.contract.meanwhile import just_before, paged, race, winners

TEA, ASSET = "/posts/tea/", "/assets/site-1a2b.css"
PATHS = (
    *("/", "/404.html", "/posts/שלום-煎茶/", "/tags/a+b/", "/media/100% tea.jpg", "/media/%2F.jpg", "/media/v1.2..svg"),
    "/media/" + "/".join(["x" * 180] * 5) + ".jpg",
)


def page(words: str, generation: int = 1, status: int = 200) -> Output:
    return Output(words.encode(), "text/html; charset=utf-8", generation, status)


@pytest.fixture
def name(bucket):
    return bucket("SiteBucket")


@pytest.fixture
def site(s3, name):
    return SiteBucket(s3, name)


@pytest.fixture
def read(s3, name):
    """What a reader gets at a path, as S3 answers it."""

    def read(path: str):
        answer = s3.get_object(Bucket=name, Key=object_key(path))
        with answer["Body"] as body:
            return answer | {"Body": body.read().decode()}

    return read


@pytest.fixture
def delete(s3, name):
    return lambda path: s3.delete_object(Bucket=name, Key=object_key(path))


def test_nothing_has_no_tag(site):
    assert site.tag(TEA) is None


def test_what_was_put_has_the_tag_that_its_bytes_and_generation_make(site):
    for output in (page("煎茶", 1), page("", 2), page("gone", 2**53, 410)):
        site.put(TEA, output, site.tag(TEA))

        assert site.tag(TEA) == output.tag


def test_a_reader_gets_the_bytes_their_type_and_how_long_they_last(site, read):
    site.put(TEA, page("煎茶", 7), None)

    answer = read(TEA)

    assert (answer["Body"], answer["ContentType"]) == ("煎茶", "text/html; charset=utf-8")
    assert (answer["CacheControl"], answer["Metadata"]) == (PAGE_CACHE, {"generation": "7"})


def test_nobody_keeps_a_preview(site, read):
    site.put("/preview/0f/", page("煎茶"), None)

    assert read("/preview/0f/")["CacheControl"] == "no-store"


def test_any_path_can_be_written_and_written_over(site, read):
    for path in PATHS:
        site.put(path, page("first"), None)
        site.put(path, page("second", 2), site.tag(path))

        assert read(path)["Body"] == "second"
    assert sorted(each.key for each in site.objects()) == sorted(map(object_key, PATHS))


def test_the_tag_that_stands_there_can_be_made_from_the_bytes(site, read):
    first = page("first")
    site.put(TEA, first, None)

    site.put(TEA, page("second", 2), first.tag)

    assert read(TEA)["Body"] == "second"


def test_whoever_expects_nothing_conflicts_with_what_is_there(site, read):
    site.put(TEA, page("first"), None)

    with pytest.raises(Conflict):
        site.put(TEA, page("late", 2), None)

    assert read(TEA)["Body"] == "first"


def test_whoever_expects_what_was_written_over_conflicts(site, read):
    site.put(TEA, page("first"), None)
    stale = site.tag(TEA)
    site.put(TEA, page("second", 2), stale)

    with pytest.raises(Conflict):
        site.put(TEA, page("late", 3), stale)

    assert (read(TEA)["Body"], site.tag(TEA).generation) == ("second", 2)


def test_whoever_expects_what_was_never_there_conflicts(site):
    with pytest.raises(Conflict):
        site.put(TEA, page("late"), page("first").tag)

    assert site.tag(TEA) is None


def test_whoever_expects_what_was_deleted_conflicts(site, delete):
    site.put(TEA, page("first"), None)
    stale = site.tag(TEA)
    delete(TEA)

    with pytest.raises(Conflict):
        site.put(TEA, page("late", 2), stale)

    assert site.tag(TEA) is None


def test_a_path_whose_page_was_deleted_can_be_written_again(site, read, delete):
    site.put(TEA, page("first"), None)
    delete(TEA)

    site.put(TEA, page("again", 2), None)

    assert read(TEA)["Body"] == "again"


def test_of_the_first_writers_at_the_same_moment_one_wins(server, site, read):
    for round_ in range(2):
        path = f"/posts/{round_}/"
        puts = [partial(site.put, path, page(str(number)), None) for number in range(2)]

        (winner,) = winners(race(server, puts))

        assert read(path)["Body"] == str(winner)


def test_of_writers_over_a_page_at_the_same_moment_one_wins(server, site, read):
    site.put(TEA, page("first"), None)
    for round_ in range(2):
        tag = site.tag(TEA)
        puts = [partial(site.put, TEA, page(f"{round_}.{number}", round_), tag) for number in range(2)]

        (winner,) = winners(race(server, puts))

        assert read(TEA)["Body"] == f"{round_}.{winner}"


def test_a_writer_who_comes_between_is_noticed(s3, site, name, read):
    site.put(TEA, page("first"), None)
    tag = site.tag(TEA)

    with just_before(s3, "s3.PutObject", lambda: site.put(TEA, page("newer", 2), tag)), pytest.raises(Conflict):
        site.put(TEA, page("late", 2), tag)

    assert read(TEA)["Body"] == "newer"


def test_an_asset_that_is_there_has_the_tag_with_which_it_was_written(site, read):
    tag = site.put_asset(ASSET, b"a {}", "text/css; charset=utf-8")

    assert site.put_asset(ASSET, b"a {}", "text/css; charset=utf-8") == tag == site.etag(ASSET)

    answer = read(ASSET)
    assert (answer["Body"], answer["CacheControl"]) == ("a {}", ASSET_CACHE)
    assert answer["ContentType"] == "text/css; charset=utf-8"


def test_an_asset_is_written_over_what_is_not_the_same(s3, site, name, read):
    tag = site.put_asset(ASSET, b"a {}", "text/css; charset=utf-8")
    s3.put_object(Bucket=name, Key=object_key(ASSET), Body=b"b {}")
    assert site.etag(ASSET) != tag

    assert site.put_asset(ASSET, b"a {}", "text/css; charset=utf-8") == tag

    answer = read(ASSET)
    assert (answer["Body"], answer["CacheControl"]) == ("a {}", ASSET_CACHE)


def test_where_nothing_stands_there_is_no_entity_tag(site):
    assert not site.etag(ASSET)


def test_every_object_is_listed_over_many_pages(s3, site):
    for path in PATHS:
        site.put(path, page("first"), None)
        site.put(path, page("second", 2), site.tag(path))

    with paged(s3, "s3.ListObjectsV2", "MaxKeys", 3) as calls:
        found = {each.key: each for each in site.objects()}

    assert sorted(found) == sorted(map(object_key, PATHS))
    assert {each.etag for each in found.values()} == {page("second").tag.etag}
    assert all(abs(each.modified - datetime.now(UTC)) < timedelta(minutes=1) for each in found.values())
    assert len(calls) >= 3


def test_a_tombstone_is_told_from_a_page(site, read):
    site.put(TEA, page("here"), None)
    before = site.tag(TEA)

    site.put(TEA, page("gone", 2, 410), before)

    assert (before.status, site.tag(TEA).status) == (200, 410)
    assert read(TEA)["Metadata"] == {"generation": "2", "status": "410"}


def test_a_tombstone_is_deleted(site):
    site.put(TEA, page("gone", 2, 410), None)

    site.delete_tombstone(TEA)
    site.delete_tombstone(TEA)

    assert site.tag(TEA) is None
    assert list(site.objects()) == []


def test_a_page_is_not_deleted_as_a_tombstone(site):
    site.put(TEA, page("here"), None)

    site.delete_tombstone(TEA)

    assert site.tag(TEA) == page("here").tag


def test_a_page_that_comes_back_while_its_tombstone_is_deleted_stays(s3, site, read):
    site.put(TEA, page("gone", 2, 410), None)
    back = page("back", 3)

    with just_before(s3, "s3.DeleteObject", lambda: site.put(TEA, back, site.tag(TEA))):
        site.delete_tombstone(TEA)

    assert (read(TEA)["Body"], site.tag(TEA)) == ("back", back.tag)


def test_a_tombstone_that_somebody_else_deletes_first_is_gone_all_the_same(s3, site, delete):
    site.put(TEA, page("gone", 2, 410), None)

    with just_before(s3, "s3.DeleteObject", lambda: delete(TEA)):
        site.delete_tombstone(TEA)

    assert site.tag(TEA) is None


def test_what_is_sent_with_the_bytes_is_told_from_anything_else(site):
    feed = Output(b"<feed/>", "application/atom+xml; charset=utf-8", 3)
    moved = Output(b"", "text/html", 3, 301, "/%E8%8C%B6/")
    for path, output in (("/feed.xml", feed), ("/old/", moved), (TEA, page("gone", 3, 410))):
        site.put(path, output, None)
    site.put_asset(ASSET, b"a{}", "text/css")

    sent = [site.sends("/feed.xml", feed), site.sends("/old/", moved), site.sends(TEA, page("other", 4, 410))]
    others = [
        site.sends("/feed.xml", page("")),
        site.sends("/old/", replace(moved, location="/")),
        site.sends("/", feed),
    ]

    assert (sent, others, site.sends(TEA, page("gone"))) == ([True] * 3, [False] * 3, False)
    assert site.sends(ASSET, Output(b"", "text/css", 0))


def test_a_digest_is_that_of_all_bytes(site):
    site.put_asset(ASSET, b"a{}" * 100_000, "text/css")

    assert site.digest(ASSET) == sha256(b"a{}" * 100_000).hexdigest()
