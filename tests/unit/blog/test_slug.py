"""Slugs in the author's own script."""

import pytest

from blog.slug import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Listening for Rain", "listening-for-rain"),
        ("What's new in C++?", "whats-new-in-c-plus-plus"),
        ("C#", "c-sharp"),
        ("שלום עולם", "שלום-עולם"),
        ("如何等待", "如何等待"),
        ("  --a--b--  ", "a-b"),
        ("../../etc/passwd", "etc-passwd"),
        ("ﬁne Ⅳ", "fine-iv"),
        ("!!!", ""),
    ],
)
def test_a_slug_is_letters_and_digits_of_any_script_joined_by_hyphens(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_fits_into_a_key() -> None:
    assert len(slug("\ufdfa" * 60).encode()) < 500


def test_a_slug_of_a_slug_is_itself() -> None:
    assert slug(slug("Ünïcode & more + things")) == slug("Ünïcode & more + things")
