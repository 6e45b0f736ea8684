"""Texts found in streams of any length, plain or packed."""

import gzip
import re
from io import BytesIO

import pytest

from cli import traces
from cli.traces import has

TEXT = b"019ac7f3d100c0ffee"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "CHUNK_BYTES", 64)


def found(data: bytes) -> bool:
    return has(BytesIO(data), re.compile(TEXT), len(TEXT))


@pytest.mark.parametrize("before", range(40, 70))
def test_a_text_is_found_where_two_pieces_meet(before: int) -> None:
    assert found(b"." * before + TEXT + b"." * 100)
    assert not found(b"." * before + TEXT[:-1] + b"." * 100)


def test_what_is_packed_by_gzip_is_unpacked() -> None:
    data = gzip.compress(b"." * 500 + TEXT)

    assert TEXT not in data
    assert found(data)
    assert not found(gzip.compress(b"." * 500))


def test_nothing_is_found_in_nothing() -> None:
    assert not found(b"")
