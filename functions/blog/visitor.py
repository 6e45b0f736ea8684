"""Visitors: who can be told from another for a day, without keeping who that is.

What is kept is a keyed digest; the key is random, of one day, and destroyed after
it (`daily_key.py`). Then no digest can be traced to an address, not even by trying
all of them, nor to the digest of another day, post or purpose.
"""

import hmac
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

PREFIX_BITS = 64  # what one household or device has of IPv6 (RFC 6177, RFC 8981): the rest of its address changes
MARK_BYTES = 16


@dataclass(frozen=True)
class Visitor:
    """Somebody on one `day` of UTC; `digest` is never kept, only marks that are made of it."""

    digest: bytes = field(repr=False)
    day: date

    def mark(self, *purpose: str) -> str:
        """32 hexadecimal digits: the same for the same purpose, such as `("view", post_id)`; no use for another."""
        return hmac.new(self.digest, _joined(purpose), sha256).hexdigest()[: 2 * MARK_BYTES]


def visitor(address: str, agent: str, day: date, key: bytes) -> Visitor:
    """Whoever has this address and user agent on the day of the key.

    All addresses of one IPv6 network of 64 bits are one; so are those without an address.
    """
    return Visitor(hmac.new(key, _joined((network(address), agent)), sha256).digest(), day)


def network(address: str) -> str:
    """An IPv4 address as it is, of an IPv6 address its network of 64 bits; empty for what is neither."""
    try:
        found = ip_address(address.strip().partition("%")[0])
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{IPv6Address(int(found) >> PREFIX_BITS << PREFIX_BITS)}/{PREFIX_BITS}"


def _joined(texts: tuple[str, ...]) -> bytes:
    """Different texts give different bytes: each is preceded by its length."""
    encoded = (text.encode(errors="surrogatepass") for text in texts)
    return b"".join(len(each).to_bytes(4, "big") + each for each in encoded)
