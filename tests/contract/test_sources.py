"""Sources, brought back on every S3 server over nothing but what was seen there."""

import pytest

from cli.sources import Changed, Sources

KEYS = ("posts/tea.md", "media/a+b 100%é.svg")


@pytest.fixture
def name(bucket):
    return bucket("ContentBucket")


@pytest.fixture
def put(s3, name):
    """Writes a source and gives its version's id."""
    return lambda key, text: s3.put_object(Bucket=name, Key=key, Body=text, Metadata={"by": "ada"})["VersionId"]


@pytest.fixture
def newest(s3, name):
    return lambda key: s3.get_object(Bucket=name, Key=key)["Body"].read()


@pytest.mark.parametrize("key", KEYS)
def test_a_version_is_brought_back_over_another_and_over_nothing(s3, name, put, newest, key):
    sources = Sources(s3, name)
    first, second = put(key, b"A"), put(key, b"B")
    version = next(each for each in sources.versions(key) if each.id == first)

    third = sources.restore(version, second)
    assert (newest(key), s3.head_object(Bucket=name, Key=key)["VersionId"]) == (b"A", third)
    assert sources.delete(key, third) == ""
    fourth = sources.restore(version, "")

    assert (newest(key), s3.head_object(Bucket=name, Key=key)["Metadata"]) == (b"A", {"by": "ada"})
    assert [each.id for each in sources.versions(key) if not each.is_marker] == [fourth, third, second, first]


def test_nothing_is_done_over_what_was_not_seen(s3, name, put, newest):
    sources = Sources(s3, name)
    first = put("posts/tea.md", b"A")
    version = next(sources.versions("posts/tea.md"))
    put("posts/tea.md", b"A")

    for act in (lambda: sources.restore(version, first), lambda: sources.delete("posts/tea.md", first)):
        with pytest.raises(Changed):
            act()
    with pytest.raises(Changed):
        sources.restore(version, "")

    assert (newest("posts/tea.md"), len(list(sources.versions()))) == (b"A", 2)
