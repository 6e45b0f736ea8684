"""Copies of pictures that are not as they were written: the audit finds them, and reading their picture again helps."""

from collections.abc import Callable

import pytest

from publisher.audit import audit
from tests.simulation.blog import Blog
from tests.simulation.invariants import check_quiet
from tests.simulation.stories import SHOWING, begun, photo

PICTURE = "posts/cup.png"


def tampered(blog: Blog, key: str, data: bytes) -> None:
    blog.buckets["site"].put(key, data[:-1] + b"X", blog.now)


def lost(blog: Blog, key: str, data: bytes) -> None:  # one of several
    blog.buckets["site"].delete(key, blog.now)


@pytest.mark.parametrize("spoil", [tampered, lost])
def test_a_spoilt_copy_is_written_anew(spoil: Callable[[Blog, str, bytes], None]) -> None:
    blog = begun(50, (SHOWING, photo(900)))
    site = blog.buckets["site"]
    with blog.at_work():
        before = {key: data for key in site.present() if key.startswith("assets/") and (data := data_of(blog, key))}
        for key, data in before.items():
            spoil(blog, key, data)

        assert audit(blog.press, blog.letters).sources == {PICTURE}

        blog.drain()
        assert {key: data_of(blog, key) for key in before} == before != {}
        assert not audit(blog.press, blog.letters).sources
        check_quiet(blog)


def test_a_picture_whose_copies_are_as_they_were_is_not_copied_again() -> None:
    blog = begun(50, (SHOWING, photo(900)))
    with blog.at_work():
        before = blog.calls["put_object"]
        blog.notify(PICTURE)
        blog.drain()

        assert blog.calls["put_object"] == before + 1, "its receipt"


def data_of(blog: Blog, key: str) -> bytes | None:
    version = blog.buckets["site"].newest(key)
    return version.data if version else None
