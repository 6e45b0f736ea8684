"""What a text may call another source by."""

from blog.name import LONGEST_BYTES, may_be_named, names_of


def test_a_source_has_its_keys_its_files_and_its_titles_names() -> None:
    found = names_of("posts/2014-03-12-green-tea.md", "On tea", "Tea!")

    assert found == {"posts/2014-03-12-green-tea.md", "2014-03-12-green-tea", "green-tea", "on-tea", "tea"}


def test_an_index_is_called_by_its_folder() -> None:
    assert names_of("posts/tea/index.md") == {"posts/tea/index.md", "tea"}
    assert names_of("pages/about/_index.md") == {"pages/about/_index.md", "about"}


def test_nothing_is_called_by_no_name_or_a_longer_one_than_a_key() -> None:
    assert not may_be_named("")
    assert may_be_named("x" * LONGEST_BYTES)
    assert not may_be_named("é" * LONGEST_BYTES)
