"""Redirects: old addresses of the site, read from site.yaml."""

import pytest

from blog.settings import Redirect
from publisher.fields import Fields
from publisher.redirects import MOST, clashes, dead_ends, read_redirects
from publisher.yaml_fields import read_yaml


def read(text):
    fields = Fields(read_yaml("site.yaml", text))
    return read_redirects(fields), fields


def test_a_map_leads_from_old_to_new_addresses():
    found, fields = read(
        "title: Tea\nredirects:\n  /index.xml: /feed.xml\n  /tag/Grün.html: /tags/gr%C3%BCn/\n  /b: /\n"
    )

    assert found == (
        Redirect("/index.xml", "/feed.xml"),
        Redirect("/tag/Grün.html", "/tags/grün/"),
        Redirect("/b/", "/"),
    )
    assert (fields.errors, fields.warnings) == ([], [])
    assert read("title: Tea")[0] == ()


@pytest.mark.parametrize(
    "path", ["/posts/", "/tags/tea/index.xml", "/tags/tea.html", "/tags/index.xml", "/tags/feed.html"]
)
def test_an_address_that_the_site_keeps_free_of_posts_may_lead_elsewhere(path):
    assert read(f"redirects: {{{path}: /feed.xml}}")[0] == (Redirect(path, "/feed.xml"),)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("/tags/: /archive/", "site's own"),
        ("/tags/tea/: /", "site's own"),
        ("/tags/tea/2024/: /", "site's own"),
        ("/feed.xml: /", "site's own"),
        ("/rss.xml: /feed.xml", "site's own"),
        ("/feed.json: /feed.xml", "site's own"),
        ("/tags/tea/feed.xml: /feed.xml", "site's own"),
        ("/tags/tea/rss.xml: /feed.xml", "site's own"),
        ("old: /", "not an address"),
        ("/old/: new", "not an address"),
        ("/old/: https://tea.example/", "not an address"),
        ("/old/:", "not an address"),
        ("/old/: [/]", "must be text"),
        ("/a/../b: /", "upwards"),
        ("/?p=1: /", "query"),
        ("/old/: /old", "circle"),
    ],
)
def test_what_cannot_lead_anywhere_is_told_with_its_line_and_the_rest_is_kept(entry, sentence):
    found, fields = read(f"redirects:\n  {entry}\n  /good/: /\n")

    assert found == (Redirect("/good/", "/"),)
    assert [(each.line, each.column, each.field) for each in fields.warnings] == [(2, 3, "redirects")]
    assert sentence in fields.warnings[0].message


def test_a_circle_is_opened_and_a_way_is_none():
    found, fields = read("redirects:\n  /a/: /b/\n  /b/: /c/\n  /c/: /a/\n  /d/: /a/\n  /e/: /d/\n")

    assert found == (Redirect("/d/", "/a/"), Redirect("/e/", "/d/"))
    assert [each.line for each in fields.warnings] == [2, 3, 4]


def test_of_two_with_one_address_the_last_counts():
    found, fields = read("redirects:\n  /a/: /b/\n  /a: /c/\n")

    assert found == (Redirect("/a/", "/c/"),)
    assert [(each.line, "line 2" in each.message) for each in fields.warnings] == [(3, True)]


def test_no_more_than_fit_are_kept():
    found, fields = read("redirects:\n" + "".join(f"  /{n}/: /\n" for n in range(MOST + 1)))

    assert len(found) == MOST
    assert f"Of {MOST + 1} redirects" in fields.warnings[0].message


@pytest.mark.parametrize("value", ["/a/", "[/a/]", "5"])
def test_anything_but_a_map_is_an_error(value):
    found, fields = read(f"redirects: {value}")

    assert found == ()
    assert [(each.line, each.field) for each in fields.errors] == [(1, "redirects")]


def test_a_post_goes_before_a_redirect_which_is_told():
    redirects = (Redirect("/a/", "/b/"), Redirect("/c/", "/d/"))

    (problem,) = clashes(redirects, lambda path: path == "/c/")

    assert ("/c/" in problem.message, problem.field) == (True, "redirects")


def test_a_redirect_to_a_page_that_is_not_there_is_told():
    redirects = (Redirect("/a/", "/tea/"), Redirect("/b/", "/gone/"), Redirect("/c.jpg", "/images/c.jpg"))

    (problem,) = dead_ends(redirects, lambda path: path == "/tea/")

    assert ("/gone/" in problem.message, problem.field) == (True, "redirects")
