"""Posts, and the terms under which they are listed."""

from blog.post import MOST_TERMS, Author, Series, Tag
from tests.unit.make import make_post


def test_a_term_has_an_address_and_a_collection_of_its_kind() -> None:
    terms = (Tag("C++"), Author("Ada Lovelace"), Series("גשם"))

    assert [term.path for term in terms] == ["/tags/c-plus-plus/", "/authors/ada-lovelace/", "/series/גשם/"]
    assert [term.collection for term in terms] == [
        "LIST#tag/c-plus-plus",
        "LIST#author/ada-lovelace",
        "LIST#series/גשם",
    ]
    assert terms[2].url == "/series/%D7%92%D7%A9%D7%9D/"


def test_a_post_is_listed_under_its_series_authors_tags_and_categories_each_once() -> None:
    post = make_post(tags=("Tea", "Ada"), categories=("tea", "food/drink"), authors=("Ada", "ADA", "☕"), series="Tea")

    assert post.terms == (Series("Tea"), Author("Ada"), Tag("Tea"), Tag("Ada"), Tag("food/drink"))
    assert post.topics == (Tag("Tea"), Tag("Ada"), Tag("food/drink"))
    assert post.writers == (Author("Ada"), Author("ADA"), Author("☕"))


def test_of_too_many_terms_the_last_tags_and_categories_are_left_out() -> None:
    names = tuple(f"t{number}" for number in range(MOST_TERMS - 2))
    post = make_post(tags=names, categories=("one", "two"), authors=("Ada",), series="Rain")

    assert post.terms == (Series("Rain"), Author("Ada"), *map(Tag, names))
    assert post.named_terms[MOST_TERMS:] == (Tag("one"), Tag("two"))
    assert Tag("one") not in post.topics
