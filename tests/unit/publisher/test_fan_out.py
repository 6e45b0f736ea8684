"""Fan-outs: who shows what stands between them, and where a post is listed."""

from dataclasses import replace
from datetime import UTC, datetime

from blog import keys
from blog.record import Record, Status, changes, position, rows
from publisher.fan_out import PAGES_OF, neighbours, pages_with
from publisher.library import related_rows
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_post, make_record


def test_a_post_among_many_is_shown_by_the_next_older_and_the_three_newer_ones() -> None:
    assert neighbours(["n1", "n2", "n3"], ["o1", "o2", "o3", "o4"]) == {"n1", "n2", "n3", "o1"}


def test_near_the_beginning_the_older_ones_fill_up_with_newer_posts() -> None:
    assert neighbours(["n1"], ["o1", "o2", "o3"]) == {"n1", "o1", "o2", "o3"}


def test_the_neighbours_are_exactly_those_that_show_the_place() -> None:
    """Against the rule itself: three older posts, filled up with newer ones; the next on either side."""
    for total in range(1, 12):
        posts = list(range(total))
        for place in posts:
            newer, older = posts[place + 1 :][:3], posts[:place][::-1][:4]
            told = neighbours(list(map(str, newer)), list(map(str, older)))
            assert {str(p) for p in posts if p != place and place in _shown_on(p, posts)} <= told
            if total > 4:
                assert len(told) <= 6


def test_related_are_the_three_posts_before_of_the_first_topic_and_a_change_touches_all_that_show_it() -> None:
    """Against the rule itself, for each post of a blog of several topics."""
    topics = [("tea",), ("rain", "tea"), ("tea", "rain"), (), ("milk",), ("rain",), ("tea",)] * 3
    table, records = FakeTable(), []
    for day, tags in enumerate(topics, 1):
        path, post = f"/{day:02}/", make_post(tags=tags, date=datetime(2026, 3, day, tzinfo=UTC))
        records.append(make_record(post, path=path, id=f"{day:016x}", source=f"posts/{day}.md"))
        table.write(changes(None, records[-1]))

    for record in records:
        place = "/".join([position(record), *(topic.slug for topic in record.post.topics)])
        showing = {each.path for each in records if record.path in _shown_as_related(each, records, table)}
        assert showing <= PAGES_OF["beside"](table, place), record.path


def _shown_as_related(record: Record, records: list[Record], table: FakeTable) -> set[str]:
    before = [each for each in records if each.path < record.path]
    expected = [each.path for each in before if set(record.post.topics[:1]) & set(each.post.topics)][-3:]
    assert [row["url"] for row in related_rows(table, record)] == expected[::-1]
    return set(expected)


def test_a_row_of_the_archive_names_all_pages_on_which_its_post_stands() -> None:
    post = make_post(tags=("Tea",), categories=("Food",), authors=("Ada", "Grace"), series="Rain", aliases=("/old/",))
    (row,) = (row | {"SK": key.sk} for key, row in rows(make_record(post)).items() if key.pk == "LIST#archive")

    lists = ("/archive/", "/tags/tea/", "/tags/food/", "/authors/ada/", "/authors/grace/", "/series/rain/")
    assert pages_with(row) == {
        *("/posts/listening-for-rain/", "/old/", "/sitemap-2026.xml", "/archive/2026/03/"),
        *(page for path in lists for page in (path, f"{path}2026/")),
    }


def _shown_on(own: int, posts: list[int]) -> set[int]:
    newer, older = posts[own + 1 :], posts[:own][::-1]
    return set((older[:3] + newer)[:3]) | set(newer[:1]) | set(older[:1])


def test_a_translation_is_shown_by_its_original_listed_or_not_and_all_others() -> None:
    original = make_record(source="posts/tea.md", id=keys.post_id("posts/tea.md"), path="/tea/", live="")
    others = [make_record(source=f"posts/tea.{each}.md", id=each, path=f"/{each}/tea/") for each in ("de", "he")]

    def shown(status: Status) -> set[str]:
        table = FakeTable()
        for record in (replace(original, status=status), *others):
            table.write(changes(None, record))
        return PAGES_OF["translations"](table, original.id)

    assert shown(Status.PUBLISHED) == {"/tea/", "/de/tea/", "/he/tea/"}
    assert shown(Status.DRAFT) == {"/de/tea/", "/he/tea/"}
