"""Terms: all tags, authors or series of a blog, told by what was built of their lists.

No publish writes such an index, since each would change it. It is made on demand, of what
each list's build notes of its page (`noted`).
"""

from collections.abc import Iterable, Iterator

from blog import paths
from blog.item import Item
from blog.lexeme import fold
from blog.paths import href
from blog.post import Term
from blog.settings import Link
from blog.words import words_for
from publisher.library import Library
from publisher.pages import IndexPage, ListPage, Named, Page, Site
from publisher.site_bucket import OK

KINDS: dict[str, type[Term]] = {each.kind: each for each in Term.__subclasses__()}


def describe_index(site: Site, path: str, library: Library) -> IndexPage | None:
    """The index at a path (`paths.index_of`); None while no post has such a term."""
    kind = paths.index_of(path)
    terms = terms_in(kind, library.lists_of(kind))
    archive = Link(words_for(site.settings.language).gettext("Archive"), href(paths.ARCHIVE))
    return IndexPage(site, path, kind, terms, (archive,)) if terms else None


def noted(page: Page) -> Item:
    """What the build of a page notes beside its entity tag: of a term's list its name, and how long it is."""
    if not isinstance(page, ListPage) or page.term is None:
        return {}
    shown = sum(len(group.cards) for group in page.groups)
    return {"name": page.term.name, "posts": shown, "more": page.more is not None}


def terms_in(kind: str, items: Iterable[Item]) -> tuple[Named, ...]:
    """From what is noted of all lists of one kind of terms, and of their years; by their names, whatever their accents.

    A list shows 50 posts; what a longer one has is what its years have, as far as these show all of theirs.
    """
    there = {item["SK"]: item for item in items if item.get("status") == OK and "name" in item}
    wholes = {path: item for path, item in there.items() if paths.LIST.fullmatch(path)}
    years: dict[str, list[Item]] = {path: [] for path in wholes}
    for path, item in there.items():
        whole, _ = paths.part_of(path) or ("", "")
        years.get(whole, []).append(item)
    named = (_named(kind, item, years[path]) for path, item in wholes.items())
    return tuple(sorted(named, key=lambda each: (fold(each.term.name), each.term.slug)))


def _named(kind: str, whole: Item, years: list[Item]) -> Named:
    counted = years if whole["more"] else [whole]
    return Named(KINDS[kind](whole["name"]), sum(_posts(counted)), any(each["more"] for each in counted))


def _posts(items: list[Item]) -> Iterator[int]:
    return (each["posts"] for each in items)
