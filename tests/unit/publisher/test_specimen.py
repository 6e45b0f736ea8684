"""Specimens: pages of every kind to try a theme on."""

from publisher.pages import GonePage, ListPage, Page, PostPage, PreviewPage
from publisher.specimen import page_classes, specimens


def of(kind: type[Page]) -> list:
    return [page for page in specimens() if type(page) is kind]


def test_there_is_every_kind_of_page_that_has_a_template():
    assert {type(page) for page in specimens()} == set(page_classes())
    assert {PostPage, PreviewPage, GonePage} <= set(page_classes())


def test_one_of_each_has_only_what_it_must_have_and_others_have_all():
    bare, *full = of(PostPage)

    assert (bare.threads, bare.newer, bare.translations, bare.post.credit) == ((), None, (), None)
    for page in full:
        assert all((page.threads, page.newer, page.translations, page.post.credit, page.post.picture.copies))


def test_what_can_be_one_of_several_is_each_of_them():
    assert {page.term.kind for page in of(ListPage) if page.term} >= {"tag", "author", "series"}
    assert {page.post.kind for page in of(PreviewPage)} == {"post", "page"}


def test_they_are_the_same_each_time():
    assert list(specimens()) == list(specimens())
