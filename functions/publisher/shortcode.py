"""Shortcodes: those of Hugo and Jekyll that have a meaning here, as Markdown; all others stay visible as written."""

import re
from collections.abc import Callable, Iterator

from publisher.conversion import Conversion
from publisher.edit import Edit
from publisher.link_target import Target, target_of
from publisher.media import is_media_file
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
_PICTURES = frozenset({"figure.html", "image.html", "figure", "image", "img.html", "img"})


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


def _figure(tag: TemplateTag, _conversion: Conversion) -> str | None:
    source = tag.get("src", "url", "file", "image", "image_path", "path", at=0)
    alternative = tag.get("alt")
    caption = tag.get("caption", "title", "description", "attr")
    return _picture(source, alternative, caption, tag.get("link", "href")) if source else None


def _image(tag: TemplateTag, conversion: Conversion) -> str | None:
    """Eleventy's `{% image "tea.jpg" "A cup" %}`, or one with named arguments."""
    if len(tag.values) > 1 and is_media_file(tag.values[0]):
        return _picture(tag.values[0], tag.values[1], "", "")
    return _figure(tag, conversion) if tag.named else None


def _picture(source: str, alternative: str, caption: str, link: str) -> str:
    title = ' "{}"'.format(" ".join(caption.replace('"', "”").split())) if caption else ""
    picture = f"![{_escaped(alternative)}](<{source}>{title})"
    return f"[{picture}](<{link}>)" if link else picture


def _escaped(text: str) -> str:
    return re.sub(r"([\[\]\\*_`])", r"\\\1", " ".join(text.split()))


def _include(tag: TemplateTag, conversion: Conversion) -> str | None:
    if not tag.values or tag.values[0].rsplit("/", 1)[-1] not in _PICTURES:
        return None
    return _figure(TemplateTag(tag.start, tag.end, tag.written, "figure", (), tag.named, tag.kind), conversion)


def _video(tag: TemplateTag, _conversion: Conversion) -> str | None:
    source = tag.get("src", "mp4", "webm", "url", at=0)
    return _picture(source, tag.get("title", "alt"), tag.get("caption"), "") if source else None


def _on(address: str, *names: str) -> Callable[[TemplateTag, Conversion], str | None]:
    """A shortcode that is a link to another site: `{}` is its argument, or the named one."""

    def shown(tag: TemplateTag, _conversion: Conversion) -> str | None:
        wanted = tag.get(*names, at=0)
        if not re.fullmatch(r"[\w./?=&:-]+", wanted):
            return None
        if re.match("https?://", wanted):
            return f"<{wanted}>"
        title = tag.get("title")
        link = address.format(wanted)
        return f"[{_escaped(title)}]({link})" if title else f"<{link}>"

    return shown


def _gist(tag: TemplateTag, _conversion: Conversion) -> str | None:
    wanted = "/".join(tag.values[:2]) if tag.kind == "hugo" else tag.get(at=0)
    return f"<https://gist.github.com/{wanted}>" if re.fullmatch(r"[\w/-]+", wanted) else None


def _tweet(tag: TemplateTag, conversion: Conversion) -> str | None:
    user = tag.get("user")
    if not user:
        return _on("https://x.com/i/status/{}", "id")(tag, conversion)
    number = tag.get("id")
    return f"<https://x.com/{user}/status/{number}>" if re.fullmatch(r"\w+/\d+", f"{user}/{number}") else None


def _link(tag: TemplateTag, conversion: Conversion) -> str | None:
    if tag.kind == "liquid":
        return _reference(tag, conversion)
    address = tag.get("href", "url", at=0)
    return f"[{_escaped(tag.get('content', 'text', 'title') or address)}](<{address}>)" if address else None


def _reference(tag: TemplateTag, conversion: Conversion) -> str | None:
    """The address of the source that is named; if there is none, the tag stays and is told."""
    wanted = tag.get("path", at=0)
    if not wanted or tag.kind == "variable":
        return None
    path, mark, part = wanted.partition("#")
    from_root = f"/{path}" if tag.name == "link" else path
    named = target_of(from_root, conversion.text.key) if tag.name != "post_url" else None
    url = conversion.ask(named[0] if named else Target.named(path)) if path else ""
    if url is None:
        conversion.report(f"There is no post “{wanted}” to link to.", tag.start)
        return conversion.keep_text(tag.written)
    return url + mark + part


KNOWN: dict[str, Callable[[TemplateTag, Conversion], str | None]] = {
    "figure": _figure,
    "image": _image,
    "img": _image,
    "include": _include,
    "video": _video,
    "youtube": _on("https://www.youtube.com/watch?v={}", "id"),
    "vimeo": _on("https://vimeo.com/{}", "id"),
    "gist": _gist,
    "tweet": _tweet,
    "twitter": _tweet,
    "x": _tweet,
    "instagram": _on("https://www.instagram.com/p/{}/", "id"),
    "link": _link,
    "post_url": _reference,
    "ref": _reference,
    "relref": _reference,
}
