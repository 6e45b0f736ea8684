"""The guard: requests that did not come through the CDN, or that another site's page sent."""

from api.problem import NotTheSamePage, NotTheSite
from api.request import Request
from blog.origin import came_through_cdn


def check_came_through_cdn(request: Request, secret: str) -> None:
    """Raises NotTheSite unless the header `x-origin-secret` is the secret, if there is one."""
    if not came_through_cdn(request.headers, secret):
        raise NotTheSite


def check_same_site(request: Request, origin: str) -> None:
    """Raises NotTheSamePage when the browser says that another site's page sent the request.

    `Origin` decides; without it, `Sec-Fetch-Site` (Fetch Metadata, section 2.3); with
    neither it is no browser that could be misled: there is no login to ride on.
    """
    if "origin" in request.headers:
        is_ours = request.headers["origin"].lower() == origin
    else:
        is_ours = request.headers.get("sec-fetch-site", "none").lower() in ("same-origin", "none")
    if not is_ours:
        raise NotTheSamePage
