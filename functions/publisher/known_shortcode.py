"""Known shortcodes: what those of Hugo, Jekyll and Eleventy that have a meaning here are in Markdown."""

import re
from collections.abc import Callable

from publisher.conversion import Conversion
from publisher.link_target import SOURCE_FOLDERS, Target, target_of
from publisher.media import is_file
from publisher.template_tag import TemplateTag

Shown = Callable[[TemplateTag, Conversion], str | None]
_PICTURES = frozenset({"figure.html", "image.html", "figure", "image", "img.html", "img"})


def _figure(tag: TemplateTag, _conversion: Conversion) -> str | None:
    source = tag.get("src", "url", "file", "image", "image_path", "path", at=0)
    alternative = tag.get("alt")
    caption = tag.get("caption", "title", "description", "attr")
    return _picture(source, alternative, caption, tag.get("link", "href")) if source else None


def _image(tag: TemplateTag, conversion: Conversion) -> str | None:
    """Eleventy's `{% image "tea.jpg" "A cup" %}`, or one with named arguments."""
    if len(tag.values) > 1 and is_file(tag.values[0]):
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


def _on(address: str, *names: str) -> Shown:
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
    # Each is asked for, whatever the others give: a link is noted by all its names.
    found = [conversion.ask(target) for target in _targets(tag, path, conversion.text.key)] if path else [""]
    url = next((each for each in found if each is not None), None)
    if url is None:
        conversion.report(f"There is no post “{wanted}” to link to.", tag.start)
        return conversion.keep_text(tag.written)
    return url + mark + part


def _targets(tag: TemplateTag, path: str, key: str) -> tuple[Target, ...]:
    """The source where its author had it, and by its name, in whatever folder it is now."""
    from_root = f"/{path}" if tag.name == "link" or path.startswith(SOURCE_FOLDERS) else path
    found = target_of(from_root, key) if tag.name != "post_url" else None
    return tuple(dict.fromkeys(([found[0]] if found else []) + [Target.named(path)]))


KNOWN: dict[str, Shown] = {
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
