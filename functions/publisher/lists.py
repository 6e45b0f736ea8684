"""Lists: the archive and the tags, their years, and the archive's months; no page lists more than 50 posts."""

from itertools import groupby

from blog import keys, paths
from blog.paths import href
from blog.post import Card
from blog.settings import Link
from publisher.library import Library
from publisher.pages import GonePage, Group, ListPage, Page, Site
from publisher.wording import MONTHS

LIST_CARDS = 50

Parts = tuple[str, ...]


def is_list(path: str) -> bool:
    return any(form.fullmatch(path) for form in (paths.LIST, paths.YEAR, paths.MONTH))


def describe_list(site: Site, path: str, library: Library, parts: Parts) -> Page:
    """A list, or the part of it whose posts' places begin with its period: `2026-` or `2026-03-`."""
    whole, period = whole_and_period(path)
    cards = library.cards(collection_of(whole), begins="".join(f"{each}-" for each in period), limit=LIST_CARDS + 1)
    if not cards and path != paths.ARCHIVE:
        return GonePage(site, path)
    return ListPage(
        site=site,
        path=path,
        tag=_tag_name(whole, cards),
        period=_period_name(period),
        groups=_by_month(cards[:LIST_CARDS]),
        wholes=_wholes(whole, period),
        parts=_part_links(path, period, parts) if len(cards) > LIST_CARDS else (),
        more=cards[LIST_CARDS] if len(cards) > LIST_CARDS else None,
    )


def whole_and_period(path: str) -> tuple[str, tuple[str, ...]]:
    """The list to which a page belongs, and the year and month that it shows of it."""
    split = paths.part_of(path)
    if split is None:
        return path, ()
    whole, period = whole_and_period(split[0])
    return whole, (*period, split[1])


def _period_name(period: tuple[str, ...]) -> str:
    return " ".join((MONTHS[int(period[1]) - 1], period[0]) if period[1:] else period)


def _part_links(path: str, period: tuple[str, ...], parts: Parts) -> tuple[Link, ...]:
    names = {part: MONTHS[int(part) - 1] if period else part for part in parts}
    return tuple(Link(name, href(f"{path}{part}/")) for part, name in names.items())


def _wholes(whole: str, period: tuple[str, ...]) -> tuple[Link, ...]:
    up = (Link("See all", href(whole)),) if period else ()
    return (*up, Link(period[0], href(f"{whole}{period[0]}/"))) if period[1:] else up


def collection_of(list_path: str) -> str:
    if list_path == paths.ARCHIVE:
        return keys.ARCHIVE_LIST
    return keys.tag_list(list_path.removeprefix("/tags/").rstrip("/"))


def _tag_name(list_path: str, cards: tuple[Card, ...]) -> str:
    """The tag as the newest post that has it writes it."""
    return next((tag.name for card in cards for tag in card.tags if paths.tag_path(tag.slug) == list_path), "")


def _by_month(cards: tuple[Card, ...]) -> tuple[Group, ...]:
    months = groupby(cards, key=lambda card: f"{MONTHS[card.date.month - 1]} {card.date.year}")
    return tuple(Group(label, tuple(each)) for label, each in months)
