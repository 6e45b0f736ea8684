from datetime import UTC, datetime

from blog import keys
from blog.comment import Comment
from blog.correspondent import Correspondent, asking
from blog.disclosure import addresses_of, disclosed, items_of, pages_by_key
from blog.held import Held
from blog.item import to_item
from blog.known import noted
from blog.moderation import approve, hold
from blog.personal import copies, pages_of
from blog.record import Status, bearers
from blog.table import Put
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_record

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEA, RAIN = "0a" * 12, "0b" * 12
HERS = "d1" * 16


def table_with(*comments: Comment) -> FakeTable:
    table = FakeTable()
    for each in comments:
        hold(table, Held(each, "Tea", "/posts/tea/", browser="b0b"), *noted(each))
    return table


def test_by_few_keys_the_same_is_found_as_by_reading_everything() -> None:
    comments = [Comment(id_, "p1", "Ada", "Oolong.", NOON, correspondent=HERS) for id_ in (TEA, RAIN)]
    table = table_with(*comments, Comment("0c" * 12, "p1", "Bob", "Coffee.", NOON, correspondent="e2" * 16))
    approve(table, TEA, NOON)
    table.put(Put(keys.browser("b0b"), {"generation": 1}))

    found = items_of(table, HERS)

    everything = [each for each in table.scan() if (each["PK"] != "TALK" and TEA in str(each)) or RAIN in str(each)]
    assert {(each["PK"], each["SK"]) for each in found} == {
        *((each["PK"], each["SK"]) for each in everything if not each["PK"].startswith("WRITER#")),
        (keys.browser("b0b").pk, keys.browser("b0b").sk),
    }


def test_pages_are_found_of_posts_that_took_over_the_comments_of_a_former_file() -> None:
    table = FakeTable()
    records = [
        make_record(id="a1", path="/posts/rain/"),
        make_record(id="b2", source="posts/sun.md", path="/posts/sun/", status=Status.DRAFT),
        make_record(id="c3", source="posts/new.md", path="/posts/new/", post=None),
    ]
    for each in records:
        table.put(Put(keys.record(each.id), to_item(each)))
        for key, row in bearers(each).items():
            table.put(Put(key, row))
    table.put(Put(keys.bearer("old", "posts/new.md"), {"path": "/posts/new/"}))

    found = pages_by_key(table, ["a1", "b2", "old"])

    assert {post: tuple(paths) for post, paths in found.items()} == {
        "a1": ("/posts/rain/",),
        "b2": (),
        "old": ("/posts/new/",),
    }
    assert pages_of(list(table.scan()))["a1"] == found["a1"]


def test_what_is_handed_out_names_the_addresses_that_are_kept_and_where_a_comment_is_shown() -> None:
    table = table_with(Comment(TEA, "p1", "Ada", "Oolong.", NOON, correspondent=HERS))
    approve(table, TEA, NOON)
    table.put(asking(table, HERS, Correspondent("ada@reader.example", TEA, "r1", "w1"), NOON))
    items = items_of(table, HERS)
    found = list(copies(items))

    whole = disclosed(
        "Ada",
        found,
        items,
        {"p1": ("/posts/tee ü/",)},
        addresses=addresses_of(table, found),
        url="https://blog.example",
        now=NOON,
    )

    assert [each["address"] for each in whole["addresses"]] == ["ada@reader.example"]
    assert [each["shown_at"] for each in whole["comments"]] == [
        [f"https://blog.example/posts/tee%20%C3%BC/#comment-{TEA}"],
        [],
    ]
