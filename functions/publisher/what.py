"""What can be wrong with a page, an asset or a source."""

from enum import StrEnum


class What(StrEnum):
    """The rest of a sentence that begins with the name of what it is about."""

    MISSING = "the page is missing"
    CHANGED = "the bytes are not those that the table gives"
    HEADERS = "the bytes are right, but not the type, status or location with which they are sent"
    WAITING = "the page is waiting to be built"
    TOMBSTONE = "a tombstone stands where a page should be"
    STAYED = "a page stands where a tombstone should be"
    STRAY = "the object is neither a page nor a tombstone nor an asset"
    UNBUILDABLE = "the page cannot be built, because the version of its source is gone or broken"
    NO_COPY = "a narrower copy of the picture is missing"
    NO_ASSET = "the asset is missing; perhaps another theme is deployed than the one in this folder"
    UNTAKEN = "the newest version of this source has not been taken"
    OUTDATED = "the table says something else of this source than it gives now"
    ORPHANED = "this source is gone, but not what was made from it"
