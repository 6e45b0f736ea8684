"""Scripts: the language of a text whose author did not name it, as far as its letters tell."""

import unicodedata
from collections import Counter

# By the first word of a letter's Unicode name; a script that many languages share says nothing.
LANGUAGES = {"HEBREW": "he", "ARABIC": "ar", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh"}
ENOUGH = 0.4


def language_of(text: str) -> str:
    """A BCP 47 tag if at least four of ten letters are of a script that says it, else nothing.

    Chinese characters are Japanese where kana stand among them. Arabic letters are
    taken for Arabic, which is right for the direction at least.
    """
    letters = [char for char in text if char.isalpha()]
    found = Counter(LANGUAGES.get(unicodedata.name(char, "?").split(maxsplit=1)[0], "") for char in letters)
    if found["ja"]:
        found["ja"] += found.pop("zh", 0)
    language, number = max(found.items(), key=lambda item: (bool(item[0]), item[1]), default=("", 0))
    return language if number >= ENOUGH * len(letters) else ""
