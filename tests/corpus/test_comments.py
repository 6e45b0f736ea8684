"""Public cross-site-scripting strings in every field of a comment, on every way that it takes to a reader's eyes."""

import re
from collections import Counter
from datetime import UTC, datetime

import html5lib
import pytest

from api.comment_form import CommentForm
from api.form_page import own_page, preview_page, reply_page
from blog.comment import Comment, Draft
from blog.comment_html import ATTRIBUTES, TAGS, comment_html
from blog.paths import MISSING
from blog.words import Words
from publisher.comment_pages import CommentEntry, CommentFeed
from publisher.pages import MissingPage
from publisher.theme import Theme, folders
from publisher.thread import alone, threads
from tests.corpus.test_sanitised import payloads
from tests.unit.publisher.test_theme import SITE, make_page, with_comments

THEME = Theme(folders()[0])
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OF_API = {
    "html",
    "head",
    "meta",
    "title",
    "body",
    "main",
    "header",
    "h1",
    "form",
    "input",
    "label",
    "textarea",
    "button",
    "bdi",
}
SHAPES = ("{}", "[{}]({}) <{}> `{}` *{}*", '```{}\n{}\n```\n\n- {}\n\n[a]({} "{}")')


def strange(html: str) -> list[str]:
    """What a second parser finds in a comment's text that is on neither of its lists, or leads to no other site."""
    found = []
    for each in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if each.tag not in TAGS | {"DOCUMENT_FRAGMENT"}:
            found.append(f"<{each.tag}>")
        found += [f"{each.tag} {name}" for name in each.attrib if name not in ATTRIBUTES.get(each.tag, set()) | {"rel"}]
        if not re.match("https?://[^/]", each.attrib.get("href", "https://a")):
            found.append(each.attrib["href"])
    return found


def drafts(payload: str) -> Draft:
    return Draft.of({"name": payload, "website": payload, "text": payload, "parent": payload})


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_but_what_the_lists_name_is_in_a_text(shape: str) -> None:
    survived = []
    for payload in payloads():
        html = comment_html(Draft.of({"text": shape.replace("{}", payload)}).text)
        survived += [(payload, each) for each in strange(html)]

    assert survived == []


def test_no_payload_in_any_field_is_more_than_text_on_a_page_or_in_a_feed() -> None:
    said = [of(payload, number) for number, payload in enumerate(payloads()) if payload.strip()]
    clean = [each for number, each in enumerate(said) if number % 40 == 0]  # a page for every forty
    for number, _ in enumerate(clean):
        chunk = said[number * 40 : number * 40 + 40]
        page = THEME.render(with_comments(make_page(is_open=True), *chunk)).decode()
        ours = THEME.render(with_comments(make_page(is_open=True), *map(tame, chunk))).decode()
        assert structure(page) == structure(ours)
        entries = tuple(CommentEntry(alone(each), each.name, "", "https://blog.example/", "urn:x") for each in chunk)
        feed = THEME.render(CommentFeed(SITE, "/comments.xml", entries=entries)).decode()
        assert feed.count("<entry") == len(chunk)


def structure(html: str) -> list[str]:
    """The elements outside of the comments' own texts, and all names of attributes."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    for each in document.iter("div"):
        if each.attrib.get("class") == "said":
            for child in list(each):
                each.remove(child)
    return [f"{each.tag} {sorted(map(str, each.attrib))}" for each in document.iter()]


def of(payload: str, number: int) -> Comment:
    draft = drafts(payload)
    website = draft.website if not draft.errors(Words()) else ""
    return Comment(f"{number:024x}", "1", draft.name or "x", draft.text, NOON, website, draft.parent)


def tame(comment: Comment) -> Comment:
    website = "https://ada.example" if comment.website else ""
    return Comment(comment.id, "1", "Ada", "Tea.", NOON, website, comment.parent)


def tags(html: str) -> Counter[str]:
    return Counter(str(each.tag) for each in html5lib.parse(html, namespaceHTMLElements=False).iter())


def test_no_payload_is_more_than_text_on_a_page_of_the_api() -> None:
    site = THEME.render(MissingPage(SITE, MISSING)).decode()
    for number, payload in enumerate(payloads()):
        frame = site if number % 2 else ""
        draft = drafts(payload)
        form = CommentForm(draft, payload, payload, "/posts/tea/", Words(), {"id": payload, "key": payload})
        html = comment_html(draft.text)
        page = (
            own_page(frame, form, html, payload, payload),
            preview_page(frame, form, html),
            reply_page(frame, form, payload, html),
        )[number % 3]
        found = list(html5lib.parse(page, namespaceHTMLElements=False).iter())
        more = tags(page) - tags(frame)
        assert more.keys() <= OF_API | TAGS
        assert not [name for each in found for name in each.attrib if str(name).startswith("on")]


def test_the_checks_see_what_is_strange() -> None:
    assert strange("<p onclick=x>") == ["p onclick"]
    assert strange("<img src=x>")
    assert strange("<a href='java\nscript:x'>x</a>")
    assert structure("<p>a") != structure("<p>a<b>c")
    assert threads([of("<b>x</b>", 1)])[0].text == "<p>&lt;b&gt;x&lt;/b&gt;</p>"
