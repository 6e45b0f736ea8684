import pytest

from publisher.public_path import free_path, is_reserved, public_path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/2014/03/tea/", "/2014/03/tea/"),
        ("2014/03/tea", "/2014/03/tea/"),
        ("/2014/03/tea.html", "/2014/03/tea.html"),
        ("/Tea.HTM", "/Tea.HTM"),
        ("/tea/index.html", "/tea/"),
        ("/index.html", "/"),
        ("/a//b///", "/a/b/"),
        ("//tea.example/a", "/a/"),
        ("https://tea.example:8080/a/b.html", "/a/b.html"),
        ("https://tea.example", "/"),
        ("/%D7%AA%D7%94/", "/תה/"),
        ("/cafe\u0301/", "/café/"),
        ("/gemini-1.5/", "/gemini-1.5/"),
        (" /a b/ ", "/a b/"),
        ("/100%25/", "/100%/"),
        ("/feed.xml", "/feed.xml"),
    ],
)
def test_an_address_becomes_a_path(text, path):
    assert public_path(text) == path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/a/../b/", "upwards"),
        ("/a/%2e%2e/b/", "upwards"),
        ("/./a/", "upwards"),
        ("/?p=12", "query"),
        ("/a/#b", "fragment"),
        ("javascript:alert(1)", "not a path"),
        ("mailto:a@tea.example", "not a path"),
        ("http://[", "not an address"),
        ("/a%0ab/", "character"),
        ("/a%00b/", "character"),
        ("/a\\b/", "character"),
        ("/a%3Fb/", "character"),
        ("/<script>/", "character"),
        ("/a\u202eb/", "character"),
        ("/%FF/", "UTF-8"),
        ("/" + "a" * 201 + "/", "too long"),
        ("/ab" * 250, "too long"),
    ],
)
def test_what_can_be_no_path_is_told(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        public_path(text)


@pytest.mark.parametrize(
    "path",
    ["/", "/archive/", "/archive/2014/", "/archive/2014/03/", "/tags/", "/tags/tea/", "/tags/tea.html", "/authors/",
     "/authors/ada/", "/authors/ada.html", "/series/", "/series/rain/2026/", "/api/views/",
     "/assets/a/", "/media/a/", "/404.html", "/feed.xml/", "/rss.xml/", "/feed.json/", "/sitemap.xml/",
     "/sitemap-2014.xml/", "/robots.txt/", "/recent.json/", "/search/", "/preview/", "/preview/0f/", "/.dev/receipts/"],
)  # fmt: skip
def test_the_sites_own_addresses_are_not_free(path):
    assert is_reserved(path)
    with pytest.raises(ValueError, match="the site's own"):
        free_path(path)


@pytest.mark.parametrize(
    "path",
    ["/archives/", "/tag/tea/", "/archive/tea/", "/author/ada/", "/seriess/", "/404/", "/posts/tea/", "/searching/"],
)
def test_all_others_are_free(path):
    assert free_path(path) == path
