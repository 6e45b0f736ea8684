"""Slugs of other systems: each as its system makes it; `tests/moving` asks the systems themselves."""

import pytest

from publisher.system_slug import eleventy_slug, hugo_file_slug, hugo_slug, jekyll_slug, pelican_slug


@pytest.mark.parametrize(
    ("text", "hugo", "pelican", "eleventy"),
    [
        ("Green tea", "green-tea", "green-tea", "green-tea"),
        ("C++ on a boat", "c-on-a-boat", "c-on-a-boat", "c-on-a-boat"),
        ("Tea & cake", "tea-cake", "tea-cake", "tea-and-cake"),
        ("R&D, v1.2", "rd-v1.2", "rd-v12", "r-and-d-v1-2"),
        ("under_score", "under_score", "under_score", "under-score"),
        ("What's it's", "whats-its", "whats-its", "whats-its"),
        ("Über Straße", "über-straße", "uber-strasse", "ueber-strasse"),
        ("L’école à Łódź", "lécole-à-łódź", "lecole-a-lodz", "l-ecole-a-lodz"),
        ("one – two", "one-two", "one-two", "one-two"),
        ("a -- b", "a--b", "a-b", "a-b"),
        ("½ of №5", "of-5", "12-of-no5", "of-5"),
        ("İstanbul", "istanbul", "istanbul", "istanbul"),
        ("तेज़ हवा", "तेज़-हवा", "तेज़-हवा", ""),
        ("!", "", "", ""),
    ],
)
def test_a_title_is_what_each_system_makes_of_it(text, hugo, pelican, eleventy):
    assert (hugo_slug(text), pelican_slug(text), eleventy_slug(text)) == (hugo, pelican, eleventy)


def test_hugo_keeps_a_plus_in_the_name_of_a_file():
    assert hugo_file_slug("C++ on\ta Boat") == "c++-on-a-boat"


def test_jekyll_keeps_the_case_and_dots_of_a_files_name():
    assert jekyll_slug("Green_Tea 1.5 – שלום") == "Green_Tea-1.5-שלום"
