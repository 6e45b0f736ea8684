"""Feeds: which posts they have, and that independent readers understand all three kinds."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from blog import keys
from blog.item import to_item
from blog.paths import feed_of
from blog.post import Author, Card, Tag
from blog.record import rows
from blog.settings import Settings
from blog.table import Put
from publisher.content import Content, VersionGone
from publisher.feeds import FEED_ENTRIES, LONGEST_TEXTS, describe_feed
from publisher.library import Library
from publisher.machine_pages import Entry, Feed, JsonFeed, RssFeed
from publisher.pages import GonePage, Site
from publisher.theme import Theme, folders
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_post, make_record

SITE = Site(Settings(title="Two Rooms"), "https://blog.example")
THEME = Theme(folders()[0])
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FILES = {"feed.xml": Feed, "rss.xml": RssFeed, "feed.json": JsonFeed}
XML = ["feed.xml", "rss.xml"]


class Texts(Content):
    """Every text of every version is the same, but for one that is `gone`."""

    def __init__(self, body: str, gone: str = "") -> None:
        self._body = body
        self._gone = gone

    def version(self, key: str, version: str) -> bytes:
        if version == self._gone:
            raise VersionGone(key, version)
        return f"---\ntitle: T\n---\n{self._body}\n".encode()


def library(count: int, body: str = "[Rain](/posts/rain/) falls.", gone: str = "", **more: Any) -> Library:
    """A blog of posts about tea, the newest of 23 November 2026, and a draft after it."""
    table = FakeTable()
    drafts = [make_record(make_post("Draft", ("Tea",), date=NOON), id="d" * 16, live="")]
    posts = [
        make_record(
            make_post(f"Post {number}", ("Tea",), slug=f"p{number}", date=NOON - timedelta(days=number), **more),
            id=f"{number:016x}",
            version=f"v{number}",
        )
        for number in range(count)
    ]
    for record in drafts + posts:
        table.put(Put(keys.record(record.id), to_item(record)))
        for key, row in rows(record).items():
            table.put(Put(key, row))
    return Library(table, Texts(body, gone))


def feed(path: str, there: Library) -> Feed:
    found = describe_feed(SITE, path, there)
    assert isinstance(found, Feed)
    return found


def parsed(page: Feed) -> Any:
    found = feedparser.parse(THEME.render(page), response_headers={"content-type": page.content_type})
    assert not found.bozo, found.get("bozo_exception")
    return found


def make_feed(kind: type[Feed], title: str = "Rain", text: str = "<p>It rained.</p>", **more: Any) -> Feed:
    path = next(f"/{name}" for name, each in FILES.items() if each is kind)
    card = Card("1", title, "/posts/rain/", NOON, **more)
    return kind(SITE, path, (Entry(card, Markup(text), "urn:uuid:1"),), NOON)


@pytest.mark.parametrize("name", FILES)
def test_the_site_and_its_terms_have_feeds_of_every_kind(name: str) -> None:
    there = library(FEED_ENTRIES + 1, authors=("Ada",), series="Rain")

    for folder in ("/", "/tags/tea/", "/authors/ada/", "/series/rain/"):
        found = feed(folder + name, there)
        assert type(found) is FILES[name]
        assert [entry.card.title for entry in found.entries] == [f"Post {number}" for number in range(FEED_ENTRIES)]
        assert (found.of, found.updated) == (folder, NOON)


def test_a_feed_is_named_after_its_term_and_the_site() -> None:
    assert feed("/rss.xml", library(1)).title == "Two Rooms"
    assert feed("/tags/tea/rss.xml", library(1)).title == "Tea · Two Rooms"


def test_a_term_without_posts_has_no_feed_but_the_site_has() -> None:
    assert isinstance(describe_feed(SITE, "/tags/rain/feed.xml", library(1)), GonePage)
    assert feed("/rss.xml", library(0)).entries == ()


def test_texts_have_absolute_links() -> None:
    assert 'href="https://blog.example/posts/rain/"' in feed("/feed.json", library(1)).entries[0].body


def test_a_text_that_is_gone_leaves_its_summary_and_the_others() -> None:
    there = library(2, "Whole.", gone="v0", excerpt="In short.")

    assert [str(entry.body) for entry in feed("/rss.xml", there).entries] == ["<p>In short.</p>", "<p>Whole.</p>"]


def test_texts_that_are_too_long_together_leave_their_summaries() -> None:
    bodies = [entry.body for entry in feed("/rss.xml", library(4, "word " * (LONGEST_TEXTS // 12), deck="D")).entries]

    assert sum(map(len, bodies)) <= LONGEST_TEXTS + 40
    assert [body == "<p>D</p>" for body in bodies] == [False, False, True, True]


@pytest.mark.parametrize("name", XML)
def test_another_reader_understands_the_feed(name: str) -> None:
    found = parsed(feed(f"/tags/tea/{name}", library(2, deck="A < b", author="Ada", updated=NOON)))

    assert found.version == {"feed.xml": "atom10", "rss.xml": "rss20"}[name]
    assert found.feed.title == "Tea · Two Rooms"
    assert found.feed.link == "https://blog.example/tags/tea/"
    links = {link.href for link in found.feed.links if link.rel == "self"}
    assert links == {f"https://blog.example/tags/tea/{name}"}
    first = found.entries[0]
    assert (first.title, first.link) == ("Post 0", "https://blog.example/posts/p0/")
    assert first.id.startswith("urn:uuid:")
    assert first.published_parsed[:5] == (2026, 11, 23, 12, 0)
    assert first.author == "Ada"
    assert {tag.label or tag.term for tag in first.tags} == {"Tea"}
    assert '<a href="https://blog.example/posts/rain/">Rain</a> falls.' in first.content[0].value


def test_json_feed_has_what_its_version_asks_for() -> None:
    there = library(2, deck="A < b", author="Ada", authors=("Ada",), image="/media/a.jpg", updated=NOON, language="he")
    page = feed("/tags/tea/feed.json", there)

    found = json.loads(THEME.render(page))

    assert page.content_type.startswith("application/feed+json")
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"] == "Tea · Two Rooms"
    assert found["home_page_url"] == "https://blog.example/tags/tea/"
    assert found["feed_url"] == "https://blog.example/tags/tea/feed.json"
    first = found["items"][0]
    assert first["id"].startswith("urn:uuid:")
    assert first["url"] == "https://blog.example/posts/p0/"
    assert first["image"] == "https://blog.example/media/a.jpg"
    assert first["date_published"] == first["date_modified"] == "2026-11-23T12:00:00+00:00"
    assert first["authors"] == [{"name": "Ada", "url": "https://blog.example/authors/ada/"}]
    assert (first["tags"], first["language"], first["summary"]) == (["Tea"], "he", "A < b")
    assert "https://blog.example/posts/rain/" in first["content_html"]


def test_an_entry_keeps_its_id_in_every_kind() -> None:
    assert parsed(make_feed(Feed)).entries[0].id == "urn:uuid:1"
    rss = parsed(make_feed(RssFeed)).entries[0]
    assert (rss.id, rss.guidislink) == ("urn:uuid:1", False)
    assert json.loads(THEME.render(make_feed(JsonFeed)))["items"][0]["id"] == "urn:uuid:1"


def test_a_plain_summary_is_escaped_as_rss_readers_take_it_for_html() -> None:
    assert parsed(make_feed(RssFeed, summary="a < b & <i>")).entries[0].summary == "a &lt; b &amp; &lt;i&gt;"


@pytest.mark.parametrize("kind", FILES.values())
def test_an_empty_feed_is_still_a_feed(kind: type[Feed]) -> None:
    data = THEME.render(kind(SITE, "/feed"))

    assert json.loads(data)["items"] == [] if kind is JsonFeed else parsed(kind(SITE, "/feed")).feed.title


ODD = st.text(st.characters() | st.sampled_from('<>&"\x00\x0b\ud800\ufffe]]>'), max_size=20)


@settings(max_examples=100, deadline=None)
@given(title=ODD, summary=ODD, name=ODD)
def test_whatever_a_post_is_called_every_kind_is_well_formed(title: str, summary: str, name: str) -> None:
    more = {"summary": summary, "author": name, "tags": (Tag(name),), "authors": (Author(name),)}
    for kind in (Feed, RssFeed):
        assert len(list(ET.fromstring(THEME.render(make_feed(kind, title, title, **more))))) > 0
    found = json.loads(THEME.render(make_feed(JsonFeed, title, title, **more)))["items"][0]
    assert found["title"] == title.encode(errors="ignore").decode().replace("\ufffe", "")


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("/feed.xml", "/"),
        ("/rss.xml", "/"),
        ("/tags/שלום/feed.json", "/tags/שלום/"),
        ("/authors/ada/rss.xml", "/authors/ada/"),
        ("/tags/feed.xml", None),
        ("/tags/tea/2026/feed.xml", None),
        ("/archive/feed.xml", None),
        ("/posts/tea/rss.xml", None),
        ("/tags/tea/feedxxml", None),
        ("/tags/tea/feed.xml\n", None),
    ],
)
def test_a_feed_is_known_by_its_path(path: str, of: str | None) -> None:
    assert feed_of(path) == of
