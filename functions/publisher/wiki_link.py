"""Wiki links: Obsidian's `[[Other post]]`, `[[other#Part|text]]` and `![[picture.png|300]]`, as Markdown."""

import re
from collections.abc import Iterator

from blog.slug import slug
from publisher.conversion import Conversion
from publisher.edit import Edit
from publisher.link_target import Target
from publisher.media import is_file
from publisher.prose import HIDDEN, Prose

_LINK = re.compile(
    rf"(!?)\[\[(?![\s\]:])([^\[\]|\\#\n{HIDDEN}]*)(#[^\[\]|\\\n{HIDDEN}]*)?(?:\\?\|([^\[\]\n{HIDDEN}]*))?\]\]"
)
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?")


def wiki_link_edits(prose: Prose, conversion: Conversion) -> Iterator[Edit]:
    if "[[" not in prose.mask:
        return
    for found in _LINK.finditer(prose.mask):
        written = found[0]
        if written.lower() == "[[toc]]":
            continue
        name, part, text = found[2].strip(), found[3] or "", (found[4] or "").strip()
        if found[1] and is_file(name):
            yield Edit(*found.span(), _picture(name, text))
        elif any(map(str.isalpha, name)) or (part and not name):
            yield Edit(*found.span(), _link(name, part, text, conversion, found.start()))


def _picture(name: str, text: str) -> str:
    size = _SIZE.fullmatch(text)
    address = name.lstrip("/")
    wanted = zip(("width", "height"), size.groups(), strict=True) if size else ()
    attributes = "".join(f' {name}="{value}"' for name, value in wanted if value)
    return f"![{'' if size else text}](<{address}>)" + (f"{{:{attributes} }}" if attributes else "")


def _link(name: str, part: str, text: str, conversion: Conversion, at: int) -> str:
    shown = text or name + (" " + part if part and name else part).replace("#", "› " if name else "")
    url = conversion.ask(Target.named(name)) if name else ""
    if url is None:
        conversion.report(f"There is no post “{name}” to link to.", at)
        return shown
    return f"[{shown}](<{url}{'#' + slug(part[1:]) if part else ''}>)"
