"""Translations: one text in several languages, and what its files say of it.

Which texts are translations of each other is told by their files' names (`tea.md`,
`tea.de.md`, `tea.he.md`) or by one key in all of them (`Record.original`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from blog.language import is_same_language, name_of_language
from blog.name import language_in
from blog.paths import href
from blog.settings import Settings
from publisher.fields import Fields
from publisher.plain_text import shortened
from publisher.value import as_language, as_line

LANGUAGES = ("lang", "language", "locale")
KEYS = ("translation_key", "lang_ref", "page_id")  # Hugo; themes of Jekyll; Polyglot
LONGEST_KEY = 200


@dataclass(frozen=True)
class Translation:
    """A text in one language, and the decoded path at which it is; `is_default` if it is the site's language."""

    language: str
    path: str
    is_default: bool = False

    @property
    def url(self) -> str:
        return href(self.path)

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return name_of_language(self.language)


def translation(language: str, path: str, settings: Settings) -> Translation:
    """No language is the site's."""
    language = language or settings.language
    return Translation(language, path, is_same_language(language, settings.language))


def translations_of(own: Translation, others: Iterable[Translation]) -> tuple[Translation, ...]:
    """A text with its translations, by their languages, of each language one; empty if it has none."""
    by_language = {own.language: own}
    for other in others:
        by_language.setdefault(other.language, other)
    return tuple(by_language[language] for language in sorted(by_language)) if len(by_language) > 1 else ()


def read_language(fields: Fields, key: str) -> str:
    """What the author wrote, or what the file's name says; a warning if they differ. Empty if neither says it."""
    written, named = fields.read(LANGUAGES, as_language, "", lenient=True), language_in(key)
    field = fields.find(LANGUAGES)
    if field and written and named and not is_same_language(written, named):
        fields.warnings.append(
            field.problem(f"The file's name says {named}; the text was taken to be in {written}, as is written here.")
        )
    return written or named


def read_translation_key(fields: Fields) -> str:
    """What all translations of a text have in common; empty if the author wrote nothing of the kind."""
    return shortened(fields.read(KEYS, as_line, "", lenient=True), LONGEST_KEY)


def in_language(path: str, key: str, settings: Settings) -> str:
    """The path of a text whose file's name tells another language than the site's: below `/de/`, as Hugo has it."""
    language = language_in(key)
    return path if not language or is_same_language(language, settings.language) else f"/{language.lower()}{path}"
