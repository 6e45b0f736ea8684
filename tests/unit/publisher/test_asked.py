"""What is read before a page is described, and what a list knows of its parts."""

from blog import keys
from blog.settings import Settings
from blog.table import Put
from publisher.asked import Asked, Contents, read_asked
from publisher.site_bucket import Tag
from tests.unit.fake_table import FakeTable

YEAR = "/archive/2026/"


def table() -> FakeTable:
    years = Contents(("2025", "2024"), divided=True)
    months = Contents(("03",), divided=True)
    return FakeTable(
        years.put("/archive/"),
        months.put(YEAR),
        Put(keys.want(YEAR), {"generation": 4, "built": 3, "etag": '"e"', "status": 200}),
        Put(keys.SETTINGS, {"settings": {"title": "Two Rooms"}}),
    )


def test_a_part_is_read_with_its_own_parts_and_its_list_s() -> None:
    asked = read_asked(table(), YEAR)

    assert (asked.generation, asked.tag) == (4, Tag('"e"', 3, 200))
    assert asked.settings.title == "Two Rooms"
    assert (asked.contents.parts, asked.whole.parts, asked.part) == (("03",), ("2025", "2024"), "2026")


def test_the_sitemap_links_the_archive_s_years() -> None:
    assert read_asked(table(), "/sitemap.xml").contents.parts == ("2025", "2024")


def test_of_a_page_that_nobody_asked_for_nothing_is_known() -> None:
    assert read_asked(FakeTable(), "/posts/tea/") == Asked(Settings())


def test_a_part_is_linked_if_and_only_if_it_exists_and_the_list_is_divided() -> None:
    asked = read_asked(table(), YEAR)

    assert asked.is_linked_rightly(exists=False)
    assert not asked.is_linked_rightly(exists=True)
    assert Asked(Settings(), part="2026").is_linked_rightly(exists=True)


def test_parts_are_kept_newest_first_and_each_change_counts() -> None:
    contents = Contents(("2025",), divided=True, generation=7)

    assert contents.with_part("2026", exists=True).parts == ("2026", "2025")
    assert contents.with_part("2025", exists=False).parts == ()
    assert contents.put("/archive/").generation == 7
    assert contents.put("/archive/").item["generation"] == 8
