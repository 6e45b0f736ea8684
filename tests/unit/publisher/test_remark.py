from dataclasses import replace

import pytest

from publisher.remark import moved, not_alone, shared, taken
from tests.unit.make import make_post, make_record

RECORD = replace(make_record(make_post(aliases=("/old/",))), natural="/posts/tea/", path="/posts/tea/")


def claim(source, path):
    return {"SK": source, "path": path}


def test_a_post_that_stands_elsewhere_than_it_asks_is_told_where():
    assert moved(RECORD) == ()
    (told,) = moved(replace(RECORD, path="/posts/tea-1/"))

    assert (told.field, "/posts/tea-1/" in told.message) == ("slug", True)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ""),
        ([claim(RECORD.source, "/posts/tea/")], ""),
        ([claim("posts/zzz.md", "/old/")], "A post stands at /old/"),
        ([claim("a.md", "/posts/other/")], "Another file has the alias /old/"),
        ([claim("zzz.md", "/posts/other/")], ""),
    ],
)
def test_an_alias_that_another_has_before_is_told(rows, words):
    told = taken(RECORD, lambda path: rows if path == "/old/" else [])

    assert [each.message.partition(",")[0] for each in told] == ([words] if words else [])


def test_a_post_of_the_same_title_is_told_but_for_a_translation():
    assert not_alone("posts/tea.md", "") == not_alone("posts/tea.md", "posts/tea.de.md") == ()
    assert "posts/b.md" in not_alone("posts/a.md", "posts/b.md")[0].message


def test_two_posts_of_one_identity_are_told_of_each_other():
    record = make_record(make_post(identity="4711"), source="posts/b.md")
    rows = {"id:4711": [{"SK": "posts/b.md"}, {"SK": "posts/a.md"}]}

    (told,) = shared(record, rows.__getitem__)

    assert (told.field, told.message.partition(" ")[0]) == ("id", "posts/a.md")
    assert shared(record, lambda _: [{"SK": "posts/b.md"}]) == shared(make_record(), rows.__getitem__) == ()
