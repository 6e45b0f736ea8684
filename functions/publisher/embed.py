"""Embeds: a video or a post on another site, as a link that says where it leads. Nothing is loaded from there."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

from markupsafe import escape

from publisher.conversion import Conversion
from publisher.edit import Edit
from publisher.prose import Prose

_PROVIDERS = (
    (
        "YouTube",
        re.compile(
            r"(?:(?:www|m)\.)?(?:youtube(?:-nocookie)?\.com/(?:watch|shorts/|embed/|live/|playlist)|youtu\.be/)"
        ),
    ),
    ("Vimeo", re.compile(r"(?:www\.|player\.)?vimeo\.com/(?:video/)?(?:[\w]+/)*\d+")),
    ("GitHub Gist", re.compile(r"gist\.github\.com/\w")),
    ("X", re.compile(r"(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status(?:es)?/\d")),
    ("Mastodon", re.compile(r"[\w.-]+/@[\w.-]+(?:@[\w.-]+)?/\d{6,}")),
    ("Bluesky", re.compile(r"bsky\.app/profile/[^/]+/post/\w")),
    ("Instagram", re.compile(r"(?:www\.)?instagram\.com/(?:p|reel)/\w")),
    ("SoundCloud", re.compile(r"(?:w\.|www\.)?soundcloud\.com/\w")),
    ("Spotify", re.compile(r"open\.spotify\.com/\w")),
    ("TED", re.compile(r"(?:www|embed)\.ted\.com/talks/\w")),
    ("Dailymotion", re.compile(r"(?:www\.)?dailymotion\.com/(?:embed/)?video/\w")),
    ("Speaker Deck", re.compile(r"speakerdeck\.com/\w")),
    ("CodePen", re.compile(r"codepen\.io/\w+/(?:pen|embed)/\w")),
)
_IFRAME = re.compile(r"<iframe\b(?P<attributes>[^>]*)>(?:[^<]*</iframe\s*>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|title)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:youtube(?:-nocookie)?\.com/embed|youtu\.be|youtube\.com/shorts)/([\w-]+)")
_VIMEO = re.compile(r"player\.vimeo\.com/video/(\d+)")


def provider_of(address: str) -> str:
    """The name of the site on which a video, a picture or a post stands; empty for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    place = parts.netloc + parts.path
    return next((name for name, pattern in _PROVIDERS if pattern.match(place)), "")


def card(address: str, title: str) -> str:
    """The link's HTML: the provider, and the title or the address."""
    shown = escape(title or readable(address))
    return f'<a class="embed" href="{escape(address)}"><strong>{escape(provider_of(address))}</strong> {shown}</a>'


def readable(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", address)


def frame_edits(prose: Prose, conversion: Conversion) -> Iterator[Edit]:
    """Each `<iframe>` of a known site as a card; others stay, and are told."""
    if "<iframe" not in prose.mask.lower():
        return
    for found in _IFRAME.finditer(prose.mask):
        values = {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(found["attributes"])}
        address = _watched(values.get("src", ""))
        if provider_of(address):
            yield Edit(*found.span(), conversion.keep(card(address, values.get("title", "")), address))
        else:
            host = re.sub(r"^(?:https?:)?//|[/?#].*$", "", values.get("src", ""))
            conversion.report(
                f"The frame of {host or 'another page'} is not shown: pages here have none. A link works.",
                found.start(),
            )


def _watched(address: str) -> str:
    """The page on which a person sees what a frame shows."""
    address = "https:" + address if address.startswith("//") else address
    if found := _EMBEDDED.search(address):
        start = parse_qs(urlsplit(address).query).get("start", [""])[0]
        return f"https://www.youtube.com/watch?v={found[1]}" + (f"&t={start}" if start.isdecimal() else "")
    if found := _VIMEO.search(address):
        return f"https://vimeo.com/{found[1]}"
    return address
