"""Bare links: addresses that stand in the text without brackets become links."""

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

_PATTERN = r"(?<![\w/@.])https?://[^\s<>\"'\x02\x03\x0e\x0f]+"
_TRAILING = ".,:;!?*_~…，。；：！？、）」』”’»"
_PAIRS = {")": "(", "]": "["}


class BareLink(InlineProcessor):  # type: ignore[misc]  # the base has no types
    """`http://` and `https://` only; signs at the end that belong to the sentence stay outside."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self) -> None:
        super().__init__(_PATTERN)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # noqa: ARG002, N802  # theirs
        address = _without_sentence(m[0])
        if "." not in address and "localhost" not in address:
            return None, None, None
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


def _without_sentence(address: str) -> str:
    while address:
        last = address[-1]
        if last in _TRAILING or (last in _PAIRS and address.count(last) > address.count(_PAIRS[last])):
            address = address[:-1]
        else:
            break
    return address
