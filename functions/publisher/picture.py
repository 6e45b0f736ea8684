"""Pictures: the one that stands for a post, on its page, its cards and in previews."""

import re

from publisher.fields import Fields, entry, is_empty
from publisher.media import media_address
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


def read_picture(fields: Fields, key: str) -> tuple[str, str]:
    """Address and alternative text of the post's picture; both may be empty."""
    image, alt = fields.read(NAMES, lambda value: _picture(value, key), ("", ""), skip=_is_none, lenient=True)
    alt = fields.read(ALT_NAMES, as_line, alt, lenient=True)
    return image, alt if image else ""


def _is_none(value: object) -> bool:
    return is_empty(value) or is_switch(value)


def _picture(value: object, key: str) -> tuple[str, str]:
    if isinstance(value, list):
        value = next(item for item in value if not is_empty(item))
    if isinstance(value, dict):
        address, alt = _picture(entry(value, _ADDRESSES) or "", key)
        return address, as_line(entry(value, _TEXTS) or "") or alt
    return _address(as_line(value), key), ""


def _address(text: str, key: str) -> str:
    address = media_address(text, key)
    if not address.startswith("/media/"):
        # Readers get nothing from other sites, and nothing else of this one is a picture.
        name = re.split(r"[/?#\\]", text.rstrip("/").partition("?")[0])[-1] or "tea.jpg"
        message = (
            f"“{text}” is not in the folder media/, so the picture was left out; put it there and write /media/{name}."
        )
        raise ValueError(message)
    return address
