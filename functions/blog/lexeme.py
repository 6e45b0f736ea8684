"""Lexemes: the forms under which words are found, whatever their endings, accents and capitals; in texts and queries.

A word is a run of letters and digits. Scripts without spaces have none, so every two
characters side by side count as one (bigrams, as in Lucene's CJKAnalyzer), which needs
no dictionary; Korean is among them, since its particles hang on to words.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

LONGEST = 40  # what is longer is no word
# Thai, Lao, Burmese, Khmer; kana, Han, Hangul.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f"
)
STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

# Compiled (and kept) by `re` when first used: the API starts without.
_PIECES = f"([{UNSPACED}]+)|[^ {UNSPACED}]+"
# Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs; marks of other scripts are letters.
_ACCENTS = "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
# What no accent tells apart; Hebrew's final letters; Arabic and Persian spellings of one letter, as in Lucene.
_SAME = str.maketrans("łøđıךםןףץىیکةۀە", "lodiכמנפציيكههه") | str.maketrans({"æ": "ae", "œ": "oe"})


class _Kept(dict[int, str | None]):
    """What stays of each character in words, for `str.translate`: letters, digits and their marks."""

    def __missing__(self, code: int) -> str | None:
        kept: str | None = chr(code) if unicodedata.category(chr(code))[0] in "LNM" else " "
        self[code] = kept
        return kept


_KEPT = _Kept({0xAD: None})  # a soft hyphen stands inside a word


def words_of_text(text: str) -> Iterator[str]:
    """Its words in small letters, in their order; of scripts without spaces also each run's last character."""
    for piece, is_unspaced in _pieces(text):
        yield from _pairs(piece) if is_unspaced else [piece[:LONGEST]]
        if is_unspaced and len(piece) > 1:
            yield piece[-1]  # so that each character is the first of something


def words_of_query(text: str) -> Iterator[str]:
    """Its words in small letters; one character of a script without spaces only where it stands alone."""
    for piece, is_unspaced in _pieces(text):
        yield from _pairs(piece) if is_unspaced else [piece[:LONGEST]]


def lexemes(word: str, *languages: str) -> list[str]:
    """The word itself, folded, then its stem in each of the languages, as far as they differ."""
    return list(dict.fromkeys((fold(word), *(fold(_stem(language, word)) for language in languages))))


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Without accents and other differences that people leave out when they type."""
    parts = re.sub(_ACCENTS, "", unicodedata.normalize("NFKD", word.casefold()))
    return unicodedata.normalize("NFC", parts).translate(_SAME)


def is_unspaced(word: str) -> bool:
    """Whether it is written in a script without spaces."""
    found = re.match(_PIECES, word)
    return bool(found and found[1])


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    plain = unicodedata.normalize("NFKC", text).lower().translate(_KEPT)
    return ((found[0], bool(found[1])) for found in re.finditer(_PIECES, plain))


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


@lru_cache(maxsize=20_000)
def _stem(language: str, word: str) -> str:
    name = STEMMERS.get(language.partition("-")[0].lower())
    return str(_stemmer(name).stemWord(word)) if name else word


@cache
def _stemmer(name: str) -> Any:
    import snowballstemmer  # noqa: PLC0415  # it takes 12 ms, and only searches and authors need it

    return snowballstemmer.stemmer(name)
