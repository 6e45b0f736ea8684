"""Texts found in streams of any length, plain or packed."""

import gzip
import re
from io import BytesIO
from random import randbytes

import pytest

from privacy import traces
from privacy.traces import has

TEXT = b"019ac7f3d100c0ffee"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "PIECE_BYTES", 64)


class Body(BytesIO):
    """As urllib3's, it is closed by itself at its end."""

    def read(self, size: int | None = -1) -> bytes:
        if self.is_over:
            return b""
        data = super().read(size)
        self.is_over = not data
        return data

    @property
    def closed(self) -> bool:
        return self.is_over

    is_over = False


def found(data: bytes) -> bool:
    return has(Body(data), re.compile(TEXT), len(TEXT))


@pytest.mark.parametrize("before", range(40, 70))
def test_a_text_is_found_where_two_pieces_meet(before: int) -> None:
    assert found(b"." * before + TEXT + b"." * 100)
    assert not found(b"." * before + TEXT[:-1] + b"." * 100)


def test_what_is_packed_by_gzip_is_unpacked() -> None:
    data = gzip.compress(b"." * 500 + TEXT)

    assert TEXT not in data
    assert found(data)
    assert not found(gzip.compress(b"." * 500))


def test_several_packed_files_behind_each_other_are_all_unpacked() -> None:
    first = gzip.compress(randbytes(300))

    assert found(first + gzip.compress(randbytes(300) + TEXT) + first)
    assert not found(first * 3)


def test_what_grows_when_it_is_unpacked_is_not_unpacked_at_once() -> None:
    assert found(gzip.compress(bytes(1_000_000) + TEXT))


def test_what_is_broken_holds_up_nothing() -> None:
    packed = gzip.compress(randbytes(300) + TEXT)

    assert found(packed + bytes(512))
    assert not found(packed[:100])
    assert not found(packed[:2] + b"no such thing")


def test_nothing_is_found_in_nothing() -> None:
    assert not found(b"")
