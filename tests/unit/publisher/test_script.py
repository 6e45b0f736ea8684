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
        ("كيف ننتظر كلمة في المقهى بعد انتهاء المطر وخروج الناس إلى الشارع مع پاريس", "ar"),
        ("گوش سپردن به باران", "fa"),
        ("تمام شب وقت دارد. جایی بنشینید که شیشه را ببینید", "fa"),
        ("بارش کی آواز سنیے، کھڑکی کے پاس پانچ منٹ", "ur"),
        ("گوێگرتن لە باران لەبەر پەنجەرە", "ckb"),
        ("د باران غږ ته غوږ نیول، د کړکۍ څنګ ته ښه پنځه دقیقې", "ps"),
        ("Как ждать слова", ""),
        ("", ""),
        ("123 !!", ""),
    ],
)
def test_a_script_tells_its_language_where_it_can(text: str, language: str) -> None:
    assert language_of(text) == language
