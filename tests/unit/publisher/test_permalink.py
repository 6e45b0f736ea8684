from datetime import UTC, datetime

import pytest

from blog.post import Kind, Post
from publisher.permalink import check, expand, is_pattern

DATED = "posts/2014-03-02-green-tea.md"
PLAIN = "posts/notes/Green Tea 1.5.md"


def make_post(**changes):
    values = {
        "title": "All about tea",
        "slug": "green-tea",
        "categories": ("Food/Hot drinks", "Diary"),
        "authors": ("Ada Lovelace", "Grace"),
        "language": "pt-BR",
    }
    return Post(Kind.POST, date=datetime(2014, 3, 2, 4, 5, 6, tzinfo=UTC), **(values | changes))


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("date", "/food/hot-drinks/diary/2014/03/02/green-tea.html"),
        ("pretty", "/food/hot-drinks/diary/2014/03/02/green-tea/"),
        ("ordinal", "/food/hot-drinks/diary/2014/061/green-tea.html"),
        ("weekdate", "/food/hot-drinks/diary/2014/W09/Sun/green-tea.html"),
        ("none", "/food/hot-drinks/diary/green-tea.html"),
        ("/:year/:month/:title/", "/2014/03/green-tea/"),
        ("/blog/:short_year/:i_month/:i_day/:slug", "/blog/14/3/2/green-tea/"),
        ("/:year-:month-:day-:title.html", "/2014-03-02-green-tea.html"),
        ("/:year_:month_:day/:name:output_ext", "/2014_03_02/green-tea.html"),
        ("/:long_month/:short_month/:long_day/:w_day/:title/", "/March/Mar/Sunday/7/green-tea/"),
        ("/:w_year/:week/:hour:minute:second/:title", "/2014/09/040506/green-tea/"),
        ("/:collection/:slugified_categories/:title", "/posts/food/hot-drinks/diary/green-tea/"),
    ],
)
def test_a_pattern_of_jekyll_is_expanded(pattern, path):
    assert expand(pattern, make_post(), DATED) == path


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/:year/:month/:day/:title/", "/2014/03/02/all-about-tea/"),
        ("/:section/:slug/", "/posts/green-tea/"),
        ("/:sections/:slug/", "/posts/notes/green-tea/"),
        ("/:monthname/:weekday/:weekdayname/:yearday/:slug", "/march/0/sunday/61/green-tea/"),
        ("/:filename/", "/green-tea-1.5/"),
        ("/:contentbasename.html", "/green-tea-1.5.html"),
        ("/:slugorfilename/", "/green-tea/"),
        ("/:slugortitle/", "/green-tea/"),
        ("/:sections[0]/:slug/", "/posts/green-tea/"),
        ("/:sections[1:]/:slug/", "/notes/green-tea/"),
        ("/:sections[:1]/:sections[last]/:sections[:last]/:slug/", "/posts/notes/posts/green-tea/"),
        ("/:sections[5]/:sections[5:]/:slug/", "/green-tea/"),
    ],
)
def test_a_pattern_of_hugo_is_expanded(pattern, path):
    assert expand(pattern, make_post(written_slug="green-tea"), PLAIN) == path


def test_hugos_slug_is_the_title_where_none_is_written():
    assert expand("/:slug/", make_post(title="C++, v1.2"), PLAIN) == "/c-v1.2/"
    assert expand("/:slug/", make_post(), DATED) == "/green-tea/"
    assert expand("/:slugortitle/", make_post(), DATED) == "/all-about-tea/"


def test_jekylls_title_is_the_name_of_the_file_with_its_case():
    assert expand("/:title/", make_post(), "posts/2014-03-02-Green_Tea.1.md") == "/Green_Tea.1/"


def test_sections_are_folders_as_hugo_calls_them():
    assert expand("/:sections/:title/", make_post(), "posts/Hot_tea a/x.md") == "/posts/hot_tea-a/all-about-tea/"


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("posts/2014-03-02-Green_Tea.md", "/2014-03-02-Green_Tea/"),
        ("posts/hot/tea/index.md", "/hot/tea/"),
        ("posts/index.md", "/index/"),
    ],
)
def test_a_path_is_the_files_own_below_its_folder(key, path):
    assert expand("/:path/", make_post(), key) == path


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/blog/{{ page.fileSlug }}/", "/blog/Green_Tea/"),
        ("/{{ page.date | date: '%Y/%m' }}/{{page.fileSlug}}.html", "/2014/03/Green_Tea.html"),
        ("/{{ title | slugify }}/index.html", "/all-about-tea/"),
        ("/{{- slug -}}/", "/green-tea/"),
    ],
)
def test_a_pattern_of_eleventy_is_expanded(pattern, path):
    assert expand(pattern, make_post(), "posts/2014-03-02-Green_Tea.md") == path
    assert check(pattern) == pattern


def test_a_bundle_is_called_like_its_folder():
    assert expand("/:sections/:filename/", make_post(), "posts/2014/tea/index.md") == "/posts/2014/tea/"


def test_a_post_without_a_slug_of_its_own_is_called_like_its_file():
    assert expand("/:slugorfilename/", make_post(), DATED) == "/2014-03-02-green-tea/"


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{date:%Y}/{date:%b}/{slug}.html", "/2014/Mar/all-about-tea.html"),
        ("posts/{date:%Y-%m-%d}/{slug}/index.html", "/posts/2014-03-02/all-about-tea/"),
        ("{date:%-d.%-m.%y}/{slug}/", "/2.3.14/all-about-tea/"),
        ("{category}/{lang}/{author}/{slug}.html", "/food/hot-drinks/pt-br/ada-lovelace/all-about-tea.html"),
        ("{date:%j%%}/{slug}", "/061%/all-about-tea/"),
    ],
)
def test_a_pattern_of_pelican_is_expanded(pattern, path):
    assert expand(pattern, make_post(), DATED) == path


@pytest.mark.parametrize(("key", "path"), [(PLAIN, "/notes/all-about-tea/"), (DATED, "/misc/all-about-tea/")])
def test_pelicans_category_is_the_folder_where_none_is_written(key, path):
    assert expand("{category}/{slug}/", make_post(categories=()), key) == path


def test_pelican_takes_a_slug_that_the_author_wrote():
    assert expand("{slug}.html", make_post(slug="tea-time", written_slug="tea-time"), DATED) == "/tea-time.html"


def test_a_slug_that_the_author_wrote_may_be_the_name_of_the_file():
    post = make_post(written_slug="green-tea")

    assert expand("{slug}.html", post, DATED) == "/green-tea.html"
    assert expand("/:slugorfilename/", post, DATED) == "/green-tea/"


def test_what_a_post_does_not_have_leaves_no_trace():
    post = make_post(categories=(), authors=(), language="", title="!")

    assert expand("pretty", post, DATED) == "/2014/03/02/green-tea/"
    assert expand("/:categories/{lang}/{author}/:title/", post, PLAIN) == "/green-tea/"


def test_letters_of_any_script_are_kept():
    assert expand("/:title/", make_post(title="תה ירוק"), PLAIN) == "/תה-ירוק/"


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("/:years/:title/", ":years"),
        ("/{slag}.html", "{slag}"),
        ("/{}/:title/", "{}"),
        ("/{date:%Q}/{slug}", "%Q"),
        ("/{date}/{slug}", "{date}"),
        ("/{{ page.date }}/:title/", "{{ page.date }}"),
        ("/:sections[x]/:title/", r":sections\[x\]"),
        ("/:year[1:]/:title/", r":year\[1:\]"),
    ],
)
def test_an_unknown_placeholder_is_named(pattern, name):
    with pytest.raises(ValueError, match=name.replace("{", r"\{")):
        expand(pattern, make_post(), DATED)
    with pytest.raises(ValueError, match=name.replace("{", r"\{")):
        check(pattern)


@pytest.mark.parametrize("pattern", ["pretty", "/:year/:title/", "{slug}.html", "/:contentbasename/"])
def test_a_pattern_that_tells_posts_apart_is_good(pattern):
    assert check(pattern) == pattern


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [("/:year/:month/", "one address"), ("/blog/", "one address"), ("/../:title/", "upwards"), ("/:title/?a", "query")],
)
def test_a_pattern_that_cannot_serve_all_posts_is_told(pattern, sentence):
    with pytest.raises(ValueError, match=sentence):
        check(pattern)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("pretty", True), ("/:year/a/", True), ("{slug}", True), ("/a/b/", False), ("https://a.example:80/b", False)],
)
def test_a_permalink_may_be_a_pattern(text, answer):
    assert is_pattern(text) is answer
