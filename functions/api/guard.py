"""The guard: requests that did not come through the CDN, or that another site's page sent."""

from api.desk import origin
from api.problem import NotTheSamePage, NotTheSite
from api.request import Request
from blog.origin import came_through_cdn


def check_came_through_cdn(request: Request, secret: str) -> None:
    """Raises NotTheSite unless the header `x-origin-secret` is the secret, if there is one."""
    if not came_through_cdn(request.headers, secret):
        raise NotTheSite


def check_same_site(request: Request, ours: str) -> None:
    """Raises NotTheSamePage unless the browser says that a page of this site sent the request.

    `Origin` decides, which browsers send with every form; without it `Sec-Fetch-Site` (Fetch
    Metadata, section 2.3), and without that the origin of `Referer`, which text browsers send.
    Who says nothing is refused: another site's page can have an old browser say nothing.
    """
    headers = request.headers
    if "origin" in headers:
        is_ours = headers["origin"].lower() == ours
    elif "sec-fetch-site" in headers:
        is_ours = headers["sec-fetch-site"].lower() == "same-origin"
    else:
        is_ours = _origin_of(headers.get("referer", "")) == ours
    if not is_ours:
        raise NotTheSamePage


def _origin_of(untrusted_url: str) -> str:
    try:
        return origin(untrusted_url)
    except ValueError:  # half an IPv6 address
        return ""
