"""Scripts: the language of a text whose author did not name it, as far as its letters tell."""

import unicodedata
from collections import Counter

# By the first word of a letter's Unicode name; a script that many languages share says nothing.
LANGUAGES = {"HEBREW": "he", "ARABIC": "ar", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh"}
ENOUGH = 0.4

# Letters that Arabic does not have, but a language that is written in its script has often.
BESIDE_ARABIC = {"ur": "ٹڈڑںے", "ckb": "ێۆەڵڕ", "ps": "ټډړښځڅې", "fa": "پچژگکی"}
OFTEN = 0.03


def language_of(text: str) -> str:
    """A BCP 47 tag if at least four of ten letters are of a script that says it, else nothing.

    Chinese characters are Japanese where kana stand among them, Arabic letters Persian,
    Urdu, Pashto or Kurdish where letters of these do.
    """
    letters = [char for char in text if char.isalpha()]
    found = Counter(LANGUAGES.get(unicodedata.name(char, "?").split(maxsplit=1)[0], "") for char in letters)
    if found["ja"]:
        found["ja"] += found.pop("zh", 0)
    language, number = max(found.items(), key=lambda item: (bool(item[0]), item[1]), default=("", 0))
    if number < ENOUGH * len(letters):
        return ""
    return _in_arabic_letters(letters) if language == "ar" else language


def _in_arabic_letters(letters: list[str]) -> str:
    shares = {language: sum(map(own.count, letters)) / len(letters) for language, own in BESIDE_ARABIC.items()}
    return next((language for language, share in shares.items() if share >= OFTEN), "ar")
