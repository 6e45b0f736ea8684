"""The Markdown tree: what Pressmark changes in a parsed text before it becomes HTML.

Headings begin at h2, lone pictures become figures, tables can be scrolled, pull
quotes step aside, links lead to where their sources stand, `[ ]` is a box, films
can be played, and nothing carries a `style`, which the pages' content security
policy would ignore.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from publisher.conversion import Conversion
from publisher.link import filed, linked, missing_remark, picture_attributes, picture_remarks
from publisher.markdown_anchor import free_id
from publisher.player import embed, is_lone_embed, is_played, make_player
from publisher.task_list import task

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_ALIGNED = {f"text-align: {side};": side for side in ("left", "center", "right")}


class Rewriter(Treeprocessor):  # type: ignore[misc]  # the base has no types
    """`conversion` is the one under way; set it before each."""

    conversion: Conversion

    def run(self, root: Element) -> None:
        _shift_headings(root)
        for element in list(root.iter()):  # a copy: what is put around an element is not visited
            _resolve(element, self.conversion)
            _align(element)
            if element.get("id"):
                element.set("id", free_id(element.get("id", "")))
            for at, child in enumerate(element):
                element[at] = _rewritten(child)


def _rewritten(element: Element) -> Element:
    if element.tag == "table":
        return _scrollable(element)
    if element.tag == "p" and _lone_image(element) is not None:
        return _figure(element)
    if element.tag == "p" and is_lone_embed(element):
        return embed(element)
    if element.tag == "li":
        return task(element)
    return _pull_quote(element) if _is_pull_quote(element) else element


def _shift_headings(root: Element) -> None:
    """The text's own levels become h2, h3 … in order; none is skipped (WCAG 2.2, technique H42)."""
    above: list[str] = []
    for heading in (element for element in root.iter() if element.tag in _HEADINGS):
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(len(above) + 1, 6)}"


def _resolve(element: Element, conversion: Conversion) -> None:
    if element.tag == "a" and element.get("href"):
        _resolve_link(element, conversion)
    elif element.tag == "img":
        _resolve_picture(element, conversion)


def _resolve_link(link: Element, conversion: Conversion) -> None:
    written = link.get("href", "")
    # What was kept as it is, a shortcode for instance, is no address.
    address = None if "\x0e" in written else linked(written, conversion, conversion.place(written))
    if address is None:
        link.tag = "span"
        link.attrib.clear()
    else:
        link.set("href", address)


def _resolve_picture(picture: Element, conversion: Conversion) -> None:
    written = picture.get("src", "")
    address, file = filed(conversion.as_written(written), conversion)
    at = conversion.place(written, written.rsplit("/", 1)[-1])
    picture.set("src", address)
    if is_played(address):
        make_player(picture, address)
        if file is None:
            missing_remark(written, conversion, at)
        return
    picture_remarks(written, bool(picture.get("alt")), file, conversion, at)
    picture.attrib |= picture_attributes(file, picture.attrib, conversion)


def _align(element: Element) -> None:
    side = _ALIGNED.get(element.get("style", "")) if element.tag in ("th", "td") else None
    if side:
        del element.attrib["style"]
        element.set("class", side)


def _scrollable(table: Element) -> Element:
    region = _replacement(table, "div")
    region.attrib |= {"class": "table", "tabindex": "0"}
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
    if element.tag in ("blockquote", "div"):
        marked = (element, *(child for child in element if child.tag == "p"))
        return any(_has_pull_class(child) for child in marked)
    return element.tag == "p" and _has_pull_class(element)


def _has_pull_class(element: Element) -> bool:
    return "pull" in element.get("class", "").split()


def _pull_quote(element: Element) -> Element:
    aside = _replacement(element, "aside")
    aside.set("class", "pull-quote")
    aside.extend(_paragraphs(element))
    return aside


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in (element,) if element.tag == "p" else element:
        titles = child.get("class") == "admonition-title"
        if titles and (child.text or "").strip().lower() == "pull":
            continue  # `[!pull]` alone in its line
        if titles or _has_pull_class(child):
            del child.attrib["class"]
        if child.text or len(child):
            yield child


def _replacement(element: Element, tag: str) -> Element:
    new = Element(tag)
    new.tail, element.tail = element.tail, None
    return new
