"""Every kind of page in Chromium: it stands still, says nothing, asks nobody else, and axe finds nothing to say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.watch import Watch
from tests.examiners.conftest import Hosted
from tests.examiners.host import packed

KINDS = {
    "home": "/",
    "post": "/posts/everything/",
    "short post": "/posts/bare/",
    "long post": "/posts/how-to-write-for-it/",
    "long words": "/posts/long-word/",
    "Persian post": "/posts/fa/",
    "Hebrew post": "/posts/he/",
    "Japanese post": "/posts/ja/",
    "page": "/about/",
    "archive": "/archive/",
    "year": "/archive/2026/",
    "tag": "/tags/listening/",
    "author": "/authors/nell-whitcombe/",
    "series": "/series/the-folder/",
    "a tag's year": "/tags/listening/2026/",
    "all tags": "/tags/",
    "all authors": "/authors/",
    "search": "/search/",
    "results by script": "/search/?q=the",
    "results": "/api/search?q=the",
    "no results": "/api/search?q=zzyzx",
    "404": "/nowhere/",
    "410": "/posts/leaving/",
}
LOOKS = [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")]
MOST_BYTES = 14_600  # ten packets of 1,460 bytes, which a server sends before it hears anything (RFC 6928)
MOST_REQUESTS = 4
TEXT_POST = "/posts/held-until-read/"
PRINTED = ("h1", ".deck", ".facts", ".prose", ".footnote", ".credit")
NOT_PRINTED = (".masthead nav", ".skip", ".share", "form", "#recent", ".foot")
LATER = {"/api/views", "/recent.json"}  # asked for by the script, once the page is there

# Since the page began: layout shifts that no input caused (web.dev/articles/cls).
SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 50);
})"""
FOUND_BY_AXE = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary}`))"""


@pytest.fixture(params=["sample_host", "hebrew_host"])
def host(request: pytest.FixtureRequest) -> Hosted:
    """A site from left to right, and one from right to left."""
    host: Hosted = request.getfixturevalue(request.param)
    return host


@pytest.fixture
def page(chromium: Browser, host: Hosted, width: int, scheme: str) -> Iterator[Page]:
    # axe is put into the page, which the policy of the pages forbids.
    context = chromium.new_context(
        base_url=host.url, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(page: Page, host: Hosted, examiner: Path) -> None:
    axe = (examiner / "axe-core" / "axe.min.js").read_text()

    found = {}
    for path in paths_of(host):
        page.goto(path, wait_until="networkidle" if "?" in path else "load")
        page.evaluate(axe)
        found[path] = page.evaluate(FOUND_BY_AXE)

    assert {path: violations for path, violations in found.items() if violations} == {}


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_pages_stand_still_say_nothing_and_ask_nobody_else(
    chromium: Browser, host: Hosted, width: int, scheme: str
) -> None:
    context = chromium.new_context(base_url=host.url, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, watch, asked = context.new_page(), Watch(), []
    watch.start(page)
    page.on("request", lambda request: asked.append(request.url))

    shifts = {}
    for path in paths_of(host):
        page.goto(path)
        watch.rest()
        shifts[path] = page.evaluate(SHIFTS)
    context.close()

    assert {path: shift for path, shift in shifts.items() if shift} == {}
    assert watch.trouble == []
    assert [url for url in asked if not url.startswith(host.url)] == []


def test_a_first_visit_fits_into_the_first_packets(chromium: Browser, sample_host: Hosted) -> None:
    """HTML, style, script and icon as the CDN compresses them, in no more than four requests."""
    context = chromium.new_context(base_url=sample_host.url)
    page, asked = context.new_page(), set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(sample_host.url)))
    page.goto(TEXT_POST)
    asked.add(page.locator("link[rel=icon]").first.get_attribute("href"))  # headless Chromium asks for none
    page.wait_for_load_state("networkidle")
    context.close()

    files = {path: len(packed(sample_host.site.objects[path])) for path in asked - LATER}

    assert len(files) <= MOST_REQUESTS, files
    assert sum(files.values()) <= MOST_BYTES, files


def test_paper_gets_the_text_and_where_its_links_lead(chromium: Browser, sample_host: Hosted) -> None:
    page = chromium.new_page(base_url=sample_host.url)
    page.goto("/posts/everything/")
    page.emulate_media(media="print")

    shown = {selector: page.locator(selector).first.is_visible() for selector in (*PRINTED, *NOT_PRINTED)}
    link = page.locator(".prose a[href^=http]").first.evaluate("each => getComputedStyle(each, '::after').content")
    page.close()

    assert shown == dict.fromkeys(PRINTED, True) | dict.fromkeys(NOT_PRINTED, False)
    assert "attr(href)" in link or "https://example.com/far" in link


def paths_of(host: Hosted) -> list[str]:
    asked = (KINDS["404"], KINDS["results"], KINDS["results by script"], KINDS["no results"])
    return [path for path in KINDS.values() if path in host.site.objects or path in asked]
