"""Seals: whoever has a link of a letter may do what it says, so it says all that it is good for, and until when.

That is under a keyed digest (HMAC, RFC 2104), which goes along; the key never leaves the table.
"""

import hmac
from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode

LONGEST = 100  # of a field


class BadSeal(Exception):
    """What was shown is no link of ours, or not any more.

    BadSeal
    ├── Forged    its seal is not of these words
    └── Expired   its time is over
    """


class Forged(BadSeal):
    pass


class Expired(BadSeal):
    pass


def sealed(said: Mapping[str, str], until: int, key: bytes) -> dict[str, str]:
    """What the link and the form of its page carry; `until` is Unix time."""
    lasting = {**said, "until": str(until)}
    return {**lasting, "seal": _seal(lasting, key)}


def unsealed(untrusted: Mapping[str, str], names: Collection[str], key: bytes, now: datetime) -> dict[str, str]:
    """What was said by these names, and `until`; raises Forged, then Expired.

    The seal is compared in constant time, before what it covers is looked at.
    """
    said = {name: untrusted.get(name, "")[:LONGEST] for name in (*names, "until")}
    seal = untrusted.get("seal", "")[:LONGEST]
    if not hmac.compare_digest(_seal(said, key).encode(), seal.encode(errors="replace")):
        raise Forged
    if now.timestamp() >= int(said["until"]):
        raise Expired
    return said


def _seal(said: Mapping[str, str], key: bytes) -> str:
    # Joined so that no two links are the same text.
    text = urlencode(sorted(said.items()), errors="replace")
    return hmac.new(key, text.encode(), sha256).hexdigest()
