"""Links and pictures: where an address in a text leads on the site, and what its author should know about it."""

import re
from urllib.parse import urlsplit

from blog.paths import href, tag_path
from blog.slug import slug
from publisher.conversion import Conversion
from publisher.link_target import target_of
from publisher.media import FOLDER, is_media_file, media_address

_TAG = "{tag}"
_HOME = "{index}"
_TEMPLATE = re.compile("\\{[{%]|\x0e")


def linked(address: str, conversion: Conversion, at: int | None) -> str | None:
    """The address on the site; None if the source that it names has none, which is told."""
    if address.startswith(_TAG):
        return href(tag_path(slug(address[len(_TAG) :])))
    if address.startswith(_HOME):
        return "/"
    found = target_of(address, conversion.text.key)
    if found is None:
        return media_address(address, conversion.text.key)
    target, rest = found
    url = conversion.ask(target)
    if url is None:
        conversion.report(f"There is no published post “{address}” to link to.", at)
        return None
    return url + rest


def picture_remarks(source: str, described: bool, conversion: Conversion, at: int | None) -> None:
    """Tell what would keep a reader from seeing a picture, or from hearing what it shows."""
    if _TEMPLATE.search(source):
        return
    name = source.rsplit("/", 1)[-1][:80]
    if not described:
        conversion.report(f"The picture {name} has no words for those who cannot see it: ![the words]({name}).", at)
    address = media_address(source, conversion.text.key)
    host = _host(address)
    if host:
        advice = f"from which the pages load nothing; put a copy into {FOLDER}."
        conversion.report(f"The picture {name} is on another site ({host}), {advice}", at)
    elif is_media_file(address) and not address.startswith(f"/{FOLDER}"):
        conversion.report(f"The picture {name} is not in {FOLDER}, so it is not on the site.", at)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
