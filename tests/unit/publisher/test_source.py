from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from blog.post import Credit, Kind, Post, Tag
from blog.settings import HtmlPolicy, Settings
from publisher.link_target import Target
from publisher.problem import Problem, SourceError
from publisher.source import read_source

MODIFIED = datetime(2026, 3, 14, 9, tzinfo=UTC)


def read(text, key="posts/green-tea.md", **settings):
    return read_source(key, text.encode(), Settings(**settings), MODIFIED)


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
    ["---js\ndraft = true\n---\n", "---\ndraft: ture\n---\n", "+++\ndraft = true\n", "---\npublished: later\n---\n"],
)
def test_a_draft_never_leaks_by_a_mistake(text):
    with pytest.raises(SourceError):
        read(text + "Secret.")


def test_keys_that_mean_nothing_are_told_in_one_warning():
    source = read("---\ntitle: Tea\ndate: 2014-03-12\nlayout: post\ntumblr_url: x\nhero:\n---\nSteep.")

    assert source.warnings == (Problem("Not used: layout, tumblr_url."),)


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
