"""Heading levels: where a text skips one. Pages put that right; the author may still want to know."""

import re

from publisher.conversion import Conversion
from publisher.prose import HIDDEN, Prose

_HEADING = re.compile(
    rf"^(?:(#{{1,6}})(?![#{HIDDEN}])[^\n]*\S|[^\s>#|=+*{HIDDEN}-][^\n]*\n(=+|-{{2,}})[ \t]*$)", re.MULTILINE
)


def report_jumps(prose: Prose, conversion: Conversion) -> None:
    above = 0
    for found in _HEADING.finditer(prose.mask):
        level = len(found[1]) if found[1] else 1 + (found[2][0] == "-")
        if above and level > above + 1:
            conversion.report(
                f"This heading skips from level {above} to {level}; it is shown one level below.", found.start()
            )
            return
        above = level
