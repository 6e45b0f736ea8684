"""The author's “more” mark: what stands above it is the summary. It is never visible."""

import re
from collections.abc import Iterator

from publisher.edit import Edit
from publisher.prose import Prose

MORE = "\x0emore\x0f"
_COMMENT = re.compile(r"<!--\s*(?:more(?:\s[^>]*?)?|teaser_end|end_excerpt|excerpt)\s*-->", re.IGNORECASE)
_PLACE = re.compile(f"<p>\\s*{MORE}\\s*</p>\\n?|{MORE}")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905


def more_edits(prose: Prose) -> Iterator[Edit]:
    """Each mark that is a comment, as one that Markdown lets through."""
    if "<!--" not in prose.mask:
        return
    for found in _COMMENT.finditer(prose.mask):
        yield Edit(*found.span(), MORE)


def divided(html: str) -> tuple[str, str | None]:
    """The HTML without marks, and what stands above the first, with its elements closed."""
    found = _PLACE.search(html)
    if not found:
        return html, None
    return _PLACE.sub("", html), _closed(html[: found.start()].rstrip())


def _closed(html: str) -> str:
    opened: list[str] = []
    for closes, tag in ((found[1], found[2].lower()) for found in _TAG.finditer(html)):
        if not closes and tag not in _VOID:
            opened.append(tag)
        elif closes and tag in opened:
            while opened.pop() != tag:
                pass
    return html + "".join(f"</{tag}>" for tag in reversed(opened))
