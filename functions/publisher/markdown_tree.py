"""The Markdown tree: what Pressmark changes in a parsed text before it becomes HTML.

Headings begin at h2, lone pictures become figures, tables can be scrolled, pull
quotes step aside, addresses of media are made absolute, and nothing carries a
`style`, which the pages' content security policy would ignore.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from publisher.media import media_address

PULL = "[!pull]"
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_ALIGNED = {f"text-align: {side};": side for side in ("left", "center", "right")}


class Rewriter(Treeprocessor):  # type: ignore[misc]  # the base has no types
    """`key` is that of the source; set it before each conversion."""

    key = ""

    def run(self, root: Element) -> None:
        _shift_headings(root)
        for element in list(root.iter()):  # a copy: what is put around an element is not visited
            _resolve_media(element, self.key)
            _align(element)
            for at, child in enumerate(element):
                element[at] = _rewritten(child)


def _rewritten(element: Element) -> Element:
    if element.tag == "table":
        return _scrollable(element)
    if element.tag == "p" and _lone_image(element) is not None:
        return _figure(element)
    return _pull_quote(element) if _is_pull_quote(element) else element


def _shift_headings(root: Element) -> None:
    """The text's own levels become h2, h3 … in order; none is skipped (WCAG 2.2, technique H42)."""
    above: list[str] = []
    for heading in (element for element in root.iter() if element.tag in _HEADINGS):
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(len(above) + 1, 6)}"


def _resolve_media(element: Element, key: str) -> None:
    for name in ("src", "href"):
        if element.get(name):
            element.set(name, media_address(element.get(name, ""), key))
    if element.tag == "img":
        element.set("loading", "lazy")
        element.set("decoding", "async")


def _align(element: Element) -> None:
    side = _ALIGNED.get(element.get("style", "")) if element.tag in ("th", "td") else None
    if side:
        del element.attrib["style"]
        element.set("class", side)


def _scrollable(table: Element) -> Element:
    region = _replacement(table, "div")
    region.attrib |= {"class": "table", "role": "region", "aria-label": "Table", "tabindex": "0"}
    region.append(table)
    return region


def _lone_image(paragraph: Element) -> Element | None:
    """The picture of a paragraph that holds nothing else, save a link around it."""
    element = paragraph
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
        if element.tag == "img":
            return element
        if element.tag != "a":
            return None
    return None


def _figure(paragraph: Element) -> Element:
    figure = _replacement(paragraph, "figure")
    figure.attrib |= paragraph.attrib
    figure.extend(paragraph)
    image = _lone_image(paragraph)
    caption = image.attrib.pop("title", "") if image is not None else ""
    if caption:
        SubElement(figure, "figcaption").text = caption
    return figure


def _is_pull_quote(element: Element) -> bool:
    if element.tag == "blockquote":
        marked = (element, *(child for child in element if child.tag == "p"))
        return _begins_pull(element) or any(_has_pull_class(child) for child in marked)
    return element.tag == "p" and _has_pull_class(element)


def _has_pull_class(element: Element) -> bool:
    return "pull" in element.get("class", "").split()


def _begins_pull(quote: Element) -> bool:
    return len(quote) > 0 and quote[0].tag == "p" and (quote[0].text or "").lower().startswith(PULL)


def _pull_quote(element: Element) -> Element:
    aside = _replacement(element, "aside")
    aside.set("class", "pull-quote")
    aside.extend(_paragraphs(element))
    return aside


def _paragraphs(element: Element) -> Iterator[Element]:
    if element.tag == "blockquote" and _begins_pull(element):
        element[0].text = (element[0].text or "")[len(PULL) :].lstrip()
    for child in (element,) if element.tag == "p" else element:
        if _has_pull_class(child):
            del child.attrib["class"]
        if child.text or len(child):
            yield child


def _replacement(element: Element, tag: str) -> Element:
    new = Element(tag)
    new.tail, element.tail = element.tail, None
    return new
