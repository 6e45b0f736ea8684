"""The types under which the site is stored; what writing does is in `contract/test_site_bucket.py`."""

import pytest

from publisher.site_bucket import stored_type


@pytest.mark.parametrize(
    ("content_type", "stored"),
    [
        ("application/atom+xml; charset=utf-8", "application/xml; charset=utf-8"),
        ("application/feed+json", "application/json"),
        ("application/manifest+json; charset=utf-8", "application/json; charset=utf-8"),
        ("application/opensearchdescription+xml", "application/xml"),
    ],
)
def test_what_the_cdn_would_not_compress_is_stored_as_what_it_compresses(content_type, stored):
    assert stored_type(content_type) == stored


@pytest.mark.parametrize(
    "content_type",
    ["text/html; charset=utf-8", "application/rss+xml", "application/xml", "image/svg+xml", "font/woff2", "image/png"],
)
def test_all_else_is_stored_as_what_it_is(content_type):
    assert stored_type(content_type) == content_type
