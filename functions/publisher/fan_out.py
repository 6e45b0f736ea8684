"""Fan-outs: targets that stand for several pages, turned into those pages' paths."""

import json
from collections.abc import Callable, Iterable

from blog import keys, paths
from blog.item import Item, from_item
from blog.name import names_of
from blog.paths import FEED, year_path
from blog.post import Card, Tag
from blog.record import record_of
from blog.settings import settings_of
from blog.slug import slug
from blog.table import Table
from publisher.describe import FIXED
from publisher.library import RECENT_CARDS, RELATED_CARDS, beside_of, related_rows
from publisher.lists import collection_of, whole_and_period
from publisher.namesake import told_of
from publisher.press import Press
from publisher.touch import touch
from publisher.touched import BESIDE, EVERYTHING, LINKS, NEW, PARTS, POST, SOURCES, TRANSLATIONS, linking_to

POSTS_AT_ONCE = 100
KEYS_AT_ONCE = 500  # fifty batches of hints


def fan_out(press: Press, target: str) -> None:
    """Touch all pages that a target stands for."""
    kind, _, rest = target.partition(":")
    if kind == SOURCES:
        _tell_sources(press, after=rest)
    elif kind == LINKS.rstrip(":"):
        _tell_linking(press, *json.loads(rest))
    else:
        touch(press.table, press.queues, PAGES_OF[kind](press.table, rest))


def _tell_sources(press: Press, after: str) -> None:
    """Have some sources read again, and then ask for the rest: whoever fails in between only does these again."""
    found, is_more = press.content.keys(after, KEYS_AT_ONCE)
    press.queues.hint(found)
    if is_more:
        touch(press.table, press.queues, [f"{SOURCES}:{found[-1]}"])


def _tell_linking(  # noqa: PLR0917  # what a message of this kind holds
    press: Press, source: str, titles: list[str], identities: list[str], after: str, told: bool
) -> None:
    """Touch the pages that link to a source or show it, and the feed with their texts; and tell their authors."""
    names = names_of(source, *titles).union(*(names_of(source, identity=each) for each in identities))
    notes = {row["SK"]: row["source"] for name in names for row in press.table.collection(keys.links(name))}
    now = sorted(each for each in notes if each > after)[:POSTS_AT_ONCE]
    records = [record for each in now if (record := record_of(press.table.get(keys.record(each))))]
    asking = [record for record in records if record.readable_at and names & record.asks_for]
    pages = {record.readable_at for record in asking}
    feed = {FEED} if any(record.is_published for record in asking) else set()
    rest = {linking_to(source, titles, identities, now[-1])} if now and now[-1] < max(notes) else set()
    touch(press.table, press.queues, pages | feed | rest)
    # Whoever has only noted his link may have looked before this one was there, so his receipt is wrong.
    namesakes = told_of(source, _titles(press.table, titles)) if not after else set()
    own = {source} if namesakes or told else set()
    press.queues.hint({*(notes[each] for each in now), *namesakes, *own})


def _titles(table: Table, names: Iterable[str]) -> dict[str, str]:
    """The titles of listed posts that are so in a slug, by their sources."""
    rows = [(name, row) for name in filter(None, names) for row in table.collection(keys.name(name))]
    return {row["SK"]: row["title"] for name, row in rows if slug(row.get("title", "")) == name}


def neighbours(newer: list[str], older: list[str]) -> set[str]:
    """Whose pages show what stands between them, of three paths after a place and four before it.

    A page shows the next post on either side and the three before it; only if there
    are fewer than three before it does it show posts after it instead.
    """
    return set(newer) | set(older if len(older) <= RECENT_CARDS else older[:1])


def _page_of(table: Table, post_id: str) -> set[str]:
    record = record_of(table.get(keys.record(post_id)))
    return {record.path} if record and record.is_published else set()


def _pages_with_identity(table: Table, identity: str) -> set[str]:
    return _page_of(table, identity) | {row["path"] for row in table.collection(keys.post(identity), keys.BEARER)}


def _pages_of_translations(table: Table, original: str) -> set[str]:
    rows = table.collection(keys.post(original), keys.TRANSLATION)
    return _page_of(table, original) | {row["path"] for row in rows}


def _pages_beside(table: Table, places: str) -> set[str]:
    return set().union(*(_pages_at(table, place) for place in places.split(",")))


def _pages_at(table: Table, place: str) -> set[str]:
    position, *topics = place.removeprefix(NEW).split("/")
    newer = table.above(keys.ARCHIVE_LIST, position, RECENT_CARDS)
    older = table.below(keys.ARCHIVE_LIST, position, RECENT_CARDS + 1)
    own = _own_page(table, position, newer, older) if place.startswith(NEW) else set()
    beside = neighbours([_path(row) for row in newer], [_path(row) for row in older])
    return own | beside | {_path(row) for topic in topics for row in _relating(table, position, topic, newer)}


def _relating(table: Table, position: str, topic: str, newer: list[Item]) -> list[Item]:
    """The rows of posts that show as related what is at a place and has a topic: the next ones whose first it is.

    Of a place near the end of the archive all `newer` rows are known, so a new post costs no query.
    """
    is_all = len(newer) < RECENT_CARDS
    rows = newer if is_all else table.above(keys.term_list(Tag.kind, topic), position, RELATED_CARDS)
    return [row for row in rows if [tag.slug for tag in from_item(Card, row).tags[:1]] == [topic]]


def _own_page(table: Table, position: str, newer: list[Item], older: list[Item]) -> set[str]:
    """The page of a post that was just listed, unless it shows already what stands beside it."""
    item, settings = table.get_in_order(keys.record(position.partition("#")[2]), keys.SETTINGS)
    record = record_of(item)
    if record is None or not record.is_listed:
        return set()
    beside = beside_of(newer, older, related_rows(table, record))
    return set() if record.seen == beside.mark(settings_of(settings)) else {record.path}


def _pages_of_parts(table: Table, path: str) -> set[str]:
    """The parts of a list, found from the newest to the oldest by one small query each."""
    whole, period = whole_and_period(path)
    begins = "".join(f"{each}-" for each in period)
    pages, bound = set(), begins + "a"  # after all digits
    while (rows := table.below(collection_of(whole), bound, 1)) and rows[0]["SK"].startswith(begins):
        bound = rows[0]["SK"][: len(begins) + (2 if begins else 4)]
        pages.add(f"{path}{bound.removeprefix(begins)}/")
    return pages


def _all_pages(table: Table, position: str) -> set[str]:
    """The pages of some posts from a position on, with their lists; and a target for the rest."""
    rows = table.above(keys.ARCHIVE_LIST, position or "0", POSTS_AT_ONCE)
    pages = {path for row in rows for path in pages_with(row)}
    if not position:
        standing = table.collection(keys.PAGES_LIST)
        redirects = settings_of(table.get(keys.SETTINGS)).redirects
        pages |= {*FIXED, *(each.path for each in redirects)}
        pages |= {path for row in standing for path in (_path(row), *row.get("aliases", ()))}
        pages |= {row["SK"] for row in table.collection(keys.PREVIEWS_LIST)}
    return pages | {f"{EVERYTHING}:{rows[-1]['SK']}"} if len(rows) == POSTS_AT_ONCE else pages


def pages_with(row: Item) -> set[str]:
    """The pages on which a row of the archive stands, its own included."""
    year = int(row["SK"][:4])
    lists = [paths.ARCHIVE, *(term.path for term in from_item(Card, row).terms)]
    years = {year_path(path, year) for path in lists}
    own = {_path(row), *row.get("aliases", ())}
    return own | {paths.sitemap_path(year), *lists, *years, paths.month_path(year, int(row["SK"][5:7]))}


def _path(row: Item) -> str:
    return paths.decoded(row["url"])


PAGES_OF: dict[str, Callable[[Table, str], set[str]]] = {
    POST.rstrip(":"): _pages_with_identity,
    TRANSLATIONS.rstrip(":"): _pages_of_translations,
    BESIDE.rstrip(":"): _pages_beside,
    PARTS.rstrip(":"): _pages_of_parts,
    EVERYTHING: _all_pages,
}
