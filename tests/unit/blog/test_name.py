"""What a text may call another source by."""

import pytest

from blog.name import LONGEST_BYTES, is_identity, language_in, may_be_named, names_of, original_of, rank, stem


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


@pytest.mark.parametrize(
    ("key", "name", "language", "original"),
    [
        ("posts/tea.de.md", "tea", "de", "posts/tea.md"),
        ("posts/tea.pt-br.markdown", "tea", "pt-BR", "posts/tea.markdown"),
        ("posts/tea.zh_Hans.md", "tea", "zh-Hans", "posts/tea.md"),
        ("posts/2014-03-12.he.md", "2014-03-12", "he", "posts/2014-03-12.md"),
        ("posts/tea/index.de.md", "tea", "de", "posts/tea/index.md"),
        ("posts/v1.2.de.md", "v1.2", "de", "posts/v1.2.md"),
        ("posts/tea.md", "tea", "", ""),
        ("posts/de.md", "de", "", ""),
        ("posts/.de.md", ".de", "", ""),
        ("posts/v1.2.md", "v1.2", "", ""),
        ("posts/node.js.md", "node.js", "", ""),
        ("posts/tea.DE.md", "tea.DE", "", ""),
        ("posts/tea.deu.md", "tea.deu", "", ""),
        ("posts/tea.de-1.md", "tea.de-1", "", ""),
        ("posts/x.xx.md", "x.xx", "", ""),
    ],
)
def test_a_files_name_may_tell_its_language(key: str, name: str, language: str, original: str) -> None:
    assert (stem(key), language_in(key), original_of(key)) == (name, language, original)


def test_a_translation_is_called_with_and_without_its_language() -> None:
    assert names_of("posts/2014-03-12-tea.pt-br.md", "Chá") == {
        *("posts/2014-03-12-tea.pt-br.md", "2014-03-12-tea", "tea", "2014-03-12-tea-pt-br", "tea-pt-br", "chá"),
    }
    assert names_of("posts/tea/index.de.md") == {"posts/tea/index.de.md", "tea", "tea-de"}


def test_of_one_name_the_text_is_meant_whose_name_tells_no_language() -> None:
    sources = ("posts/tea.de.md", "posts/tea.md", "notes/tea.he.md")

    assert min(sources, key=lambda source: rank(source, "tea")) == "posts/tea.md"


def test_of_a_key_that_two_are_called_by_the_source_is_meant_that_has_it() -> None:
    sources = ("posts/chai.md", "posts/tea.de.md")

    assert min(sources, key=lambda source: rank(source, "posts/tea.de.md")) == "posts/tea.de.md"


def test_a_renamed_source_is_called_by_its_former_names_too() -> None:
    assert names_of("posts/chai.md", identity="posts/2014-03-12-tea.md") == {
        *names_of("posts/chai.md"),
        *names_of("posts/2014-03-12-tea.md"),
    }
    assert names_of("posts/chai.md", identity="4711") == {"posts/chai.md", "chai", "id:4711"}


def test_an_identity_is_a_name_that_a_row_can_have() -> None:
    assert is_identity("x" * (LONGEST_BYTES - 3))
    assert not is_identity("x" * (LONGEST_BYTES - 2))
