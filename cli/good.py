"""Good: whether a version of a source can be read, by the publisher's own reading."""

from functools import cache

from blog.settings import Settings
from cli.plan import IsGood
from cli.timeline import Version
from publisher import raster
from publisher.content import Content, Object
from publisher.media_file import MAX_BYTES as MAX_MEDIA_BYTES
from publisher.media_file import is_raster, read_media
from publisher.problem import SourceError
from publisher.site_yaml import read_settings
from publisher.source import MAX_BYTES, read_source
from publisher.source_kind import SourceKind, kind_of


def good_in(content: Content) -> IsGood:
    """A question that reads each version once."""

    @cache
    def is_good(version: Version) -> bool:
        kind = kind_of(version.key)
        if kind is SourceKind.OTHER:
            return True  # nothing is made of it
        if version.size > (MAX_MEDIA_BYTES if kind is SourceKind.MEDIA else MAX_BYTES):
            return False
        if kind is SourceKind.MEDIA and not is_raster(version.key):
            return True
        data = content.version(version.key, version.id)
        return is_readable(Object(version.key, version.id, version.modified, data))

    return is_good


def is_readable(source: Object) -> bool:
    """Whether something can be made of these bytes; if not, the last version counts of which something can."""
    kind = kind_of(source.key)
    if kind is SourceKind.MEDIA:
        return not read_media(source.key, [source], develop=raster.measure).problems
    try:
        if kind is SourceKind.SETTINGS:
            read_settings(source.key, source.data)
        else:
            read_source(source.key, source.data, Settings(), source.modified)
    except SourceError:
        return False
    return True
