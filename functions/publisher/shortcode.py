"""Shortcodes and template tags: the known ones become Markdown, all others stay visible as they were written."""

import re
from collections.abc import Iterator

from publisher.conversion import Conversion
from publisher.edit import Edit
from publisher.known_shortcode import KNOWN
from publisher.more_mark import MORE
from publisher.prose import Prose
from publisher.template_tag import TemplateTag, tags_of

_ROOT = re.compile(
    r"(?:site|page)\.(?:baseurl|url|base_url)|site\.(?:Params\.)?BaseURL|\.Site\.BaseURL|SITEURL", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"""["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|relURL|absURL|prepend:\s*site\.\w+(?:\s*\|\s*prepend:\s*site\.\w+)?|url)"""
)
_MORE = frozenset({"more", "teaser_end"})
_RAW = frozenset({"rawhtml", "raw", "html"})


def shortcode_edits(prose: Prose, conversion: Conversion) -> Iterator[Edit]:
    """What each template tag becomes; unknown ones are kept as they are, and told once per kind."""
    unknown: dict[str, list[int]] = {}
    tags = list(tags_of(prose))
    raw, literal = _paired(tags)
    skipped = -1
    for tag in tags:
        if tag.start < skipped:
            continue
        if tag.name == "comment" and (end := _end_of_comment(tags, tag)):
            skipped = end
            yield Edit(tag.start, end, "")
            continue
        markdown = "" if tag.start in raw else _markdown(tag, conversion)
        if tag.start in literal:
            markdown = conversion.keep_text(tag.written)
        if markdown is None:
            unknown.setdefault(_kind(tag), []).append(tag.start)
            markdown = conversion.keep_text(tag.written)
        yield _placed(prose.body, tag, markdown)
    _report(unknown, conversion)


def _report(unknown: dict[str, list[int]], conversion: Conversion) -> None:
    for kind, places in unknown.items():
        often = f" ({len(places)} of them)" if len(places) > 1 else ""
        conversion.report(f"{kind} means nothing here, so it is shown as it is{often}.", places[0])


def _kind(tag: TemplateTag) -> str:
    if tag.kind == "variable":
        return "{{ … }}"
    return "{{< " + tag.name + " >}}" if tag.kind == "hugo" else "{% " + tag.name + " %}"


def _paired(tags: list[TemplateTag]) -> tuple[set[int], set[int]]:
    """The places of tags that only say "this is raw", where one opens and one closes; and of those in between."""
    marks: set[int] = set()
    literal: set[int] = set()
    opened, between = None, []
    for tag in tags:
        name = tag.name.removeprefix("end") if tag.kind == "liquid" else tag.name
        if name not in _RAW:
            between.append(tag.start)
        elif not tag.closes:
            opened, between = tag, []
        elif opened:
            marks |= {opened.start, tag.start}
            literal |= set(between)
            opened = None
    return marks, literal


def _end_of_comment(tags: list[TemplateTag], opening: TemplateTag) -> int | None:
    return next((tag.end for tag in tags if tag.start > opening.start and tag.name == "endcomment"), None)


def _markdown(tag: TemplateTag, conversion: Conversion) -> str | None:
    if tag.kind == "escaped":  # {{</* name */>}} shows a shortcode instead of calling it
        return conversion.keep_text(re.sub(r"(?<=^\{\{[<%])/\*|\*/(?=[>%]\}\}$)", "", tag.written))
    if tag.kind == "variable":
        return _address(tag.name)
    if tag.name in _MORE:
        return MORE
    shown = None if tag.closes else KNOWN.get(tag.name)
    return shown(tag, conversion) if shown else None


def _address(variable: str) -> str | None:
    if _ROOT.fullmatch(variable):
        return ""
    found = _RELATIVE.fullmatch(variable)
    return "/" + found[1].lstrip("/") if found else None


def _placed(body: str, tag: TemplateTag, markdown: str) -> Edit:
    """A picture or a video that has a line to itself also has a paragraph to itself."""
    start = body.rfind("\n", 0, tag.start) + 1
    end = body.find("\n", tag.end) % (len(body) + 1)
    indent = body[start : tag.start]
    alone = not indent.strip() and not body[tag.end : end].strip()
    if alone and markdown[:1] in ("!", "<", "["):
        return Edit(start, end, f"\n{indent}{markdown}\n")
    return Edit(tag.start, tag.end, markdown)
