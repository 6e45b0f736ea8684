"""Words: what the blog itself says to readers, in the language of the page; the texts are in `locales/`.

English stands in the code and the templates; every other language is one file,
`locales/<language>.po`, which is read when the first page needs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from blog.catalogue import read_catalogue
from blog.settings import direction

# What a tag without a script, or with a region instead of it, most likely means (CLDR, likelySubtags).
LIKELY = {"zh": "zh-hans", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant"}


def message(text: str) -> str:
    """Mark a text for the catalogues that is translated only where it is shown."""
    return text


@dataclass(frozen=True)
class Words:
    """One language's words; `gettext` and its kin are those of Python's module of that name."""

    language: str = "en"
    catalogue: NullTranslations = field(default_factory=NullTranslations, repr=False, compare=False)

    @property
    def direction(self) -> str:
        return direction(self.language)

    def gettext(self, text: str) -> str:
        return self.catalogue.gettext(text)

    def pgettext(self, context: str, text: str) -> str:
        return self.catalogue.pgettext(context, text)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.catalogue.ngettext(one, many, number)

    def number(self, number: int) -> str:
        """1,200 as the language writes it."""
        return f"{number:,}".translate(self._figures)

    def digits(self, number: int) -> str:
        """The number without marks between its thousands, such as a year."""
        return str(number).translate(self._figures)

    def clock(self, moment: datetime) -> str:
        """The time of the day, 08:05."""
        return f"{moment:%H:%M}".translate(self._figures)

    @property
    def _figures(self) -> dict[int, str]:
        return dict(zip(b"0123456789,", self.pgettext("digits, and the mark of thousands", "0123456789,"), strict=True))


class Locales:
    """The languages of a folder's catalogues, and English."""

    def __init__(self, folder: Path) -> None:
        self._files = {file.stem.lower(): file for file in sorted(folder.glob("*.po"))}
        self._read = {"en": Words()}

    def __iter__(self) -> Iterator[Words]:
        return map(self._words, ["en", *self._files])

    def find(self, language: str) -> Words | None:
        """The words for a BCP 47 tag, or for what is left of it when it is shortened (RFC 4647, section 3.4)."""
        known = (name for name in _ranges(language.lower()) if name in self._read or name in self._files)
        return next(map(self._words, known), None)

    def words_for(self, *languages: str) -> Words:
        """The words of the first language that has any; else English."""
        return next(filter(None, map(self.find, languages)), self._read["en"])

    def _words(self, name: str) -> Words:
        if name not in self._read:
            file = self._files[name]
            self._read[name] = Words(file.stem, read_catalogue(file.read_text("utf-8")))
        return self._read[name]


@cache
def locales() -> Locales:
    """Those of the project; in a deployed package they lie beside this package, in a checkout one level up."""
    return Locales(next(each / "locales" for each in Path(__file__).parents if (each / "locales").is_dir()))


def words_for(*languages: str) -> Words:
    return locales().words_for(*languages)


def _ranges(tag: str) -> Iterator[str]:
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        yield from filter(None, (name, LIKELY.get(name)))
