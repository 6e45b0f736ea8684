"""Translations: what files say of them, and which a page names."""

import pytest

from blog.settings import Settings
from publisher.fields import Field, Fields
from publisher.translation import in_language, read_language, read_translation_key, translation, translations_of

SETTINGS = Settings(language="en-GB")
ENGLISH, GERMAN, HEBREW = (translation(language, f"/{language}/", SETTINGS) for language in ("en-GB", "de", "he"))


def test_no_language_is_the_sites() -> None:
    assert translation("", "/en-GB/", SETTINGS) == ENGLISH
    assert (ENGLISH.is_default, translation("en", "/", SETTINGS).is_default, GERMAN.is_default) == (True, True, False)


def test_a_text_stands_among_its_translations_by_language() -> None:
    assert translations_of(ENGLISH, [HEBREW, GERMAN]) == (GERMAN, ENGLISH, HEBREW)


def test_a_text_without_a_translation_has_none() -> None:
    assert translations_of(ENGLISH, []) == translations_of(ENGLISH, [ENGLISH]) == ()


def test_of_each_language_one_is_named_and_of_the_texts_own_itself() -> None:
    second = translation("de", "/second/", SETTINGS)

    assert translations_of(ENGLISH, [GERMAN, second]) == (GERMAN, ENGLISH)
    assert translations_of(second, [GERMAN, ENGLISH]) == (second, ENGLISH)


def test_an_address_and_a_name_can_be_shown() -> None:
    hebrew = translation("he", "/he/posts/תה/", SETTINGS)

    assert (hebrew.url, hebrew.name) == ("/he/posts/%D7%AA%D7%94/", "עברית")


@pytest.mark.parametrize(
    ("written", "key", "language"),
    [
        ("", "posts/tea.md", ""),
        ("", "posts/tea.de.md", "de"),
        ("de-AT", "posts/tea.de.md", "de-AT"),
        ("fr", "posts/tea.md", "fr"),
    ],
)
def test_the_language_is_written_or_in_the_files_name(written: str, key: str, language: str) -> None:
    fields = Fields([Field("lang", written, 2)])

    assert (read_language(fields, key), fields.warnings) == (language, [])


def test_a_written_language_goes_before_another_in_the_files_name_with_a_warning() -> None:
    fields = Fields([Field("lang", "fr", 2)])

    assert read_language(fields, "posts/tea.de.md") == "fr"
    assert [(each.line, each.field) for each in fields.warnings] == [(2, "lang")]
    assert "name says de" in fields.warnings[0].message


@pytest.mark.parametrize("name", ["translationKey", "translation_key", "lang-ref", "page_id"])
def test_a_key_is_read_by_the_names_of_several_systems(name: str) -> None:
    assert read_translation_key(Fields([Field(name, "tea", 2)])) == "tea"


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("posts/tea.md", "/posts/tea/"),
        ("posts/tea.en.md", "/posts/tea/"),
        ("posts/tea.de.md", "/de/posts/tea/"),
        ("posts/tea.pt-BR.md", "/pt-br/posts/tea/"),
    ],
)
def test_a_translation_stands_below_its_language(key: str, path: str) -> None:
    assert in_language("/posts/tea/", key, SETTINGS) == path
