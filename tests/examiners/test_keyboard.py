"""A reader without a mouse: whatever can be done here can be done with Tab, Enter and letters."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.examiners.conftest import Hosted

MOST_TABS = 40
# Where the focus is, and whether it can be seen: an outline on what has it.
FOCUS = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until it has the focus; the focus can be seen all the way."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS), page.evaluate("document.activeElement.outerHTML")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"no Tab leads to {selector}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_with_a_keyboard_skips_reads_wanders_and_comments(
    chromium: Browser, sample_host: Hosted, scheme: str
) -> None:
    context = chromium.new_context(base_url=sample_host.url, color_scheme=scheme)
    page = context.new_page()
    page.goto("/posts/bare/")

    tab_to(page, ".skip a")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    tab_to(page, "#name")
    page.keyboard.type("Noor")
    tab_to(page, "#text")
    page.keyboard.type("A remark without a mouse.")
    tab_to(page, "form button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Thank you.")

    page.goto("/posts/bare/")
    tab_to(page, ".masthead nav a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{sample_host.url}/archive/")
    context.close()
