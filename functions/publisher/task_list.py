"""Task lists: `- [ ]` and `- [x]` in a parsed text."""

import re
from xml.etree.ElementTree import Element, SubElement

_BOX = re.compile(r"\s*\[([ xX])\][ \u00a0]+(?=\S|$)")
_BLOCKS = frozenset({"ul", "ol", "p", "div", "pre", "blockquote", "dl", "table", "details", "figure"})


def task(item: Element) -> Element:
    """`[ ]` and `[x]` at the beginning: a box that its words label, and that nobody can tick."""
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    found = _BOX.match(holder.text or "")
    if not found:
        return item
    label = Element("label")
    box = SubElement(
        label, "input", {"type": "checkbox", "disabled": ""} | ({"checked": ""} if found[1] in "xX" else {})
    )
    box.tail = " " + (holder.text or "")[found.end() :]
    for child in list(holder):
        if child.tag in _BLOCKS:
            break
        holder.remove(child)
        label.append(child)
    holder.text = None
    holder.insert(0, label)
    item.set("class", "task")
    return item
