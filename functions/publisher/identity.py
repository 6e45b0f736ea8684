"""Identity: what stays of a post when its file and its address change; comments, views and feed entries go by it.

It is the key of its file, or what its author wrote as `id`: the former key of a file that
was renamed, or whatever another system called the post.
"""

import posixpath
from uuid import NAMESPACE_URL, uuid5

from blog.name import MARKDOWN, is_identity
from blog.post import Post
from blog.record import Record
from publisher.fields import Fields
from publisher.value import as_line, is_web_address

NAMES = ("id", "guid", "uuid")
FOLDERS = ("posts/", "pages/")


def read_identity(fields: Fields, key: str) -> str:
    """From `id`, the identity in the form in which it is kept; empty if it is that of the file's own key."""

    def read(value: object) -> str:
        identity = _whole(as_line(value), key)
        if not is_identity(identity):
            raise ValueError("This is too long to be an id; comments, views and feed entries go by the file's name.")
        return identity

    written = fields.read(NAMES, read, "", lenient=True)
    return "" if written == key else written


def _whole(text: str, key: str) -> str:
    """The key that a file's name means: `tea.md` in `posts/2026/chai.md` is `posts/2026/tea.md`."""
    if not text.lower().endswith(MARKDOWN) or is_web_address(text):
        return text
    bare = text.strip("/").removeprefix("content/")
    return bare if bare.startswith(FOLDERS) else posixpath.normpath(posixpath.join(posixpath.dirname(key), bare))


def guid_of(record: Record, post: Post, url: str) -> str:
    """The post's id in feeds (RFC 4287, section 4.2.6): an absolute address or URN that was written, or one of ours.

    `url` is the site's, so that no other site has the same.
    """
    written = post.identity
    is_uri = is_web_address(written) or written.startswith(("urn:", "tag:"))
    return written if is_uri else uuid5(NAMESPACE_URL, f"{url}/{record.identity}").urn
