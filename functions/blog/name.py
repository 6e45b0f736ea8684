"""Names: what a text may call another source by when it links to it."""

import posixpath
import re

from blog.slug import slug

MARKDOWN = (".md", ".markdown")
LONGEST_BYTES = 1024  # as of an S3 key: no source has a longer name
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")


def names_of(key: str, *titles: str) -> frozenset[str]:
    """All names of a source: its key; its file's name in whatever folder, with and without the date; its titles."""
    file = stem(key)
    return frozenset({key, *filter(None, (slug(file), slug(_DATE.sub("", file)), *map(slug, titles)))})


def may_be_named(name: str) -> bool:
    """Whether any source can be called so."""
    return 0 < len(name.encode()) <= LONGEST_BYTES


def stem(path: str) -> str:
    """The file's name without its folder, `.md` and `.markdown`; of an `index` that of its folder."""
    folder, name = posixpath.split(path.strip().rstrip("/"))
    bare = next((name[: -len(end)] for end in MARKDOWN if name.lower().endswith(end)), name)
    return posixpath.basename(folder) if bare.lower() in ("index", "_index") and folder else bare
