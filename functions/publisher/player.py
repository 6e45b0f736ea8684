"""Players: films, recordings and cards of videos on other sites, in a parsed text. None loads before it is asked to."""

from xml.etree.ElementTree import Element, SubElement

from publisher.embed import provider_of, readable
from publisher.media import SOUNDS, VIDEOS


def is_played(address: str) -> bool:
    return address.lower().endswith(VIDEOS + SOUNDS)


def make_player(element: Element, address: str) -> None:
    element.tag = "video" if address.lower().endswith(VIDEOS) else "audio"
    words = element.attrib.pop("alt", "")
    element.attrib |= {"controls": "", "preload": "none"} | ({"aria-label": words} if words else {})
    SubElement(element, "a", {"href": address}).text = words or address.rsplit("/", 1)[-1]


def is_lone_embed(paragraph: Element) -> bool:
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return False
    return paragraph[0].tag == "a" and bool(provider_of(paragraph[0].get("href", "")))


def embed(paragraph: Element) -> Element:
    link = paragraph[0]
    address = link.get("href", "")
    provider = SubElement(link, "strong")
    provider.text = provider_of(address)
    words = readable(address) if link.text == address else link.text
    link.text, provider.tail = None, f" {words or ''}"
    link.remove(provider)
    link.insert(0, provider)
    link.set("class", "embed")
    return paragraph
