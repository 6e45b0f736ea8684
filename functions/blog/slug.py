"""Slugs: the part of a URL that names a post or a tag, in the author's own script."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 120  # an object's key ends at 1,024 bytes, a character may take four
_SPELLED = {"+": " plus ", "#": " sharp ", "&": " and "}
_APOSTROPHES = re.compile("['\u2019\u02bc]")


@lru_cache(maxsize=500)  # a post asks for those of its few names again and again
def slug(text: str) -> str:
    """Lower-case letters and digits of any script, joined by single hyphens; at most 120 characters, may be empty.

    >>> slug("What's new in C++?")
    'whats-new-in-c-plus-plus'
    """
    spelled = "".join(_SPELLED.get(char, char) for char in _APOSTROPHES.sub("", text))
    folded = unicodedata.normalize("NFKC", spelled).lower()
    joined = re.sub("-+", "-", "".join(char if _is_kept(char) else "-" for char in folded))
    return joined.strip("-")[:LONGEST].strip("-")


def _is_kept(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"
