"""Anchors: each heading is a link to itself, and its id is none that the page itself uses."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from blog.slug import slug
from publisher.conversion import KEPT, Conversion, Section
from publisher.plain_text import plain_text

# The ids of the theme's own elements (tests/unit/test_architecture.py compares them).
RESERVED = frozenset(
    "bottom comment-email comment-held comments comments-title earlier like main name newest"  # noqa: SIM905
    " recent recent-posts related-posts text text-help top website write".split()
)
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))


def heading_id(text: str, _separator: str = "-") -> str:
    return free_id(slug(KEPT.sub("", text)) or "section")


def free_id(wanted: str) -> str:
    """The id, or one like it if the page itself has that."""
    return f"{wanted}-1" if wanted in RESERVED or wanted.startswith("comment-") else wanted


class Anchors(Treeprocessor):  # type: ignore[misc]  # the base has no types
    """Runs when the table of contents has given each heading its id; `conversion` is set before each conversion."""

    conversion: Conversion

    def run(self, root: Element) -> None:
        for token in self._tokens(self.md.toc_tokens):
            title = plain_text(self.conversion.as_written(token["html"]))
            self.conversion.sections.append(Section(token["level"], token["id"], title))
        for heading in root.iter():
            if heading.tag in _HEADINGS and heading.get("id") and next(heading.iter("a"), None) is None:
                _link_to_itself(heading)

    def _tokens(self, tokens: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [each for token in tokens for each in (token, *self._tokens(token["children"]))]


def _link_to_itself(heading: Element) -> None:
    """The heading's own words are the link, so a screen reader reads nothing more than them."""
    link = Element("a", {"href": f"#{heading.get('id')}"})
    link.text, heading.text = heading.text, None
    link.extend(heading)
    for child in list(heading):
        heading.remove(child)
    heading.append(link)
