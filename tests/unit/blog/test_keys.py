"""Keys: where what is wanted and built of a page stands."""

import pytest

from blog import keys
from blog.keys import Key


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("/posts/tea/", Key("PAGE#/posts/tea/", "WANT")),
        ("/tags/tea/", Key("TERMS#tag", "/tags/tea/")),
        ("/authors/ada/2026/", Key("TERMS#author", "/authors/ada/2026/")),
        ("/series/", Key("PAGE#/series/", "WANT")),
        ("everything", Key("PAGE#everything", "WANT")),
    ],
)
def test_the_lists_of_one_kind_of_terms_stand_together(target: str, key: Key) -> None:
    assert keys.want(target) == key
    assert keys.wanted({"PK": key.pk, "SK": key.sk}) == target


def test_what_is_about_something_else_wants_no_page() -> None:
    assert keys.wanted({"PK": "LIST#tag/tea", "SK": "2026"}) == ""
