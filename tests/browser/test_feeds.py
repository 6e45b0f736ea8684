"""A feed that somebody opens in a browser can be read."""

import pytest

from tests.browser.conftest import OpenPage

# What can be seen: XML has no innerText.
SELECTED = "getSelection().selectAllChildren(document.documentElement), getSelection().toString()"


@pytest.mark.parametrize("path", ["/feed.xml", "/rss.xml", "/tags/pressmark/feed.xml"])
def test_a_feed_in_a_browser_says_what_it_is(open_page: OpenPage, path: str) -> None:
    shown = open_page(path).evaluate(SELECTED)

    assert "This is a feed." in shown
    assert "Two Rooms" in shown
    assert "<title>" not in shown
    assert "urn:uuid" not in shown
