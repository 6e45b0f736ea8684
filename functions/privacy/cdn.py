"""The CDN: which of its copies are to be forgotten before their time."""

from collections.abc import Iterable
from typing import Any

from blog.paths import href, object_key

MOST = 3000  # paths that may be under way at a time (CloudFront developer guide, "Quotas on invalidations")


def addresses_of(paths: Iterable[str]) -> tuple[str, ...]:
    """What CloudFront calls pages: both as a reader asks for them and as its function rewrites that.

    So it is recommended where a function changes addresses (CloudFront developer guide,
    "What you need to know when invalidating paths").
    """
    return tuple(sorted({address for path in paths for address in (href(path), "/" + href(object_key(path)))}))


def forget(cloudfront: Any, distribution: str, addresses: tuple[str, ...], reference: str) -> list[str]:
    """Ask for it; the ids of the requests. A request with the same reference is one with the one before."""
    ids = []
    for start in range(0, len(addresses), MOST):
        items = addresses[start : start + MOST]
        batch = {"Paths": {"Quantity": len(items), "Items": items}, "CallerReference": f"{reference}-{start}"}
        answer = cloudfront.create_invalidation(DistributionId=distribution, InvalidationBatch=batch)
        ids.append(answer["Invalidation"]["Id"])
    return ids
