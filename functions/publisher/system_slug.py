"""Slugs as other systems make them of a title or a file's name, so that addresses stay when a blog moves.

They differ in what they do with signs ("C++, v1.2") and with letters beyond ASCII: Jekyll
and Hugo keep those, Pelican and Eleventy spell them in ASCII. How other scripts are spelled
is not known here: their letters stay for Pelican, and are left out for Eleventy.
"""

import re
import unicodedata
from typing import Literal

_SPELLED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_DASHES = {"–": "-", "—": "-"}
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue"}


def jekyll_slug(text: str) -> str:
    """Of a file's name, whose case and dots stay."""
    return re.sub("-+", "-", _kept(text, "._~!$&'()+,;=@", "-")).strip("-")


def hugo_file_slug(text: str) -> str:
    """Of a file's or folder's name."""
    kept = _kept(re.sub(r"\s", " ", _lower(text)), " ._+~@/-", "").strip(" ")
    return re.sub(" +", "-", re.sub(" *- *", "-", kept))


def hugo_slug(text: str) -> str:
    """Of a title, or of a slug that the author wrote."""
    return hugo_file_slug(hugo_file_slug(text).replace("+", " "))


def pelican_slug(text: str) -> str:
    """Of a title, a category or an author's name."""
    kept = _kept(re.sub(r"\s", " ", _in_ascii(_lower(text), _SPELLED | _DASHES, "NFKD")), " _-", "").strip(" ")
    return re.sub("[- ]+", "-", kept).lower()  # "№" has become "No"


def eleventy_slug(text: str) -> str:
    """Of whatever its filter `slugify` is given."""
    spelled = _in_ascii(_lower(text).replace("&", " and "), _SPELLED | _GERMAN, "NFD")
    plain = re.sub(r"(?<=[a-z0-9])'([ts])(?=\s|$)", r"\1", spelled)
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _kept(text: str, signs: str, instead: str) -> str:
    return "".join(char if _is_letter(char) or char in signs else instead for char in text)


def _is_letter(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _lower(text: str) -> str:
    # One letter for each: Python makes two of "İ".
    return "".join(char.lower()[0] for char in unicodedata.normalize("NFC", text))


def _in_ascii(text: str, spelled: dict[str, str], form: Literal["NFD", "NFKD"]) -> str:
    """As far as the letters have ASCII ones in them; `form` tells whether "½" has."""
    parts = (spelled.get(char, unicodedata.normalize(form, char)) for char in text)
    return "".join(part.encode("ascii", "ignore").decode() or part for part in parts)
