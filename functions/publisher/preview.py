"""Previews: where drafts and scheduled posts can be read by whoever is given the address."""

import hmac

from blog.paths import preview_path
from blog.record import Record, Status

TOKEN_DIGITS = 40  # of HMAC-SHA256 (RFC 2104) in hexadecimal: 160 bits, which nobody guesses
PREVIEWED = {Status.DRAFT, Status.SCHEDULED}


def preview_of(record: Record, secret: str) -> str:
    """The path of a record's preview; empty if it has none. It is the same each time that the post is a draft again."""
    if record.status not in PREVIEWED:
        return ""
    return preview_path(hmac.digest(secret.encode(), record.id.encode(), "sha256").hex()[:TOKEN_DIGITS])
