"""Plain text from strangers: what is removed before it is kept; nothing here escapes or shows it."""

import re
import unicodedata
from collections.abc import Iterator

# What str.splitlines takes for a line's end (Unicode Standard, section 5.8).
LINE_END = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")

# They turn the text around them, or the page around it, to the other side (Unicode TR 9, section 2).
BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# Seen by no reader: spam hides in them from filters, and a name made of them looks empty.
INVISIBLE = "\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
DEPRECATED = range(0x206A, 0x2070)
TAGS = range(0xE0000, 0xE0080)
REMOVED = frozenset(BIDI_CONTROLS + INVISIBLE) | frozenset(map(chr, (*DEPRECATED, *TAGS)))

# Emoji, Persian and the scripts of India need them, one at a time.
JOINERS = frozenset("\u200c\u200d")

# Letters by category that show nothing: the Hangul fillers and the empty Braille cell.
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

# Not Cn: a newer Unicode than ours may have put an emoji there.
BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Mc", "Me"})

# Burmese stacks five on one letter; no living script needs more, and "Zalgo" text uses dozens.
MAX_MARKS = 5


def clean_text(untrusted: str) -> str:
    """Text of several lines: paragraphs are at most one empty line apart, lines end in a line feed."""
    lines = LINE_END.sub("\n", untrusted).split("\n")
    text = "\n".join(_clean(line).rstrip() for line in lines)
    return re.sub("\n{3,}", "\n\n", text).strip()


def clean_line(untrusted: str) -> str:
    """Text of one line, its words one space apart."""
    return " ".join(clean_text(untrusted).split())


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing."""
    return all(char in BLANK_LETTERS or unicodedata.category(char) in BLANK_CATEGORIES for char in text)


def _clean(line: str) -> str:
    # Composed last: ordering an endless stack of marks takes time that grows with its square.
    return unicodedata.normalize("NFC", "".join(_kept(line.replace("\t", " "))))


def _kept(line: str) -> Iterator[str]:
    """The characters without controls, halves of surrogate pairs, and marks and joiners beyond measure."""
    marks, joined = 0, False
    for char in line:
        category = unicodedata.category(char)
        if category in ("Cc", "Cs") or char in REMOVED:
            continue
        if char in JOINERS:
            if not joined:
                yield char
            joined = True
            continue
        marks = marks + 1 if category[0] == "M" else 0
        if marks <= MAX_MARKS:
            joined = False
            yield char
