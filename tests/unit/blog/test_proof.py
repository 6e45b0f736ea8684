from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from blog.proof import BITS, Proof, check, digest

POST = "7dbd5fd4c1a1b2c3"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = "I prefer oolong. 茶"


def work(text=TEXT, post=POST, at=NOON, bits=BITS):
    """As the reader's script does it."""
    minute = int(at.timestamp()) // 60
    start = f"{post}.{minute}.{sha256(text.encode()).hexdigest()}."
    return next(
        f"{minute}.{number}"
        for number in range(1_000_000)
        if int(sha256(f"{start}{number}".encode()).hexdigest(), 16) >> (256 - bits) == 0
    )


def test_work_for_this_text_in_this_minute_is_valid():
    assert check(work(), TEXT, POST, NOON) is Proof.VALID


@pytest.mark.parametrize(("text", "post"), [(TEXT + "!", POST), ("", POST), (TEXT, "0" * 16)])
def test_work_for_something_else_is_wrong(text, post):
    assert check(work(), text, post, NOON) is Proof.WRONG


@pytest.mark.parametrize(
    "untrusted", ["x", "1.2.3", "29000000", "29000000.-1", "٢٩٠٠٠٠٠٠.1", "9" * 99 + ".1", "29000000.1\n"]
)
def test_what_is_no_proof_is_wrong(untrusted):
    assert check(untrusted, TEXT, POST, NOON) is Proof.WRONG


def test_no_proof_is_missing():
    assert check("", TEXT, POST, NOON) is Proof.MISSING


@pytest.mark.parametrize("minutes", [-1440, -31, 6, 525_600])
def test_work_of_another_time_is_stale(minutes):
    assert check(work(at=NOON + timedelta(minutes=minutes)), TEXT, POST, NOON) is Proof.STALE


def test_too_little_work_is_wrong():
    untrusted = work(bits=BITS - 8)

    assert check(untrusted, TEXT, POST, NOON) is Proof.WRONG


def test_each_proof_has_a_digest_of_its_own():
    assert (
        len({digest("1.1", TEXT, POST), digest("1.2", TEXT, POST), digest("1.1", "", POST), digest("1.1", TEXT, "")})
        == 4
    )


def test_half_of_a_surrogate_pair_harms_nobody():
    assert check("29000000.1", "\ud800", POST, NOON) is Proof.WRONG
