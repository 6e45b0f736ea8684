"""Pages keep quiet and fit: no message, no failed request, nothing wider than the screen."""

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.watch import Watch

PATHS = (
    "/",
    "/posts/how-to-write-for-it/",
    "/archive/",
    "/tags/pressmark/",
    "/about/",
    "/search/?q=the",
    "/posts/nowhere/",
    "/.dev/receipts/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_says_anything_to_the_console_and_no_request_fails(
    open_page: OpenPage, scheme: str, width: int
) -> None:
    watch = Watch()
    page = open_page("/", watch, color_scheme=scheme, viewport={"width": width, "height": 800})
    watch.rest()

    for path in PATHS:
        page.goto(path)
        watch.rest()

    assert watch.trouble == []


def test_nothing_is_wider_than_a_screen_of_320_pixels(open_page: OpenPage) -> None:
    page = open_page("/", viewport={"width": 320, "height": 640})

    wide = {path: overflow for path in PATHS if page.goto(path) and (overflow := page.evaluate(TOO_WIDE))}

    assert wide == {}


# Elements beyond the screen's edges, but for those inside a box that scrolls or hides, or moved away on purpose.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const held = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const { overflowX, clipPath, position } = getComputedStyle(box);
      if (overflowX !== 'visible' || clipPath !== 'none') return true;
    }
    return false;
  };
  const beyond = [...document.body.querySelectorAll('*')]
    .filter((element) => !element.closest('.skip') && !held(element))
    .filter((element) => {
      const { left, right, width: own } = element.getBoundingClientRect();
      return own && (right > width + 1 || left < -1);
    })
    .map((element) => `${element.tagName} ${element.className}`);
  const page = document.scrollingElement;
  return page.scrollWidth > page.clientWidth ? [`page ${page.scrollWidth}`, ...beyond] : beyond;
}"""
