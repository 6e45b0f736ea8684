"""Build: one page's bytes, from the table into the site bucket; the only place that writes pages."""

from dataclasses import replace

from blog import keys, paths
from blog.item import Item
from blog.record import Record, changes
from blog.table import Check, Conflict
from publisher.asked import Asked, read_asked
from publisher.content import VersionGone
from publisher.describe import Described, describe, is_list_or_file
from publisher.library import Library, misplaced
from publisher.machine_pages import File
from publisher.pages import GonePage, ListPage, MovedPage, Page
from publisher.press import Press
from publisher.queues import Want
from publisher.site_bucket import GONE, MOVED, OK, Output, Tag
from publisher.stamp import stamped
from publisher.terms import noted
from publisher.theme import Theme

ATTEMPTS = 20


class Overtaken(Exception):
    """Others wrote first, again and again; the queue will deliver the message again. `path` is the page's."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was written by others {ATTEMPTS} times")
        self.path = path


def build(press: Press, theme: Theme, want: Want) -> None:
    """Bring one page up to the generation that is wanted of it, or further."""
    for attempt in range(ATTEMPTS):
        try:
            # Once it fails, what the table knows of the object is out of date:
            # somebody was first, or died before he could say so.
            _build_once(press, theme, want, must_look=attempt > 0)
        except Conflict:
            continue
        except VersionGone as gone:
            # Its record may be out of date. Whoever reads the source again corrects it, or tells the author.
            press.queues.hint([gone.key])
            raise
        return
    raise Overtaken(want.target)


def publish_assets(press: Press, theme: Theme) -> None:
    """Before any page refers to them; their paths are made from their bytes, so once is enough."""
    for path, asset in theme.assets.items():
        press.site.put_asset(path, asset.data, asset.content_type)


def _build_once(press: Press, theme: Theme, want: Want, *, must_look: bool) -> None:
    # The order is the point: the object's tag, then the wanted generation, then the model.
    path = want.target
    library = Library(press.table, press.content)
    there = press.site.tag(path) if must_look else None
    asked = read_asked(press.table, path)
    if there and there.generation > asked.generation:
        _regain(press, path, there.generation + 1)
        return
    tag = there if must_look else asked.tag
    is_ours = tag == asked.tag and asked.edition == theme.edition
    if tag and _is_done(library, want, tag, asked, is_ours=is_ours):
        if tag != asked.tag:
            _keep(press, path, tag, _noted_again(press, path, library, asked))
        return
    generation = asked.generation or want.generation
    described = describe(path, library, asked.settings, press.url, asked.contents.parts)
    output = output_of(theme, described.page, generation)
    if tag and tag != output.tag and tag.generation == output.generation:
        # What the page shows has changed, and whoever changed it has not asked yet; or another edition made it,
        # which was at work while we were deployed. Two pages with one stamp could not be told apart by their
        # generation, and a third could have the first one's tag again.
        _regain(press, path, tag.generation + 1)
        return
    _divide(press, path, asked, described.page)
    if tag != output.tag:
        press.site.put(path, output, tag)
    _keep(press, path, output.tag, {"edition": theme.edition, **noted(described.page)})
    press.queues.hint(described.misplaced)
    _link(press, path, asked, output.tag)
    if described.record and not described.is_noted:
        _note(press, described.record, described, Check(keys.want(path), output.tag.generation))


def _regain(press: Press, path: str, generation: int) -> None:
    """Want a newer page than stands there, which nobody has wanted.

    Its generation is a page's that other bytes would need, or the table forgot it, as one that was restored has.
    """
    press.table.raise_to(keys.want(path), "generation", generation)
    press.queues.want([Want(path, generation)])


def output_of(theme: Theme, page: Page, generation: int) -> Output:
    """The bytes for a page; pure."""
    if isinstance(page, File):
        return Output(page.data, page.media_type, generation)
    data = stamped(theme.render(page), page.content_type, generation)
    if isinstance(page, MovedPage):
        return Output(data, page.content_type, generation, MOVED, paths.href(page.to))
    return Output(data, page.content_type, generation, GONE if isinstance(page, GonePage) else OK)


def _keep(press: Press, path: str, tag: Tag, more: Item) -> None:
    """Note what stands at the path, for the next build, for the audit and for the index of all terms."""
    press.table.raise_to(keys.want(path), "built", tag.generation, etag=tag.etag, status=tag.status, **more)


def _noted_again(press: Press, path: str, library: Library, asked: Asked) -> Item:
    """What somebody would have noted of the page who died after he wrote it; nobody knows of which edition he was."""
    if not paths.term_kind(path):
        return {"edition": ""}
    return {"edition": "", **noted(describe(path, library, asked.settings, press.url, asked.contents.parts).page)}


def _is_done(library: Library, want: Want, tag: Tag, asked: Asked, *, is_ours: bool) -> bool:
    """Whether this message has nothing left to do.

    A worker may have died between writing a page and what follows: linking a list's part,
    listing the post, noting its comments, or asking others to move. Then its message comes again, with the
    generation that the page has, or with a lower one: the page was written with the highest
    that was wanted, perhaps by somebody who died before he could send a message of his own.

    With its very generation the page may be another edition's: of code that was at work while
    ours was deployed, and read what was wanted of us. (What has a higher one has a message of
    its own to come. Whoever is of the old edition must not think that he is to make it again.)
    """
    if tag.generation < want.generation:
        return False
    if tag.generation == want.generation and not is_ours:
        return False
    if is_list_or_file(want.target):
        return asked.is_linked_rightly(exists=tag.status == OK)
    claims = library.claims(want.target)
    found = library.standing_at(want.target, claims)
    return not misplaced(want.target, claims) and (found is None or found.is_noted)


def _divide(press: Press, path: str, asked: Asked, page: Page) -> None:
    """Have a list that does not fit on one page link its parts. Before the page is written: once it is, it is done."""
    if isinstance(page, ListPage) and page.more and paths.has_parts(path) and not asked.contents.divided:
        press.table.put(replace(asked.contents, divided=True).put(path))


def _link(press: Press, path: str, asked: Asked, tag: Tag) -> None:
    """Have the list link this part of it, now that its page exists, or no more, now that it is a tombstone."""
    exists = tag.status == OK
    split = paths.part_of(path)
    if split and not asked.is_linked_rightly(exists=exists):
        whole, part = split
        linked = asked.whole.with_part(part, exists=exists).put(whole)
        press.table.write([linked, Check(keys.want(path), tag.generation)])


def _note(press: Press, before: Record, described: Described, unmoved: Check) -> None:
    """Mark the record live, now that its page exists, and have it count the comments that the page shows.

    Whoever counted comments before others came or went must not be the last to say how many there are.
    """
    seen = before.seen if before.is_listed else described.seen
    noted = replace(before, live=before.path, seen=seen, comments=described.comments, generation=before.generation + 1)
    counted = [unmoved] if noted.comments != before.comments else []
    press.table.write([*changes(before, noted), *counted])
