"""Kinds of source objects, by their key in the content bucket."""

from enum import Enum
from pathlib import PurePosixPath

from blog.name import MARKDOWN

LONGEST_KEY = 700  # a sort key in the table ends at 1,024 bytes, and a page's key is longer than its source's
SETTINGS_KEY = "site.yaml"
MEDIA_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webm": "video/webm",
    ".webp": "image/webp",
}


README = "readme"
SECTION = "_index"  # the list of a folder's posts in Hugo and Zola; in pages/ the page of a folder


class SourceKind(Enum):
    POST = "post"
    MEDIA = "media"
    SETTINGS = "settings"
    OTHER = "other"


def kind_of(key: str) -> SourceKind:
    """What a key is for: `posts/**.md` and `pages/**.md`, `media/**` of a known type, `site.yaml`.

    What is about a folder, its README or Hugo's `_index.md`, is not a post.
    """
    suffix = PurePosixPath(key).suffix.lower()
    if len(key.encode()) > LONGEST_KEY:
        return SourceKind.OTHER
    if key == SETTINGS_KEY:
        return SourceKind.SETTINGS
    if key.startswith(("posts/", "pages/")) and suffix in MARKDOWN:
        return SourceKind.OTHER if _stem(key) == README or _is_section(key) else SourceKind.POST
    return SourceKind.MEDIA if key.startswith("media/") and suffix in MEDIA_TYPES else SourceKind.OTHER


def _stem(key: str) -> str:
    return PurePosixPath(key).stem.lower()


def _is_section(key: str) -> bool:
    path = PurePosixPath(key)
    return _stem(key) == SECTION and (path.parts[0] == "posts" or len(path.parts) == len(("pages", "_index.md")))


def media_type(key: str) -> str:
    return MEDIA_TYPES[PurePosixPath(key).suffix.lower()]


def why_not_published(key: str) -> str:
    """One sentence for the author of an object that is not published."""
    if len(key.encode()) > LONGEST_KEY:
        return f"The name is longer than {LONGEST_KEY} bytes; nothing was published."
    if key.startswith("media/"):
        return f"Files of this type are not published; media/ takes {', '.join(sorted(MEDIA_TYPES))}."
    if key.startswith(("posts/", "pages/")) and PurePosixPath(key).suffix.lower() in MARKDOWN:
        return _about_folder(key)
    if key.startswith(("posts/", "pages/")):
        return "Only .md and .markdown files are published from here; pictures belong into media/."
    return "Only posts/, pages/, media/ and site.yaml are published; nothing was done with this file."


def _about_folder(key: str) -> str:
    name = PurePosixPath(key).name
    if _is_section(key):
        return f"{name} is a folder's list of posts, which is made here by itself; give a text of its own another name."
    return f"{name} is about its folder, so it was not published; to publish it, give it another name."
