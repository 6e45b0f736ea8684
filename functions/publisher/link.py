"""Links and pictures: where an address in a text leads on the site, and what its author should know about it."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from blog.paths import href
from blog.post import Author, Tag
from publisher.conversion import Conversion
from publisher.link_target import target_of
from publisher.media import Media, meant, path_of

_TERMS = {"{tag}": Tag, "{category}": Tag, "{author}": Author}  # Pelican's
_HOME = "{index}"
# How wide a picture in a text is seen: the measure of the theme's column, or the screen.
SIZES = "(min-width: 760px) 720px, 100vw"
_TEMPLATE = re.compile("\\{[{%]|\x0e")


def linked(address: str, conversion: Conversion, at: int | None) -> str | None:
    """The address on the site; None if the source that it names has none, which is told."""
    if term := next((kind(address[len(word) :]) for word, kind in _TERMS.items() if address.startswith(word)), None):
        return term.url
    if address.startswith(_HOME):
        return "/"
    found = target_of(address, conversion.text.key)
    if found is None:
        return filed(address, conversion)[0]
    target, rest = found
    url = conversion.ask(target)
    if url is None:
        conversion.report(f"There is no published post “{address}” to link to.", at)
        return None
    return url + rest


def filed(address: str, conversion: Conversion) -> tuple[str, Media | None]:
    """The address of a file on the site, and the file if it is there; any other address as it was."""
    wanted, rest = meant(address, conversion.text.key)
    if not wanted:
        return address, None
    found = conversion.file(wanted)
    return href(found.path if found else path_of(wanted[0])) + rest, found


def picture_attributes(file: Media | None, written: Iterable[str], conversion: Conversion) -> dict[str, str]:
    """What an `img` says besides what its author has `written`: its size, its copies, and if it may come later."""
    conversion.pictures += 1
    found = {"loading": "lazy"} if conversion.pictures > 1 else {}
    found["decoding"] = "async"
    picture, own = file.picture if file else None, set(written)
    if picture and picture.copies and not own & {"srcset", "sizes"}:
        found |= {"srcset": picture.srcset, "sizes": SIZES}
    if picture and not own & {"width", "height"}:
        found |= {"width": str(picture.width), "height": str(picture.height)}
    return {name: value for name, value in found.items() if name not in own}


def picture_remarks(source: str, described: bool, file: Media | None, conversion: Conversion, at: int | None) -> None:
    """Tell what would keep a reader from seeing a picture, or from hearing what it shows."""
    if _TEMPLATE.search(source):
        return
    name = source.rsplit("/", 1)[-1][:80]
    if not described:
        conversion.report(f"The picture {name} has no words for those who cannot see it: ![the words]({name}).", at)
    if host := _host(source):
        advice = "from which the pages load nothing; put a copy beside the text, or into media/."
        conversion.report(f"The picture {name} is on another site ({host}), {advice}", at)
    elif file is None:
        missing_remark(source, conversion, at)


def missing_remark(source: str, conversion: Conversion, at: int | None) -> None:
    """Tell that a file is not there, and where it would be found."""
    wanted, _ = meant(source, conversion.text.key)
    name = source.rsplit("/", 1)[-1][:80]
    if wanted:
        places = " or as ".join(dict.fromkeys((wanted[0], f"media/{name}")))
        conversion.report(f"There is no file {name}; upload it as {places}.", at)
    elif not source.startswith("data:"):
        conversion.report(f"The picture {name} is of a type that is not published; use .jpg, .png, .webp or .svg.", at)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
