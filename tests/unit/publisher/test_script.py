"""The language that letters tell."""

import pytest

from publisher.script import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Listening for rain", ""),
        ("היי, עצור! עידן AI חדש לפניך!", "he"),
        ("OpenAI ChatGPT חדש", ""),
        ("如何等待一个词", "zh"),
        ("言葉を待つ", "ja"),
        ("말을 기다리는 법", "ko"),
        ("الاستماع إلى المطر", "ar"),
        ("Как ждать слова", ""),
        ("", ""),
        ("123 !!", ""),
    ],
)
def test_a_script_tells_its_language_where_it_can(text: str, language: str) -> None:
    assert language_of(text) == language
