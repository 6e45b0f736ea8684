"""The origin: what stands behind the CDN and answers nobody who did not come through it."""

from collections.abc import Mapping
from hmac import compare_digest


def came_through_cdn(headers: Mapping[str, str], secret: str) -> bool:
    """Whether the header `x-origin-secret` is the secret; an empty one asks for nothing. Names are in lower case."""
    shown = headers.get("x-origin-secret", "")
    return not secret or compare_digest(shown.encode(errors="replace"), secret.encode())
