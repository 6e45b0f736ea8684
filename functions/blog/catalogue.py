"""Catalogues: a `.po` file as the standard library's translations, without a step in between that compiles it."""

from gettext import GNUTranslations
from io import BytesIO


def read_catalogue(po: str) -> GNUTranslations:
    """The translations of a file's text; plural forms are its header's; what is fuzzy or empty is left out."""
    import polib  # noqa: PLC0415  # it takes 20 ms, and a page in English needs none of it

    return GNUTranslations(BytesIO(polib.pofile(po).to_binary()))
