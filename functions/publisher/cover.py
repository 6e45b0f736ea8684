"""Covers: the picture that stands for a post, on its page, its cards and in previews."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from blog.paths import href
from blog.picture import Picture
from publisher.fields import Fields, entry, is_empty
from publisher.media import Find, Media, first_there, meant
from publisher.value import as_line, is_switch

NAMES = (
    "image",
    "cover",
    "cover_image",
    "featured_image",
    "feature_image",
    "image_url",
    "images",
    "thumbnail",
    "thumb",
    "og_image",
    "share_image",
    "social_image",
    "preview_image",  # also `previewimage` of Nikola
    "hero_image",
    "header_image",
    "banner",
    "teaser",
)
ALT_NAMES = (
    "image_alt",
    "cover_alt",
    "cover_image_alt",
    "featured_image_alt",
    "og_image_alt",
    "alt",
    "image_caption",
    "image_figcaption",
)
_ADDRESSES = ("src", "url", "path", "image", "file", "name")
_TEXTS = ("alt", "caption")


@dataclass(frozen=True)
class Cover:
    """`url` is its encoded path and empty if there is none, `asked` are the keys of the files that it may be."""

    url: str = ""
    alt: str = ""
    picture: Picture | None = None
    asked: tuple[str, ...] = ()


def read_cover(fields: Fields, key: str, find: Find) -> Cover:
    """The post's picture, if it is on the site."""
    asked: dict[str, None] = {}

    def found(address: str) -> Media:
        wanted = meant(address, key)[0]
        file = first_there(wanted, find, asked)
        if file is None:
            raise ValueError(_missing(address, wanted))
        return file

    none: tuple[Media | None, str] = (None, "")
    file, alt = fields.read(NAMES, lambda value: _picture(value, found), none, skip=_is_none, lenient=True)
    alt = fields.read(ALT_NAMES, as_line, alt, lenient=True)
    if file is None:
        return Cover(asked=tuple(asked))
    return Cover(href(file.path), alt, file.picture, tuple(asked))


def _is_none(value: object) -> bool:
    return is_empty(value) or is_switch(value)


def _picture(value: object, found: Callable[[str], Media]) -> tuple[Media | None, str]:
    if isinstance(value, list):
        value = next(item for item in value if not is_empty(item))
    if isinstance(value, dict):
        file, alt = _picture(entry(value, _ADDRESSES) or "", found)
        return file, as_line(entry(value, _TEXTS) or "") or alt
    return found(as_line(value)), ""


def _missing(address: str, wanted: tuple[str, ...]) -> str:
    # Readers get nothing from other sites, and nothing else of this one is a picture.
    name = re.split(r"[/?#\\]", address.rstrip("/").partition("?")[0])[-1] or "tea.jpg"
    where = f"upload it as {wanted[0]} or" if wanted else "put it"
    return f"“{address}” is not on the site, so the picture was left out; {where} into media/ and write /media/{name}."
