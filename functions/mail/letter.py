"""Letters: plain text, in which what a stranger wrote is quoted so that no mail program makes a link of it. Pure.

No header has anything of a stranger: a subject has nothing but the post's title.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from types import MappingProxyType

from blog.plain_text import clean_line

WIDTH = 72
LONGEST_TITLE = 80
# Whatever mail programs take for an address: a scheme, a dot within a word, an at sign.
_MADE_LINKS = (
    (re.compile(r":(?=//)"), "[:]"),
    (re.compile(r"(?<=\S)[.\u3002\uff0e\uff61](?=\S)"), "[.]"),
    (re.compile("@"), "[at]"),
)


@dataclass(frozen=True)
class Letter:
    """`headers` are those beside the usual ones."""

    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def harmless(untrusted: str) -> str:
    """The text so that no mail program makes a link of it: `https[:]//pills[.]example`."""
    for pattern, instead in _MADE_LINKS:
        untrusted = pattern.sub(instead, untrusted)
    return untrusted


def quoted(untrusted: str) -> list[str]:
    """The lines of the text, each harmless and marked as another's."""
    return [f"> {part}" for line in untrusted.split("\n") for part in wrap(harmless(line), WIDTH) or [""]]


def short_title(title: str) -> str:
    """A post's title in one line, as it stands in a subject."""
    title = clean_line(title)
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
