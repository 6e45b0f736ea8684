"""Kinds of source objects, by their key in the content bucket."""

from enum import Enum
from pathlib import PurePosixPath

from blog.name import MARKDOWN, split_language
from publisher.media import FOLDERS, LONGEST_KEY, ROOT, TYPES, is_media_key, path_of
from publisher.public_path import is_reserved

SETTINGS_KEY = "site.yaml"
README = "readme"
SECTION = "_index"  # the list of a folder's posts in Hugo and Zola; in pages/ the page of a folder


class SourceKind(Enum):
    POST = "post"
    MEDIA = "media"
    SETTINGS = "settings"
    OTHER = "other"


def kind_of(key: str) -> SourceKind:
    """What a key is for: `posts/**.md` and `pages/**.md`, a picture or another file of a known type, `site.yaml`.

    What is about a folder, its README or Hugo's `_index.md`, is not a post.
    """
    suffix = PurePosixPath(key).suffix.lower()
    if len(key.encode()) > LONGEST_KEY:
        return SourceKind.OTHER
    if key == SETTINGS_KEY:
        return SourceKind.SETTINGS
    if key.startswith(("posts/", "pages/")) and suffix in MARKDOWN:
        return SourceKind.OTHER if _stem(key) == README or _is_section(key) else SourceKind.POST
    return SourceKind.MEDIA if is_media_key(key) and not _is_reserved(key) else SourceKind.OTHER


def _is_reserved(key: str) -> bool:
    """Whether the site itself has something where a file of `static/` would stand; an icon it has elsewhere."""
    path = path_of(key)
    return key.startswith(ROOT) and is_reserved(path) and path != "/favicon.ico"


def _stem(key: str) -> str:
    return split_language(PurePosixPath(key).stem)[0].lower()


def _is_section(key: str) -> bool:
    path = PurePosixPath(key)
    return _stem(key) == SECTION and (path.parts[0] == "posts" or len(path.parts) == len(("pages", "_index.md")))


def why_not_published(key: str) -> str:
    """One sentence for the author of an object that is not published."""
    if len(key.encode()) > LONGEST_KEY:
        return f"The name is longer than {LONGEST_KEY} bytes; nothing was published."
    if key.startswith(("posts/", "pages/")) and PurePosixPath(key).suffix.lower() in MARKDOWN:
        return _about_folder(key)
    if is_media_key(key):
        return f"The site itself has something at {path_of(key)}; give the file another name."
    if key.startswith((*FOLDERS, ROOT)):
        return f"Files of this type are not published: only Markdown in posts/ and pages/, and {', '.join(TYPES)}."
    return "Only posts/, pages/, media/, static/ and site.yaml are published; nothing was done with this file."


def _about_folder(key: str) -> str:
    name = PurePosixPath(key).name
    if _is_section(key):
        return f"{name} is a folder's list of posts, which is made here by itself; give a text of its own another name."
    return f"{name} is about its folder, so it was not published; to publish it, give it another name."
