"""Languages: their tags, and what they call themselves."""

import pytest

from blog.language import NAMES, as_tag, is_same_language, name_of_language
from blog.words import locales


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("he", "עברית"),
        ("pt-BR", "Português (Brasil)"),
        ("de-AT", "Deutsch (AT)"),
        ("zh-Hant", "繁體中文"),
        ("tlh", "tlh"),
        ("gsw-CH", "gsw-CH"),
    ],
)
def test_a_language_is_called_as_it_calls_itself(tag: str, name: str) -> None:
    assert name_of_language(tag) == name


def test_every_language_that_has_words_has_a_name() -> None:
    assert {words.language for words in locales()} <= set(NAMES)
    assert {"fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "ar", "ko"} <= set(NAMES)


def test_a_tag_is_spelled_as_usual() -> None:
    assert [as_tag(text) for text in ("EN", "pt_br", "zh-hans-cn")] == ["en", "pt-BR", "zh-Hans-CN"]


def test_two_tags_are_one_language_if_one_of_them_only_says_less() -> None:
    assert is_same_language("en", "en")
    assert is_same_language("en", "en-GB")
    assert is_same_language("en-GB", "en")
    assert not is_same_language("en-US", "en-GB")
    assert not is_same_language("fi", "fil")
