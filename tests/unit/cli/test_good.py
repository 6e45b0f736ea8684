"""A version is good if the publisher can make something of it."""

import pytest

from cli.good import good_in, is_readable
from cli.timeline import Version
from publisher.content import Content, Object
from publisher.media_file import MAX_BYTES as MAX_MEDIA_BYTES
from publisher.source import MAX_BYTES
from tests.manuscript import photograph, post
from tests.unit.cli.make import START

BROKEN = b"---\ntitle: [unclosed\n---\n"


class FakeContent(Content):
    """A bucket that counts what is read of it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reads = 0

    def version(self, key: str, version: str) -> bytes:
        self.reads += 1
        return self.data


def version(key: str, size: int = 10) -> Version:
    return Version(key, "1", START, size)


@pytest.mark.parametrize(
    ("key", "data", "is_good"),
    [
        ("posts/tea.md", post("Tea").encode(), True),
        ("posts/tea.md", BROKEN, False),
        ("media/cup.jpg", photograph(20), True),
        ("media/cup.jpg", photograph(20)[:100], False),
        ("site.yaml", b"title: Two Rooms\n", True),
        ("site.yaml", b"title: [unclosed\n", False),
        ("site.yaml", b"", True),
    ],
)
def test_a_source_is_read_as_the_publisher_reads_it(key: str, data: bytes, is_good: bool) -> None:
    assert is_readable(Object(key, "1", START, data)) is is_good


def test_a_version_is_read_once() -> None:
    content = FakeContent(BROKEN)
    is_good = good_in(content)

    assert [is_good(version("posts/tea.md")), is_good(version("posts/tea.md"))] == [False, False]
    assert content.reads == 1


@pytest.mark.parametrize(
    ("key", "size", "is_good"),
    [
        ("posts/tea.md", MAX_BYTES + 1, False),
        ("media/cup.jpg", MAX_MEDIA_BYTES + 1, False),
        ("media/film.mp4", MAX_MEDIA_BYTES, True),
        ("notes.txt", MAX_MEDIA_BYTES + 1, True),
    ],
)
def test_what_its_size_or_name_tells_is_not_read(key: str, size: int, is_good: bool) -> None:
    content = FakeContent(BROKEN)

    assert (good_in(content)(version(key, size)), content.reads) == (is_good, 0)
