"""Public cross-site-scripting strings through every way by which a comment is written, up to a real browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Route

from blog.comment import Comment
from blog.comment_html import comment_html
from publisher.thread import threads
from tests.browser.conftest import chromium
from tests.corpus.test_comments import THEME, strange, structure, tame
from tests.corpus.test_sanitised import payloads
from tests.corpus.write_paths import WAYS, Way
from tests.unit.publisher.test_theme import make_page, with_comments

__all__ = ["chromium"]

PAGE = "https://blog.example/posts/tea/"
ON_A_PAGE = 400
FEWEST = 0.9  # of the strings that must come through each way: others are empty, or too long for a comment
# What a visitor may do; that a link is followed is left out, since it would lead away.
EVENTS = """() => {
  for (const each of document.querySelectorAll('.comment *'))
    for (const name of ['mouseover', 'mouseenter', 'focus', 'pointerdown', 'input', 'toggle', 'animationstart', 'load'])
      each.dispatchEvent(new Event(name, {bubbles: true}));
}"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[Way, list[Comment]]:
    texts = payloads()
    return {way: way(texts, tmp_path_factory.mktemp("export")) for way in WAYS}


def different(kept: dict[Way, list[Comment]]) -> list[Comment]:
    """Of comments that look the same, one, whichever way it came."""
    found = {(each.name, each.text, each.website): each for comments in kept.values() for each in comments}
    return [replace(each, id=f"{number:024x}") for number, each in enumerate(found.values())]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_way_lets_nearly_every_string_through_as_a_comment(kept: dict[Way, list[Comment]], way: Way) -> None:
    assert len(kept[way]) > FEWEST * len(payloads())


def test_nothing_but_what_the_lists_name_is_in_a_text(kept: dict[Way, list[Comment]]) -> None:
    texts = {each.text for each in different(kept)}

    assert [(text, found) for text in texts if (found := strange(comment_html(text)))] == []


def test_no_field_is_more_than_text_on_a_page(kept: dict[Way, list[Comment]]) -> None:
    for comments in pages(different(kept)):
        assert structure(html(comments)) == structure(
            html([replace(tame(each), edited=each.edited, amended=each.amended) for each in comments])
        )


def test_no_string_opens_a_dialog_or_asks_another_site_for_anything(
    kept: dict[Way, list[Comment]], chromium: Browser
) -> None:
    opened: list[str] = []
    with visited(chromium, opened) as visit:
        for comments in pages(different(kept)):
            visit(html(comments))

        assert opened == []
        visit("<div class=comment>" + "".join(f"<div>{each}</div>" for each in payloads() if "onerror" in each))
        assert opened, "without cleaning they do"


def pages(comments: list[Comment]) -> Iterator[list[Comment]]:
    return (comments[start : start + ON_A_PAGE] for start in range(0, len(comments), ON_A_PAGE))


def html(comments: list[Comment]) -> str:
    assert all(not each.replies for each in threads(comments))
    return THEME.render(with_comments(make_page(is_open=True), *comments)).decode()


@contextmanager
def visited(chromium: Browser, opened: list[str]) -> Iterator[Callable[[str], None]]:
    """A function that has a browser show a page, without the site's own policy of what may run.

    What dialogs say that open, and what is asked of other sites, is added to the list.
    """
    context = chromium.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    body: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == PAGE:
            route.fulfill(body=body[-1], content_type="text/html; charset=utf-8")
        else:
            if not route.request.url.startswith("https://blog.example/"):
                opened.append(route.request.url)
            route.abort()

    def visit(text: str) -> None:
        body.append(text)
        page.goto(PAGE, wait_until="load")
        page.evaluate(EVENTS)

    page.route("**/*", answer)
    yield visit
    context.close()
