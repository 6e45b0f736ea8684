from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from blog.item import from_item, to_item
from blog.post import MOST_TERMS, Credit, Kind, Post, Tag
from blog.settings import HtmlPolicy, Settings
from publisher.link_target import Target
from publisher.media import Media, path_of
from publisher.problem import Problem, SourceError
from publisher.source import read_source

MODIFIED = datetime(2026, 3, 14, 9, tzinfo=UTC)


def read(text, key="posts/green-tea.md", **settings):
    def find(wanted):
        return Media(path_of(wanted))

    return read_source(key, text.encode(), Settings(**settings), MODIFIED, find=find)


def test_a_post_is_all_that_its_author_wrote():
    source = read(
        "---\ntitle: Tea & patience\ndate: 2014-07-12 10:30\nupdated: 2015-01-01\n"
        "summary: Steep *it*.\ntags: [Tea, C++]\n"
        "authors: [Ada, Grace]\nsource: The Review\nsource_url: https://tea.example/1\n"
        "image: ../media/tea.jpg\nimage_alt: A cup\n"
        "lang: en_gb\ncomments: off\nexpires: 2030-01-01\n---\n## Leaves\n\nSteep the leaves.\n",
        time_zone="Europe/London",
    )

    london = ZoneInfo("Europe/London")
    assert source.post == Post(
        kind=Kind.POST,
        slug="green-tea",
        title="Tea & patience",
        date=datetime(2014, 7, 12, 10, 30, tzinfo=london),
        updated=datetime(2015, 1, 1, tzinfo=london),
        deck="Steep it.",
        excerpt="Steep the leaves.",
        tags=(Tag("Tea"), Tag("C++")),
        author="Ada, Grace",
        authors=("Ada", "Grace"),
        credit=Credit("The Review", "https://tea.example/1"),
        image="/media/tea.jpg",
        image_alt="A cup",
        language="en-GB",
        comments=False,
        expires=datetime(2030, 1, 1, tzinfo=london),
        words=4,
    )
    assert source.body == "## Leaves\n\nSteep the leaves.\n"
    assert source.warnings == ()


HUGO = """+++
title = "Tea"
date = 2014-07-12T10:30:00
lastmod = 2015-01-01
publishDate = 2014-07-13
expiryDate = 2030-01-01
url = "/2014/tea.html"
aliases = ["/old/tea/", "older.html"]
description = "Steep it."
categories = ["food/tea"]
tags = ["Tea", "C++"]
series = ["Leaves"]
authors = ["Ada", "Grace"]
images = ["media/tea.jpg"]
layout = "wide"
[params]
canonical = "https://tea.example/1"
disableComments = true
+++
Steep the leaves.
"""
ZOLA = """+++
title = "Tea"
date = 2014-07-12T10:30:00
updated = 2015-01-01
path = "2014/tea.html"
aliases = ["old/tea", "older.html"]
description = "Steep it."
template = "wide"
authors = ["Ada", "Grace"]
[taxonomies]
categories = ["food/tea"]
tags = ["Tea", "C++"]
[extra]
series = "Leaves"
publish = 2014-07-13
expires = 2030-01-01
image = "media/tea.jpg"
canonical_url = "https://tea.example/1"
comments = false
+++
Steep the leaves.
"""
JEKYLL = """---
layout: wide
title: Tea
date: 2014-07-12 10:30:00 +0000
last_modified_at: 2015-01-01
permalink: /:year/:title.html
redirect_from: [/old/tea/, /older.html]
excerpt: Steep it.
categories: food/tea
tags: [Tea, C++]
series: {name: Leaves}
author: [Ada, {name: Grace}]
header: {image: media/tea.jpg}
canonical_url: https://tea.example/1
publish_date: 2014-07-13
expire_date: 2030-01-01
comments: false
---
Steep the leaves.
"""
PELICAN = """Title: Tea
Date: 2014-07-12 10:30
Modified: 2015-01-01
Slug: tea
save_as: 2014/tea.html
Alias: /old/tea/, /older.html
Summary: Steep it.
Category: food/tea
Tags: Tea, C++
Series: Leaves
Authors: Ada, Grace
Image: media/tea.jpg
Canonical: https://tea.example/1
Publish: 2014-07-13
Expires: 2030-01-01
Comments: off
Template: wide

Steep the leaves.
"""
NIKOLA = """<!--
.. title: Tea
.. slug: tea
.. date: 2014-07-12 10:30:00 UTC
.. updated: 2015-01-01
.. url: /2014/tea.html
.. aliases: /old/tea/, /older.html
.. description: Steep it.
.. category: food/tea
.. tags: Tea, C++
.. series: Leaves
.. authors: Ada, Grace
.. previewimage: media/tea.jpg
.. canonical: https://tea.example/1
.. publish: 2014-07-13
.. expires: 2030-01-01
.. nocomments: True
.. template: wide
.. status: featured
-->
Steep the leaves.
"""
ELEVENTY = """---json
{
	"title": "Tea",
	"date": "2014-07-12T10:30:00Z",
	"updated": "2015-01-01",
	"permalink": "/2014/tea.html",
	"redirects": ["/old/tea/", "/older.html"],
	"seo": {"description": "Steep it.", "ogImage": {"src": "media/tea.jpg"}, "canonical": "https://tea.example/1"},
	"categories": ["food/tea"],
	"tags": ["Tea", "C++"],
	"series": "Leaves",
	"authors": [{"name": "Ada"}, {"name": "Grace"}],
	"publishDate": "2014-07-13", "expires": "2030-01-01",
	"comments": {"enabled": false},
	"layout": "wide"
}
---
Steep the leaves.
"""


@pytest.mark.parametrize("text", [HUGO, ZOLA, JEKYLL, PELICAN, NIKOLA, ELEVENTY])
def test_each_system_says_the_same_in_its_own_words(text):
    source = read(text, key="posts/tea.md")

    assert source.post == Post(
        kind=Kind.POST,
        slug="tea",
        written_slug="tea" if "slug" in text.lower() else "",
        title="Tea",
        date=datetime(2014, 7, 12, 10, 30, tzinfo=UTC),
        updated=datetime(2015, 1, 1, tzinfo=UTC),
        publish=datetime(2014, 7, 13, tzinfo=UTC),
        expires=datetime(2030, 1, 1, tzinfo=UTC),
        path="/2014/tea.html",
        aliases=("/old/tea/", "/older.html"),
        deck="Steep it.",
        categories=("food/tea",),
        tags=(Tag("Tea"), Tag("C++")),
        series="Leaves",
        author="Ada, Grace",
        authors=("Ada", "Grace"),
        image="/media/tea.jpg",
        canonical="https://tea.example/1",
        comments=False,
        layout="wide",
        excerpt="Steep the leaves.",
        words=3,
    )
    assert source.warnings == ()


def test_what_is_only_carried_costs_nothing_where_it_is_not_said():
    item = to_item(read("---\ntitle: Tea\ndate: 2014-03-12\n---\nSteep.").post)

    assert set(item) == {"kind", "slug", "title", "date", "excerpt", "draft", "comments", "likes", "words"}


def test_a_post_comes_back_from_the_table_as_it_was():
    post = read(HUGO).post

    assert from_item(Post, to_item(post)) == post


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("canonical: /tea/", "canonical"),
        ("aliases: [Green tea]", "aliases"),
        ("permalink: /:nonsense/", "permalink"),
        ("permalink: /archive/", "permalink"),
        ("series: {}\nauthors: [[a]]", "authors"),
        ("comments: maybe", "comments"),
        ("cover: {image: https://tea.example/a.jpg}", "cover"),
        ("link: /tea/", "link"),
        ("comments: {host: tea.example}", "comments"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place_and_the_post_is_published(line, field):
    source = read(f"---\ntitle: Tea\ndate: 2014-03-12\n{line}\n---\nSteep.")

    number = 4 + line.count("\n")
    assert [(each.line, each.column, each.field) for each in source.warnings] == [(number, 1, field)]


def test_no_layout_is_none():
    assert read("---\ntitle: Tea\ndate: 2014-03-12\nlayout: false\n---\nSteep.").post.layout == ""


def test_the_date_of_the_file_may_be_asked_for():
    source = read("---\ntitle: Tea\ndate: git Last Modified\n---\nSteep.")

    assert source.post.date == MODIFIED


def test_one_author_may_have_a_comma_in_the_name():
    assert read("author: Ada, Countess\ndate: 2014-03-12\n\nSteep.").post.authors == ("Ada, Countess",)


def test_a_page_needs_no_date():
    source = read("# About\n\nWe steep.", key="pages/about.md")

    assert (source.post.kind, source.post.slug, source.post.date, source.warnings) == (Kind.PAGE, "about", MODIFIED, ())


def test_a_post_without_a_date_takes_the_files_and_says_so():
    source = read("title: Tea\n\nSteep.")

    assert source.post.date == MODIFIED
    assert [warning.field for warning in source.warnings] == ["date"]
    assert "date: 2026-03-14" in source.warnings[0].message


def test_a_date_in_the_files_name_is_in_the_sites_zone():
    source = read("title: Tea\n\nSteep.", key="posts/2014-07-12-tea.md", time_zone="Europe/London")

    assert source.post.date == datetime(2014, 7, 12, tzinfo=ZoneInfo("Europe/London"))


def test_a_post_that_is_to_be_published_later_has_that_date():
    source = read("---\ntitle: Tea\npublish: 2030-01-01\n---\nSteep.")

    assert source.post.publish == source.post.date == datetime(2030, 1, 1, tzinfo=UTC)


def test_a_map_of_dates_is_creation_and_update():
    source = read("---\ntitle: Tea\ndate:\n  created: 2014-03-12\n  updated: 2015-01-01\n---\nSteep.")

    assert (source.post.date.year, source.post.updated) == (2014, datetime(2015, 1, 1, tzinfo=UTC))


def test_all_mistakes_are_told_at_once_with_their_lines():
    with pytest.raises(SourceError) as caught:
        read("---\ntitle: Tea\ndate: 2017-02-29\ndraft: perhaps\nsource_url: tea\n---\nSteep.")

    assert [(problem.line, problem.field) for problem in caught.value.problems] == [
        (4, "draft"),
        (3, "date"),
        (5, "source_url"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---js\ndraft = true\n---\n",
        "---\ndraft: ture\n---\n",
        "+++\ndraft = true\n",
        "---\npublished: later\n---\n",
        "<!--\ndraft: true\n-->\n",
        "draft = true\n\n",
    ],
)
def test_a_draft_never_leaks_by_a_mistake(text):
    with pytest.raises(SourceError):
        read(text + "Secret.")


def test_a_tag_holds_a_post_of_nikola_back():
    assert read(".. title: Tea\n.. tags: milk, draft\n\nSecret.").post.draft


def test_a_summary_that_is_too_long_is_cut_and_told_by_its_line_and_the_authors_own_key():
    source = read(f"---\ntitle: Tea\ndate: 2014-01-01\nDescription: {'word ' * 121}\n---\nWords.\n")

    assert len(source.post.deck) <= 600
    assert [(each.line, each.field) for each in source.warnings] == [(4, "Description")]


def test_keys_that_mean_nothing_are_told_in_one_warning():
    source = read("---\ntitle: Tea\ndate: 2014-03-12\nhero:\ntumblr_url: x\ntgas: [tea]\n---\nSteep.")

    assert source.warnings == (Problem("Not used: tumblr_url, tgas (did you mean tags?).", 5, 1),)


def test_a_post_without_text_is_a_post_with_a_warning():
    source = read("---\ntitle: Tea\ndate: 2014-03-12\n---\n")

    assert source.warnings == (Problem("The post has a title but no text."),)


def test_a_hazard_is_told_at_its_line_of_the_file():
    with pytest.raises(SourceError) as caught:
        read("---\ntitle: Tea\n---\n\n" + "> " * 100 + "Tea")

    assert caught.value.problems[0].line == 5


def test_the_body_keeps_template_languages_and_line_separators():
    source = read("title: Tea\n\n{{ tea }} {% raw %} a\u2028b\x85c")

    assert source.body == "\n{{ tea }} {% raw %} a\u2028b\x85c"


def test_what_is_wrong_in_the_text_is_told_at_its_line_of_the_file():
    source = read("---\ntitle: Tea\ndate: 2014-03-12\n---\n\n# Tea\n\n[leaf](leaf.md)\n\n{{< x >}}\n")

    assert [warning.line for warning in source.warnings] == [8, 10]


def test_links_lead_to_where_the_other_sources_stand():
    text = b"title: Tea\n\n[leaf](leaf.md)"
    source = read_source("posts/tea.md", text, Settings(), MODIFIED, {Target("key", "posts/leaf.md"): "/leaf/"}.get)

    assert '<a href="/leaf/">leaf</a>' in source.html
    assert source.targets == (Target("key", "posts/leaf.md"),)


def test_of_too_many_series_authors_tags_and_categories_together_the_rest_is_told():
    tags = ", ".join(f"t{number}" for number in range(MOST_TERMS))
    found = read(f"---\ntitle: Tea\ntags: [{tags}]\nauthors: [Ada, Grace]\nseries: Rain\ndate: 2014-03-12\n---\nSteep.")

    (warning,) = found.warnings
    assert warning.field == "tags"
    assert warning.message.endswith(f"not listed under t{MOST_TERMS - 3}, t{MOST_TERMS - 2}, t{MOST_TERMS - 1}.")
    assert len(found.post.terms) == MOST_TERMS


def test_a_page_is_listed_under_nothing_so_nothing_is_too_much():
    tags = ", ".join(f"t{number}" for number in range(MOST_TERMS))

    assert read(f"---\ntitle: Tea\ntags: [{tags}]\nauthor: Ada\n---\nSteep.", "pages/tea.md").warnings == ()


def test_of_too_many_authors_the_first_are_kept():
    found = read(f"---\ntitle: Tea\nauthors: [{', '.join(f'A{n}' for n in range(21))}]\ndate: 2014-03-12\n---\nSteep.")

    assert len(found.post.authors) == MOST_TERMS
    assert [(each.field, each.message) for each in found.warnings] == [
        ("authors", f"Of 21 authors the first {MOST_TERMS} were kept.")
    ]


def test_a_series_without_an_address_is_left_out_with_a_warning():
    found = read("---\nseries: ☕\ntitle: Tea\ndate: 2014-03-12\n---\nSteep.")

    assert found.post.series == ""
    assert [(each.line, each.field) for each in found.warnings] == [(2, "series")]


def test_the_excerpt_ends_at_the_authors_mark():
    assert read("title: Tea\n\nSteep *it*.\n\n<!--more-->\n\nDrink it.").post.excerpt == "Steep it."


@pytest.mark.parametrize(
    ("front", "settings", "expected"),
    [
        ("title: Tee\nlang: de", {}, "„so“"),
        ("title: Tee", {"language": "de"}, "„so“"),
        ("title: תה ירוק ושחור", {"language": "en"}, "”so”"),
        ("title: Tea", {}, "“so”"),
    ],
)
def test_quotes_are_those_of_the_posts_language(front, settings, expected):
    assert expected in read(f'{front}\n\n"so"', **settings).html


def test_a_bucket_of_several_writers_has_sanitised_html():
    text = "title: Tea\n\n<b onclick=x>Tea</b>"

    assert "<b>Tea</b>" in read(text, html=HtmlPolicy.SANITISED).html
    assert "onclick" in read(text).html


def test_the_files_name_may_tell_the_language_and_its_address_does_not():
    post = read("---\ntitle: Tee\ndate: 2014-03-12\ntranslationKey: hot\n---\nZiehen.", key="posts/tea.de.md").post

    assert (post.slug, post.language, post.translation_key) == ("tea", "de", "hot")
