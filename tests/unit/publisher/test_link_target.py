import pytest

from blog.name import names_of
from publisher.link_target import Target, target_of

GREEN = Target("key", "posts/green.md")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("green.md", (GREEN, "")),
        ("./green.md", (GREEN, "")),
        ("../green.md#part", (Target.named("green"), "#part")),
        ("../posts/green.md?a=1#part", (GREEN, "?a=1#part")),
        ("../pages/about.md", (Target("key", "pages/about.md"), "")),
        ("/posts/green.md", (GREEN, "")),
        ("green%20tea.md", (Target("key", "posts/green tea.md"), "")),
        ("ירוק.md", (Target("key", "posts/ירוק.md"), "")),
        ("green.markdown", (Target("key", "posts/green.markdown"), "")),
        ("{filename}green.md", (GREEN, "")),
        ("{filename}/posts/green.md", (GREEN, "")),
        ("{filename}/blog/green.md", (Target("name", "green"), "")),
        ("|filename|green.md", (GREEN, "")),
        ("@/blog/green.md#part", (Target("name", "green"), "#part")),
        ("@/posts/green.md", (GREEN, "")),
        ("@/blog/green.de.md", (Target("name", "green-de"), "")),
        ("https://tea.example/green.md", None),
        ("//tea.example/green.md", None),
        ("mailto:green.md", None),
        ("http://[green.md", None),
        ("/posts/green/", None),
        ("green.html", None),
        ("#green.md", None),
        ("", None),
    ],
)
def test_a_target_is_what_the_address_names(address, expected):
    assert target_of(address, "posts/tea.md") == expected


@pytest.mark.parametrize(
    "name", ["Green tea", "green-tea", "green tea.md", "notes/Green Tea", "2014-03-12-green-tea", "On green tea?"]
)
def test_a_source_is_found_by_its_file_or_its_title(name):
    assert Target.named(name).text in names_of("posts/2014-03-12-green-tea.md", "On green tea")


def test_a_name_without_letters_is_still_a_name():
    assert Target.named("🍵").text == "🍵"


def test_a_bundle_is_asked_for_by_its_folder():
    assert target_of("@/blog/tea/index.md", "posts/a.md") == (Target("name", "tea"), "")


def test_space_around_an_address_is_not_part_of_it():
    assert target_of(" b.md#x", "posts/a.md") == (Target("key", "posts/b.md"), "#x")
    assert target_of("foo@/bar.md", "posts/a.md") == (Target("key", "posts/foo@/bar.md"), "")
