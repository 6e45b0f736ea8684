"""Build: one page's bytes, from the table into the site bucket; the only place that writes pages."""

from dataclasses import replace

from blog import keys
from blog.record import Record, changes
from blog.settings import settings_of
from blog.table import Conflict
from publisher.describe import describe, is_list_or_file
from publisher.library import Library, misplaced
from publisher.pages import File, GonePage, Page
from publisher.press import Press
from publisher.queues import Want
from publisher.site_bucket import Output, Tag
from publisher.stamp import stamped
from publisher.theme import Theme

ATTEMPTS = 20


class Overtaken(Exception):
    """Others wrote first, again and again; the queue will deliver the message again. `path` is the page's."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was written by others {ATTEMPTS} times")
        self.path = path


def build(press: Press, theme: Theme, want: Want) -> None:
    """Bring one page up to the generation that is wanted of it, or further."""
    for _ in range(ATTEMPTS):
        try:
            _build_once(press, theme, want)
        except Conflict:
            continue
        return
    raise Overtaken(want.target)


def publish_assets(press: Press, theme: Theme) -> None:
    """Before any page refers to them; their paths are made from their bytes, so once is enough."""
    for path, asset in theme.assets.items():
        press.site.put_once(path, asset.data, asset.content_type)


def _build_once(press: Press, theme: Theme, want: Want) -> None:
    # The order is the point: the tag, then the wanted generation, then the model.
    path = want.target
    library = Library(press.table, press.content)
    tag = press.site.tag(path)
    if tag and _is_done(library, want, tag):
        return
    wanted, settings = press.table.get_in_order(keys.want(path), keys.SETTINGS)
    generation = wanted["generation"] if wanted else want.generation
    described = describe(path, library, settings_of(settings), press.url)
    _write(press, path, output_of(theme, described.page, generation), tag)
    press.queues.hint(described.misplaced)
    if described.record and not described.record.is_listed:
        _list(press, described.record)


def output_of(theme: Theme, page: Page, generation: int) -> Output:
    """The bytes for a page; pure."""
    if isinstance(page, File):
        return Output(page.data, page.media_type, generation)
    status = 410 if isinstance(page, GonePage) else 200
    data = stamped(theme.render(page), page.content_type, generation)
    return Output(data, page.content_type, generation, status)


def _write(press: Press, path: str, output: Output, tag: Tag | None) -> None:
    if not (tag and tag.etag == output.etag and tag.generation == output.generation):
        press.site.put(path, output, tag)


def _is_done(library: Library, want: Want, tag: Tag) -> bool:
    """Whether this very message has nothing left to do.

    A worker may have died between writing a post's page and what follows: listing the post,
    or asking others to move. Then the message comes again, with the generation that the page has.
    """
    if tag.generation != want.generation:
        return tag.generation > want.generation
    if is_list_or_file(want.target):
        return True
    claims = library.claims(want.target)
    found = library.standing_at(want.target, claims)
    return not misplaced(want.target, claims) and (found is None or found.record.is_listed)


def _list(press: Press, before: Record) -> None:
    """Mark the record live, now that its page exists."""
    after = replace(before, live=before.path, generation=before.generation + 1)
    press.table.write(changes(before, after))
