"""The theme: pages as bytes. What they look like is for the browser tests."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256, sha384
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markupsafe import Markup

from blog.comment import Comment
from blog.picture import Copy, Picture
from blog.post import MOST_TERMS, Author, Card, Credit, Kind, Post, Series, Tag
from blog.settings import Link, Settings, Typeface
from publisher.accent import hue
from publisher.machine_pages import Entry, Feed, Location, Manifest, Recent, Robots, Sitemap
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
from publisher.theme import Theme
from publisher.theme_error import ThemeError
from publisher.thread import threads
from publisher.translation import Translation
from publisher.wording import day, initial

TEMPLATES = Path(__file__).parents[3] / "site_templates"
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = Site(Settings(title="Two Rooms"), "https://blog.example")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED_FILES = ("feed.xml", "rss.xml", "feed.json")
FEED_TYPES = ["application/atom+xml", "application/rss+xml", "application/feed+json"]
THEME = Theme(TEMPLATES)


def make_post(**changes) -> Post:
    return replace(Post(Kind.POST, "tea", "Tea & rain", NOON, tags=(Tag("Tea"),)), **changes)


def make_card(**changes) -> Card:
    return replace(Card("posts/rain.md", "Rain", "/posts/rain/", NOON, summary="It rained."), **changes)


def make_comment(**changes) -> Comment:
    return replace(Comment("01H", "posts/tea.md", "Noor", "Thank you.", NOON), **changes)


def make_page(site: Site = SITE, *, comments: tuple[Comment, ...] = (), **changes) -> PostPage:
    page = PostPage(site, "/posts/tea/", id="posts/tea.md", post=make_post(), body=Markup("<p>Hot.</p>"), is_open=True)
    return with_comments(replace(page, **changes), *comments)


def with_comments(page: PostPage, *comments: Comment) -> PostPage:
    return replace(page, threads=threads(comments), comment_count=len(comments))


def make_preview(post: Post, site: Site = SITE) -> PreviewPage:
    return PreviewPage(site, "/preview/0f/", id="1", post=post, body=Markup("<p>Hot.</p>"))


def with_settings(**changes) -> Site:
    return replace(SITE, settings=replace(SITE.settings, **changes))


EVERY_PAGE: list[Page] = [
    make_page(
        post=make_post(deck="D", author="Ada", credit=Credit("Book", "https://b.example"), image="/media/a.jpg"),
        comments=(make_comment(),),
        recent=(make_card(),),
        newer=make_card(),
        older=make_card(),
    ),
    make_page(),
    StandingPage(SITE, "/about/", make_post(kind=Kind.PAGE), Markup("<p>Us.</p>")),
    HomePage(SITE, "/"),
    HomePage(SITE, "/", (make_card(image="/media/a.jpg"), make_card(image="/media/b.jpg")), more=True),
    ListPage(
        SITE,
        "/archive/",
        groups=(Group("November 2026", (make_card(),)),),
        more=make_card(),
        parts=(Link("2026", "/archive/2026/"),),
    ),
    ListPage(
        SITE,
        "/tags/tea/2026/",
        term=Tag("Tea"),
        period="2026",
        trail=(Link("Tags", "/tags/"), Link("Tea", "/tags/tea/")),
    ),
    ListPage(SITE, "/authors/ada/", term=Author("Ada")),
    ListPage(SITE, "/series/rain/", term=Series("Rain")),
    SearchPage(SITE, "/search/"),
    MissingPage(SITE, "/404.html", (make_card(),)),
    GonePage(SITE, "/posts/old/"),
    GonePage(SITE, "/posts/tea/", "Tea & rain"),
    make_preview(make_post(image="/media/a.jpg", author="Ada")),
    make_preview(make_post(kind=Kind.PAGE)),
]


def html_of(page: Page) -> str:
    return THEME.render(page).decode()


def text_of(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", "", html).split())


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.path)
def test_every_page_has_landmarks_a_title_and_the_feed_and_nothing_inline(page):
    html = html_of(page)

    assert html.endswith("</html>\n")
    assert '<a href="#main">Skip' in html
    assert 'id="top" aria-label="Top of page"' in html
    assert 'id="bottom" aria-label="Bottom of page"' in html
    assert 'rel="alternate" type="application/atom+xml"' in html
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", html)


@pytest.mark.parametrize("page", EVERY_PAGE[:-5], ids=lambda page: page.path)
def test_a_page_that_is_there_names_its_own_address(page):
    html = html_of(page)

    assert f'<link rel="canonical" href="https://blog.example{page.path}">' in html
    assert "noindex" not in html


@pytest.mark.parametrize("kind", Kind)
def test_a_preview_says_so_and_has_no_form_no_count_and_not_its_own_address(kind):
    html = html_of(make_preview(make_post(kind=kind)))

    assert "This is a preview" in text_of(html)
    assert "<h1>Tea &amp; rain</h1>" in html
    assert "<p>Hot.</p>" in html
    for no in ("<form", 'id="comments"', "data-views", "/api/", "/preview/"):
        assert no not in html, no


def test_a_tombstone_names_what_stood_there_and_its_language():
    html = html_of(GonePage(SITE, "/posts/tea/", "Tee & <Regen>", "de"))

    assert "<title>“Tee &amp; &lt;Regen&gt;” is no longer here · Two Rooms</title>" in html
    assert '<h1>“<bdi lang="de" dir="ltr">Tee &amp; &lt;Regen&gt;</bdi>” is no longer here</h1>' in html
    assert "<h1>This page was taken back</h1>" in html_of(GonePage(SITE, "/tags/tea/"))


@pytest.mark.parametrize("page", EVERY_PAGE[-5:], ids=lambda page: page.path)
def test_a_page_that_is_not_there_or_not_published_is_not_indexed(page):
    html = html_of(page)

    assert 'content="noindex"' in html
    assert "canonical" not in html


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.path)
def test_the_same_page_gives_the_same_bytes_from_another_theme(page):
    assert Theme(TEMPLATES).render(page) == THEME.render(page)


@pytest.mark.parametrize(
    ("views", "comments", "said"),
    [(0, 0, "0 comments · 0 views"), (1, 1, "1 comment · 1 view"), (1200, 2, "2 comments · 1,200 views")],
)
def test_counts_have_the_right_plural(views, comments, said):
    page = make_page(views=views, comments=(make_comment(),) * comments)

    assert said in text_of(html_of(page))


def test_views_switched_off_leave_no_trace():
    html = html_of(make_page(with_settings(views=False), views=11))

    assert "views" not in html
    assert "<noscript>" not in html


def test_a_conversation_that_never_began_leaves_no_trace_where_it_is_closed():
    html = html_of(make_page(is_open=False))

    assert "comment" not in html
    assert "<textarea" not in html


def test_a_closed_conversation_can_be_read_but_not_continued():
    html = html_of(make_page(is_open=False, comments=(make_comment(),)))

    assert "Thank you." in html
    assert "Comments are closed." in html
    assert "<textarea" not in html
    assert "/api/comments" not in html


def test_replies_stand_below_what_they_reply_to_and_everybody_can_be_replied_to():
    said = [make_comment(id=f"{number:024x}", parent=f"{number - 1:024x}", name=f"N{number}") for number in range(1, 6)]
    html = html_of(make_page(comments=tuple(said)))

    assert html.count("<ol>") == 3
    assert re.findall(r'In reply to <a href="#comment-(\w+)"><bdi>(\w+)</bdi>', html) == [
        (said[2].id, "N3"),
        (said[3].id, "N4"),
    ]
    assert "In reply to a comment that is not here." in html  # the first one's
    for comment in said:
        assert f'<div class="comment" id="comment-{comment.id}"' in html
        assert f'href="/api/comments/reply?post=posts/tea.md&amp;to={comment.id}" rel="nofollow"' in html


def test_a_writer_s_website_is_linked_without_a_recommendation():
    html = html_of(make_page(comments=(make_comment(website="https://ada.example/?a=1&b=2"),)))

    assert '<a href="https://ada.example/?a=1&amp;b=2" rel="nofollow ugc noopener"><bdi>Noor</bdi></a>' in html


def test_an_address_is_asked_for_only_where_letters_about_replies_are_written():
    form = html_of(make_page(with_settings(reply_letters=True), comments=(make_comment(correspondent="d" * 32),)))

    assert 'name="email" type="email"' in form
    assert 'type="checkbox" name="tell"' in form
    assert "d" * 32 not in form
    assert 'name="email"' not in html_of(make_page())


def test_an_avatar_is_a_letter_in_a_colour_of_the_style_sheet():
    html = html_of(make_page(comments=(make_comment(),)))

    hue = re.search(r'<span class="avatar" data-hue="(\d+)" aria-hidden="true">N</span>', html)
    assert hue
    assert f'[data-hue="{hue[1]}"]' in (TEMPLATES / "static/style.css").read_text()


def test_a_changed_comment_says_so():
    assert "<span>changed</span>" in html_of(make_page(comments=(make_comment(edited=NOON),)))
    assert "<span>changed by the owner</span>" in html_of(make_page(comments=(make_comment(amended=NOON),)))
    assert "changed" not in text_of(html_of(make_page(comments=(make_comment(),))))


def test_lists_count_comments_where_there_are_any():
    card = make_card(comments=2)
    pages = (HomePage(SITE, "/", (card, card)), ListPage(SITE, "/archive/", groups=(Group("November 2026", (card,)),)))

    for page, times in zip(pages, (2, 1), strict=True):
        assert html_of(page).count('<a class="talked" href="/posts/rain/#comments">2 comments</a>') == times
    assert "comments" not in html_of(ListPage(SITE, "/archive/", groups=(Group("November 2026", (make_card(),)),)))


def test_a_post_names_the_feed_of_its_comments_once_there_is_one():
    link = 'type="application/atom+xml" title="Comments on “Tea &amp; rain”" href="/posts/tea/comments.xml">'

    assert f'<link rel="alternate" {link}' in html_of(make_page(comments=(make_comment(),)))
    assert "comments.xml" not in html_of(make_page())
    assert 'title="Comments · Two Rooms" href="/comments.xml">' in html_of(HomePage(SITE, "/"))


def test_the_form_works_without_a_script():
    html = html_of(make_page())

    assert '<form method="post" action="/api/comments"' in html
    assert '<input type="hidden" name="post" value="posts/tea.md">' in html
    assert re.search(r'name="name" required maxlength="80"', html)
    assert re.search(r'name="text" required maxlength="4000"', html)
    assert 'name="homepage"' in html
    assert '<p id="comment-held" role="status"' in html
    assert '<noscript><img src="/api/views.gif?post=posts/tea.md" alt=""' in html


def test_a_post_and_its_comments_can_be_liked_without_a_script():
    comment = make_comment()

    html = html_of(replace(make_page(likes=3), threads=threads([comment], {comment.id: 1})))

    assert '<form class="acts" id="like" method="post" action="/api/likes">' in html
    assert '<button class="quiet like" form="like" aria-label="Like this post, 3 likes">3 likes</button>' in html
    named = f'form="like" name="comment" value="{comment.id}" aria-label="Like the comment by {comment.name}, 1 like"'
    assert f'<button class="quiet like" {named}>1 like</button>' in html


def test_what_nobody_likes_has_a_button_without_a_number():
    assert '<button class="quiet like" form="like" aria-label="Like this post">Like</button>' in html_of(make_page())


@pytest.mark.parametrize(
    "more",
    [{"site": with_settings(likes=False)}, {"post": make_post(likes=False)}],
    ids=["on a site without likes", "on a post without likes"],
)
def test_where_there_are_no_likes_nothing_speaks_of_them(more):
    html = html_of(make_page(likes=3, comments=(make_comment(),), **more))

    assert "like" not in html.lower().replace("unlike", "")


def test_what_people_wrote_is_text_and_what_markdown_made_is_markup():
    nasty = '<script>"x"</script>'
    page = make_page(post=make_post(title=nasty, deck=nasty), comments=(make_comment(name=nasty, text=nasty),))

    html = html_of(page)

    assert "<script>" not in html
    assert "<p>Hot.</p>" in html


def test_template_syntax_in_a_body_stays_text():
    assert "{{ 7 * 7 }}{% if %}" in html_of(make_page(body=Markup("{{ 7 * 7 }}{% if %}")))


def test_a_post_in_another_language_turns_its_page_but_not_the_name_of_the_site():
    html = html_of(make_page(with_settings(footer="Two rooms."), post=make_post(language="he"), older=make_card()))

    assert '<html lang="he" dir="rtl">' in html
    assert '<article class="text" data-post="posts/tea.md" lang="he" dir="rtl">' in html
    assert '<a href="/" lang="en" dir="ltr">Two Rooms</a>' in html
    assert '<p lang="en" dir="ltr">Two rooms.</p>' in html
    assert '<span>הרשומה הקודמת</span> <bdi lang="en" dir="ltr">Rain</bdi>' in html
    assert "23 בנובמבר 2026 · דקת קריאה אחת" in text_of(html)


TRANSLATIONS = (
    Translation("ar", "/ar/posts/tea/"),
    Translation("de", "/de/posts/tea/"),
    Translation("en", "/posts/tea/", is_default=True),
)


@pytest.mark.parametrize(
    "page",
    [
        make_page(translations=TRANSLATIONS),
        StandingPage(SITE, "/posts/tea/", make_post(kind=Kind.PAGE), Markup(), TRANSLATIONS),
    ],
)
def test_a_text_names_its_translations_to_readers_and_search_engines(page):
    html = html_of(page)

    assert re.findall('hreflang="([^"]*)" href="([^"]*)"', html) == [
        ("ar", "https://blog.example/ar/posts/tea/"),
        ("de", "https://blog.example/de/posts/tea/"),
        ("en", "https://blog.example/posts/tea/"),
        ("x-default", "https://blog.example/posts/tea/"),
    ]
    assert (
        '<p class="credit">Also in <a href="/ar/posts/tea/" hreflang="ar" lang="ar" dir="rtl">العربية</a> '
        '<span class="fact"><span class="dot">· </span>'
        '<a href="/de/posts/tea/" hreflang="de" lang="de" dir="ltr">Deutsch</a></span></p>' in html
    )


def test_a_text_without_translations_names_none_and_without_one_in_the_sites_language_no_default():
    assert "hreflang" not in html_of(make_page())
    assert "Also in" not in html_of(make_page())
    assert "x-default" not in html_of(make_page(translations=TRANSLATIONS[:2]))


def test_a_post_in_a_language_without_words_turns_only_its_article():
    html = html_of(make_page(post=make_post(language="ar")))

    assert '<html lang="en" dir="ltr">' in html
    assert '<article class="text" data-post="posts/tea.md" lang="ar" dir="rtl">' in html
    assert '<div class="facts" lang="en" dir="ltr">' in html
    assert "No comments yet." in html


def test_a_site_in_a_language_without_words_keeps_its_language_and_direction():
    html = html_of(make_page(with_settings(language="ar")))

    assert '<html lang="ar" dir="rtl">' in html
    assert "No comments yet." in html


@pytest.mark.parametrize(
    "page",
    [
        HomePage(SITE, "/", (make_card(language="he"), make_card(language="he"))),
        ListPage(SITE, "/archive/", groups=(Group("November 2026", (make_card(language="he"),)),)),
        make_page(recent=(make_card(language="he"),)),
        make_page(newer=make_card(language="he")),
    ],
    ids=["home", "list", "recent", "beside"],
)
def test_a_title_in_another_language_says_so_and_its_date_does_not(page):
    html = html_of(page)

    assert re.search(r'lang="he" dir="rtl"[^>]*>(?:\s*<[^>]+>)*\s*Rain<', html)
    assert not re.search('<li[^>]* lang="he"', html)


def test_a_hebrew_site_runs_from_right_to_left():
    assert '<html lang="he" dir="rtl">' in html_of(make_page(with_settings(language="he")))


def test_the_credit_line_names_author_and_source():
    html = html_of(make_page(post=make_post(author="Ada", credit=Credit("Book", "https://b.example"))))

    assert "By Ada · 23 November 2026" in text_of(html)
    assert '<a href="https://b.example"><bdi>Book</bdi></a>' in html


def test_a_post_links_each_of_its_authors_and_its_series():
    post = make_post(author="Ada, ☕, Grace", authors=("Ada", "☕", "Grace"), series="Rain & tea")

    html = html_of(make_page(post=post))

    assert "By Ada, ☕, Grace · 23 November 2026" in text_of(html)
    assert '<a href="/authors/ada/" rel="author"><bdi>Ada</bdi></a>, <bdi>☕</bdi>, <a href="/authors/grace/"' in html
    assert 'Series: <a href="/series/rain-and-tea/"><bdi>Rain &amp; tea</bdi></a>' in html


def test_an_author_beyond_the_lists_of_a_post_is_named_without_a_link():
    names = tuple(f"A{number}" for number in range(MOST_TERMS + 1))

    html = html_of(make_page(post=make_post(author=", ".join(names), authors=names)))

    assert f'<a href="/authors/a{MOST_TERMS - 1}/"' in html
    assert f", <bdi>A{MOST_TERMS}</bdi></span>" in html


@pytest.mark.parametrize(
    ("term", "title", "description"),
    [
        (Tag("Tea"), "Tea, 2026", "posts about Tea, 2026"),
        (Author("Ada"), "Posts by Ada, 2026", "posts by Ada, 2026"),
        (Series("Rain"), "Series: Rain, 2026", "all posts of the series Rain, 2026"),
    ],
    ids=lambda value: getattr(value, "kind", None),
)
def test_a_list_says_whose_posts_it_has(term, title, description):
    html = html_of(ListPage(SITE, f"{term.path}2026/", term=term, period="2026"))

    assert f"<h1>{term.name}, 2026</h1>" in html
    assert f"<title>{title} · Two Rooms</title>" in html
    assert f'<meta name="description" content="Two Rooms: {description}">' in html


def test_a_list_shows_the_way_to_it_and_the_archive_the_other_lists():
    trail = (Link("Tags", "/tags/"), Link("Tea", "/tags/tea/"))
    html = html_of(ListPage(SITE, "/tags/tea/2026/", term=Tag("Tea"), period="2026", trail=trail))
    archive = html_of(ListPage(SITE, "/archive/", indexes=(Link("Authors", "/authors/"),)))

    (way,) = re.findall(r'(?s)<nav class="kicker trail".*?</nav>', html)
    assert re.findall(r'href="(.*?)"><bdi>(.*?)</bdi>', way) == [("/tags/", "Tags"), ("/tags/tea/", "Tea")]
    assert '<a href="/authors/">Authors</a>' in archive
    assert "trail" not in archive


def test_an_index_names_each_term_and_how_many_posts_it_has():
    terms = (Named(Tag("Tea"), 1), Named(Tag("Travel"), 1200, more=True))
    html = html_of(IndexPage(SITE, "/tags/", "tag", terms, (Link("Archive", "/archive/"),)))

    assert "<h1>Tags</h1>" in html
    assert re.findall(r'<li><a href="(/tags/.*?)">.*?</a> <span>(.*?)</span>', html) == [
        ("/tags/tea/", "1 post"),
        ("/tags/travel/", "more than 1,200 posts"),
    ]


def test_earlier_posts_of_its_topic_stand_under_a_post():
    page = make_page(post=make_post(tags=(Tag("Tea"), Tag("Rain"))), related=(make_card(title="Kettles"),))

    html = html_of(page)

    assert 'id="related-posts">More about <bdi>Tea</bdi></h2><a href="/tags/tea/">See all</a>' in html
    assert "Kettles" in html
    assert "related-posts" not in html_of(replace(page, related=()))


def test_a_post_without_a_topic_leads_up_to_its_year():
    assert '<p class="kicker"><a href="/archive/2026/">2026</a></p>' in html_of(make_page(post=make_post(tags=())))
    assert "/archive/2026/" not in html_of(make_page(post=make_post(tags=(Tag("Tea"),))))


def test_a_picture_is_absolute_for_other_sites():
    html = html_of(make_page(post=make_post(image="/media/a.jpg")))

    assert '<meta property="og:image" content="https://blog.example/media/a.jpg">' in html


def test_an_impossible_address_of_a_picture_does_not_stop_the_page():
    assert 'content="http://["' in html_of(make_page(post=make_post(image="http://[")))


def test_the_owners_colour_becomes_the_nearest_hue_of_the_style_sheet():
    css = next(asset.data.decode() for path, asset in THEME.assets.items() if "style" in path)

    assert [hue(colour) for colour in ("#ff0000", "#06c", "#888888", "teal", "")] == ["30", "255", "grey", "", ""]
    assert 'data-hue="255"' in html_of(make_page(with_settings(accent="#0066cc")))
    assert all(f'[data-hue="{degrees}"]' in css for degrees in range(0, 360, 15))


def test_the_style_sheets_know_start_and_end_but_no_left_and_right():
    for path, asset in THEME.assets.items():
        if path.endswith(".css"):
            assert not re.search(r"\b(left|right)\s*:|:\s*(left|right)\b", asset.data.decode()), path


def test_an_asset_is_named_by_its_content_and_pages_prove_it():
    assets = THEME.assets
    html = html_of(make_page())

    for path, asset in assets.items():
        assert sha256(asset.data).hexdigest()[:10] in path
    for kind in ("style", "script"):
        path, asset = next(item for item in assets.items() if kind in item[0])
        digest = b64encode(sha384(asset.data).digest()).decode()
        assert re.search(f'"{re.escape(path)}" integrity="sha384-{re.escape(digest)}"', html)


def test_a_name_that_a_template_misspells_is_an_error(tmp_path):
    (tmp_path / "robots.txt").write_text("{{ page.nothing }}")

    with pytest.raises(ThemeError, match="has no attribute 'nothing'"):
        Theme(tmp_path).render(Robots(SITE, "/robots.txt"))


def own_theme(folder: Path, **files: str) -> Theme:
    """The theme with an owner's files; in their names an underscore is a dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return Theme(TEMPLATES, folder)


def test_an_owners_template_replaces_the_one_of_its_name_and_can_extend_it(tmp_path):
    more = '{% extends "default/post.html" %}{% block main %}<p>Own words.</p>{{ super() }}{% endblock %}'

    theme = own_theme(tmp_path, post_html=more)

    assert theme.replaced == ["post.html"]
    theme.check()
    html = theme.render(make_page()).decode()
    assert html.index("<p>Own words.</p>") < html.index("<h1>Tea &amp; rain</h1>")
    home = HomePage(SITE, "/")
    assert theme.render(home) == THEME.render(home)


def test_an_owners_base_is_the_base_of_the_themes_own_templates(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "own.js").write_text("1")
    more = '<script type="module" src="{{ asset(\'own.js\') }}" integrity="{{ integrity(\'own.js\') }}"></script>'

    theme = own_theme(
        tmp_path,
        base_html='{% extends "default/base.html" %}{% block scripts %}{{ super() }}' + more + "{% endblock %}",
    )

    for page in EVERY_PAGE:
        assert len(re.findall(r"/assets/(?:script|own)\.\w+\.js", theme.render(page).decode())) == 2, page.path


def test_one_macro_of_a_template_can_be_replaced(tmp_path):
    kept = [name for name in re.findall(r"{% macro (\w+)", (TEMPLATES / "card.html").read_text()) if name != "minutes"]
    more = '{% import "default/card.html" as default with context %}'
    more += "".join(f"{{% set {name} = default.{name} %}}" for name in kept)

    theme = own_theme(tmp_path, card_html=more + "{% macro minutes(text) %}a cup of tea{% endmacro %}")

    theme.check()
    assert "a cup of tea" in theme.render(make_page()).decode()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("{% block main %}\n{% endblok %}", 2, "unknown tag 'endblok'"),
        ("\n\n{{ page.titel }}", 3, "has no attribute 'titel'"),
        ("{{ asset('nope.css') }}", 1, "there is no file 'nope.css' in static/"),
        ('\n{% extends "nope.html" %}', 2, "there is no template 'nope.html'"),
        ('\n{% extends "post.html" %}', 2, "extends or includes itself"),
        ("{{ page.post.title|shout }}", 1, "No filter named 'shout'"),
        ("{{ page.post.title + 1 }}", 1, "TypeError"),
    ],
)
def test_a_broken_template_is_told_with_its_file_and_line(tmp_path, text, line, problem):
    theme = own_theme(tmp_path, post_html=text)

    with pytest.raises(ThemeError) as raised:
        theme.check()

    assert (raised.value.file, raised.value.line) == (f"{tmp_path.name}/post.html", line)
    assert problem in raised.value.problem
    assert str(raised.value).startswith(f"{tmp_path.name}/post.html, line {line}: ")


def test_a_broken_template_that_no_page_shows_yet_is_told_too(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "nav.html").write_text("{% if %}")

    with pytest.raises(ThemeError, match=f"{tmp_path.name}/parts/nav.html, line 1"):
        Theme(TEMPLATES, tmp_path).check()


def test_what_describes_the_folder_or_is_hidden_is_no_template(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("{% if %}")

    theme = own_theme(tmp_path, README_md="{% if %}")

    theme.check()
    assert theme.replaced == []


def test_the_theme_can_be_used_as_it_comes():
    THEME.check()


def test_an_owners_folder_may_be_missing(tmp_path):
    theme = Theme(TEMPLATES, tmp_path / "nowhere")

    assert theme.replaced == []
    assert theme.render(make_page()) == THEME.render(make_page())


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.path)
def test_a_page_has_nothing_inline_and_proves_what_it_loads(page):
    html = html_of(page)

    for tag in re.findall('<script[^>]*>|<link rel="stylesheet"[^>]*>', html):
        if 'type="application/ld+json"' not in tag:  # data, which no browser runs
            assert re.search(r'(src|href)="/assets/[^"]+" integrity="sha384-', tag), tag
    assert not re.search(r"<style|<[^>]+\s(style|on[a-z]+)=|javascript:", html)


def test_the_feed_is_well_formed_whatever_the_texts_hold():
    card = make_card(title="A\x00 <b> & \ufffe\ud800", summary="x\x08y", tags=(Tag("R&D"),), language="he")

    entry = Entry(card, Markup("<p>a &amp; b\x0b</p>"), "urn:uuid:1&2")

    feed = ET.fromstring(THEME.render(Feed(SITE, "/feed.xml", (entry,), NOON)))

    found = feed.find(f"{ATOM}entry")
    assert found is not None
    assert found.findtext(f"{ATOM}title") == "A <b> & "
    assert found.findtext(f"{ATOM}content") == "<p>a &amp; b</p>"
    assert found.findtext(f"{ATOM}id") == "urn:uuid:1&2"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-23T12:00:00+00:00"


def test_an_empty_feed_is_still_a_feed():
    feed = ET.fromstring(THEME.render(Feed(SITE, "/feed.xml")))

    assert feed.findtext(f"{ATOM}updated")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Two Rooms"


@pytest.mark.parametrize(("index", "root"), [(False, "urlset"), (True, "sitemapindex")])
def test_a_sitemap_lists_locations_as_pages_or_as_sitemaps(index, root):
    locations = (Location("https://blog.example/a?b&c", NOON), Location("https://blog.example/"))

    sitemap = ET.fromstring(THEME.render(Sitemap(SITE, "/sitemap.xml", locations, index)))

    assert sitemap.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}" + root
    assert [child[0].text for child in sitemap] == [location.url for location in locations]


def test_robots_are_sent_to_the_sitemap():
    assert b"Sitemap: https://blog.example/sitemap.xml\n" in THEME.render(Robots(SITE, "/robots.txt"))


def test_recent_posts_are_json_that_begins_with_an_object():
    data = THEME.render(Recent(SITE, "/recent.json", (make_card(title='</script>"\u2028'), make_card())))

    posts = json.loads(data)["posts"]

    assert data.startswith(b"{")
    assert b"</script>" not in data
    assert [post["title"] for post in posts] == ["</script>”\u2028", "Rain"]
    assert posts[1] == {
        "id": "posts/rain.md",
        "title": "Rain",
        "url": "/posts/rain/",
        "date": "2026-11-23",
        "date_text": "23 November 2026",
        "dates": posts[1]["dates"],
        "summary": "It rained.",
        "language": "en",
        "direction": "ltr",
    }
    assert posts[1]["dates"].items() >= {"en": "23 November 2026", "de": "23. November 2026"}.items()
    assert json.loads(THEME.render(Recent(SITE, "/recent.json"))) == {"posts": []}


def test_a_date_is_that_of_its_own_zone():
    assert day(datetime(2026, 3, 1, 1, tzinfo=timezone(timedelta(hours=5)))) == "1 March 2026"


def test_words_for_people():
    assert [initial(name) for name in ("noor", "«Ö»", "", "!")] == ["N", "Ö", "·", "·"]


def test_only_the_search_loads_its_script_and_its_form_works_without():
    html = html_of(SearchPage(SITE, "/search/"))

    assert re.search(r'<script type="module" src="/assets/search\.\w+\.js" integrity="sha384-', html)
    assert '<form class="search text" role="search" action="/api/search" ' in html
    assert '<input name="q" type="search" required maxlength="200"' in html
    assert '<a href="/search/" aria-current="page">Search</a>' in html
    assert "/assets/search." not in html_of(HomePage(SITE, "/"))
    assert '<a href="/search/">Search</a>' in html_of(HomePage(SITE, "/"))


@pytest.mark.parametrize(
    ("page", "folders"),
    [
        (HomePage(with_settings(comments=False), "/"), ["/"]),
        (make_page(), ["/"]),
        (ListPage(SITE, "/archive/"), ["/"]),
        (ListPage(SITE, "/tags/tee/", term=Tag("Tee")), ["/tags/tee/", "/"]),
        (ListPage(SITE, "/authors/ada/2026/", term=Author("Ada"), period="2026"), ["/authors/ada/", "/"]),
    ],
)
def test_feed_readers_find_the_feeds_of_the_list_and_of_the_site(page, folders):
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">', html_of(page))

    assert [href for _, _, href in found] == [each + name for each in folders for name in FEED_FILES]
    assert [kind for kind, _, _ in found[:3]] == FEED_TYPES
    assert len({title for _, title, _ in found}) == len(folders)


def meta(html, name):
    return re.findall(rf'<meta (?:property|name)="{name}" content="([^"]*)">', html)


def test_a_text_that_was_elsewhere_first_says_so():
    original = "https://other.example/tea?a&b"
    for page in (
        make_page(post=make_post(canonical=original)),
        StandingPage(SITE, "/about/", make_post(kind=Kind.PAGE, canonical=original), Markup("")),
    ):
        html = html_of(page)
        assert '<link rel="canonical" href="https://other.example/tea?a&amp;b">' in html
        assert meta(html, "og:url") == ["https://other.example/tea?a&amp;b"]
    assert '<link rel="canonical" href="https://blog.example/posts/tea/">' in html_of(make_page())
    assert "canonical" not in html_of(make_preview(make_post(canonical=original)))


def test_other_sites_are_told_when_by_whom_and_about_what():
    post = make_post(author="Ada", authors=("Ada",), updated=NOON + timedelta(days=1))
    html = html_of(make_page(post=post))

    assert meta(html, "og:type") == ["article"]
    assert meta(html, "article:published_time") == ["2026-11-23T12:00:00+00:00"]
    assert meta(html, "article:modified_time") == ["2026-11-24T12:00:00+00:00"]
    assert meta(html, "article:author") == ["https://blog.example/authors/ada/"]
    assert meta(html, "article:tag") == ["Tea"]
    assert meta(html_of(make_page()), "article:modified_time") == []


def test_other_sites_show_a_picture_large_and_know_its_size():
    picture = Picture(4000, 2000, (Copy(480, "/assets/a.480.webp"), Copy(960, "/assets/a.960.webp")))
    html = html_of(make_page(post=make_post(image="/media/a.jpg", image_alt="A cup", picture=picture)))

    assert meta(html, "og:image") == ["https://blog.example/assets/a.960.webp"]
    assert (meta(html, "og:image:width"), meta(html, "og:image:height")) == (["960"], ["480"])
    assert meta(html, "og:image:alt") == meta(html, "twitter:image:alt") == ["A cup"]
    assert meta(html, "twitter:card") == ["summary_large_image"]
    assert meta(html_of(HomePage(SITE, "/")), "twitter:card") == ["summary"]


def test_a_system_knows_name_and_icons_of_the_site():
    page = Manifest(with_settings(title="</Zwei> Räume", language="he"), "/manifest.webmanifest")
    found = json.loads(THEME.render(page))

    assert (found["name"], found["lang"], found["dir"]) == ("</Zwei> Räume", "he", "rtl")
    assert {icon["src"] for icon in found["icons"]} <= set(THEME.assets)
    assert f'href="{page.path}"' in html_of(HomePage(SITE, "/"))


def test_linked_data_cannot_leave_its_element():
    html = html_of(make_page(post=make_post(title="</script><script>alert(1)</script>")))

    assert "</script><script>" not in html
    data = re.search('<script type="application/ld\\+json">(.*?)</script>', html)
    assert json.loads(data[1])["@graph"][0]["headline"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize(
    "page", [GonePage(SITE, "/posts/old/"), MissingPage(SITE, "/404.html"), make_preview(make_post())]
)
def test_pages_for_no_index_say_nothing_to_one(page):
    assert "ld+json" not in html_of(page)


def test_a_post_without_a_picture_is_shown_with_a_poster():
    page = make_page()
    html = html_of(page)

    assert meta(html, "og:image") == [f"https://blog.example{page.poster}"]
    assert meta(html, "twitter:card") == ["summary_large_image"]
    assert meta(html_of(make_page(post=make_post(image="/media/a.jpg"))), "og:image") == [
        "https://blog.example/media/a.jpg"
    ]
    assert meta(html_of(make_preview(make_post())), "og:image") == []


def shown(settings: Settings = SITE.settings, body: str = "<p>Tea.</p>", **changes) -> str:
    return THEME.render(
        PostPage(Site(settings, SITE.url), "/posts/tea/", "1", make_post(**changes), Markup(body))
    ).decode()


def test_titles_and_decks_have_the_marks_of_their_language():
    english, german = shown(title='Ruth\'s "tea"', deck="It's hot"), shown(title='"Tee"', language="de")

    assert "<h1>Ruth’s “tea”</h1>" in english
    assert '<p class="deck">It’s hot</p>' in english
    assert "<h1>„Tee“</h1>" in german


@pytest.mark.parametrize("title", ["word " * 17, "Rindfleischetikettierungsgesetz"])
def test_a_title_that_would_fill_a_telephone_is_marked(title):
    assert '<h1 class="long">' in shown(title=title)
    assert "<h1>" in shown(title="A short one")


def test_where_a_text_comes_from_and_when_it_was_changed_stand_after_it():
    page = shown(credit=Credit("Ecclesiastes", "https://example.com/"), updated=NOON + timedelta(days=1))

    after = page.partition("<p>Tea.</p>")[2]
    assert 'Source: <a href="https://example.com/">' in after
    assert 'Changed on <time datetime="2026-11-24">24 November 2026</time>' in after
    assert "Changed on" not in shown(updated=NOON + timedelta(hours=1))


def test_a_post_is_shared_by_plain_links_to_what_the_owner_names():
    page = shown(Settings(share=("email", "mastodon")), title="Tea & rain")

    assert (
        '<a href="mailto:?subject=Tea%20%26%20rain&amp;body=https%3A%2F%2Fblog.example%2Fposts%2Ftea%2F">E-mail</a>'
        in page
    )
    assert "share.joinmastodon.org/#text=Tea%20%26%20rain%20https%3A%2F%2Fblog.example%2Fposts%2Ftea%2F" in page
    assert "facebook" not in page
    assert "Share:" not in shown(Settings(share=()))


def test_a_long_post_has_a_table_of_contents_to_unfold():
    headings = "".join(f'<h2 id="s{n}"><a href="#s{n}">Part {n} &amp; more</a></h2>' for n in range(4))

    page = shown(body=headings, words=1500)

    assert re.findall('<li><a href="(#s.)">(Part [^<]*)</a>', page)[:2] == [
        ("#s0", "Part 0 &amp; more"),
        ("#s1", "Part 1 &amp; more"),
    ]
    assert "Contents" not in shown(body=headings, words=300)
    assert "Contents" not in shown(body=headings[: len(headings) // 2], words=1500)


def test_the_owner_chooses_a_typeface_and_a_logo():
    page = shown(Settings(typeface=Typeface.SANS, logo="/media/logo.svg"))

    assert 'data-typeface="sans"' in page
    assert '<img src="/media/logo.svg" alt="" width="40" height="40">' in page
    assert "data-typeface" not in shown()
