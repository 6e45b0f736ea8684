"""Every page in every language: no English is left, names and titles are kept apart, counts and dates are right."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from blog.comment import Comment
from blog.post import Author, Credit, Series, Tag
from blog.settings import Link, Settings
from publisher.machine_pages import Feed
from publisher.pages import (
    GonePage,
    Group,
    HomePage,
    IndexPage,
    ListPage,
    MissingPage,
    Named,
    Page,
    PostPage,
    PreviewPage,
    SearchPage,
    Site,
    StandingPage,
)
from tests.unit.publisher.test_theme import THEME, html_of, make_card, make_comment, make_post, text_of, with_comments

# What an author might write; its letters are none of English.
TEXTS = {"he": "גשם", "fa": "باران", "ja": "雨の音", "zh-Hans": "雨声"}
KINDS = (Tag, Author, Series)
HEARD = {
    "alt",
    "aria-label",
    "content",
    *(f"data-{name}" for name in ("failed", "offline", "replying", "alone", "own")),
}


def site(language: str, **more) -> Site:
    text = TEXTS.get(language, "Regen")
    return Site(
        Settings(title=text, tagline=text, language=language, footer=text, share=("email",), **more),
        "https://blog.example",
    )


def conversation(comment: Comment) -> list[Comment]:
    """Five that reply one to the other, the first to what is not there, and the last was changed."""
    chain = [replace(comment, id=f"{number:024x}", parent=f"{number - 1:024x}") for number in range(1, 6)]
    return [*chain[:-1], replace(chain[-1], edited=comment.at)]


def every_page(language: str) -> list[Page]:
    here, text = site(language), TEXTS.get(language, "Regen")
    card = make_card(title=text, summary=text, author=text, minutes=3)
    comment = make_comment(name=text, text=text)
    post = make_post(title=text, tags=(Tag(text),), author=text, credit=Credit(text), deck=text, words=2000)
    post = replace(post, authors=(text, text + text), series=text)
    page = PostPage(
        here,
        "/a/",
        "1",
        post,
        Markup("<p>{}</p>").format(text),
        views=1200,
        recent=(card,),
        newer=card,
        related=(card,),
    )
    groups = (Group(text, (card,)),)
    return [
        with_comments(replace(page, is_open=True, older=card), *conversation(comment)),
        with_comments(page, comment),
        page,
        StandingPage(here, "/b/", post, Markup("<p>{}</p>").format(text)),
        HomePage(here, "/"),
        HomePage(here, "/", (card, card, card), more=True),
        ListPage(here, "/archive/"),
        ListPage(here, "/archive/", groups=groups, more=card, parts=(Link(text, "/archive/2026/"),)),
        ListPage(here, "/archive/2026/", period=text, groups=groups, more=card, trail=(Link(text, "/archive/"),)),
        *(ListPage(here, "/x/", term=kind(text), period=text, groups=groups) for kind in KINDS),
        ListPage(here, "/archive/", indexes=(Link(text, "/tags/"),)),
        *(IndexPage(here, "/x/", kind.kind, (Named(kind(text), 7), Named(kind(text), 9, more=True))) for kind in KINDS),
        SearchPage(here, "/search/"),
        MissingPage(here, "/404.html", (card,)),
        GonePage(here, "/c/"),
        GonePage(here, "/c/", text),
        PreviewPage(here, "/d/", "1", post, Markup("<p>{}</p>").format(text)),
        Feed(here, "/feed.xml"),
    ]


class Heard(HTMLParser):
    """All that is read to a person: texts and the attributes that speak."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        spoken = HEARD if tag != "meta" or given.get("name") == "description" or "title" in str(given) else {}
        self.texts += [given[name] or "" for name in spoken if name in given]

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("language", TEXTS)
def test_no_page_has_a_word_of_english_left(language):
    for page in every_page(language):
        html = re.sub("(?s)<(id|updated|script)\\b.*?</", "</", html_of(page))
        english = [text for text in Heard(html).texts if re.search("[A-Za-z]{2}", text)]
        assert english == [], page.path


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "By Ada · 23 November 2026 · 9 min read 1 comment · 1,200 views"),
        ("de", "Von Ada · 23. November 2026 · 9 Min. Lesezeit 1 Kommentar · 1.200 Aufrufe"),
        ("he", "מאת Ada · 23 בנובמבר 2026 · 9 דקות קריאה תגובה אחת · 1,200 צפיות"),
        ("fa", "نوشتهٔ Ada – ۲۳ نوامبر ۲۰۲۶ – ۹ دقیقه مطالعه ۱ دیدگاه – ۱٬۲۰۰ بازدید"),
        ("ja", "文：Ada · 2026年11月23日 · 約9分で読めます コメント1件 · 閲覧1,200回"),
        ("zh-Hans", "作者：Ada · 2026年11月23日 · 阅读约 9 分钟 1 条评论 · 1,200 次阅读"),
    ],
)
def test_the_facts_of_a_post_are_in_its_language(language, said):
    page = every_page("en")[0]
    post = replace(page.post, language=language, author="Ada", authors=("Ada",), series="", credit=None)

    html = html_of(replace(page, post=post, threads=page.threads[:1], comment_count=1))

    assert said in text_of(html)
    assert "<bdi>Ada</bdi>" in html


def test_a_region_is_kept_for_the_browser_and_served_by_its_language():
    page = every_page("en")[0]

    html = html_of(replace(page, post=replace(page.post, language="de-AT")))

    assert '<html lang="de-AT" dir="ltr">' in html
    assert "Kommentar senden" in html
    assert 'data-words="de"' in html


def test_a_post_without_words_of_its_own_is_framed_in_the_site_s_language():
    page = every_page("de")[0]

    html = html_of(replace(page, post=replace(page.post, language="sv")))

    assert '<html lang="de" dir="ltr">' in html
    assert re.search('<article[^>]* lang="sv" dir="ltr">', html)
    assert "Kommentar senden" in html


def test_what_people_put_into_a_message_is_escaped():
    nasty = '"><script>'
    page = every_page("de")[0]
    post = replace(page.post, author=nasty, authors=(nasty,), credit=Credit(nasty, "https://b.example"))
    older = make_card(title=nasty)

    post_html = html_of(replace(page, post=post))
    list_html = html_of(ListPage(site("he"), "/tags/x/", term=Tag(nasty), period=nasty, more=older))

    assert "<script>" not in post_html + list_html
    assert 'Von <a href="/authors/script/" rel="author"><bdi>&#34;&gt;&lt;script&gt;</bdi></a>' in post_html


def test_the_feed_says_what_it_is_in_the_site_s_language():
    assert "Das ist ein Feed." in THEME.render(Feed(site("de"), "/feed.xml")).decode()
