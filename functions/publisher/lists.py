"""Lists: the archive, tags, authors and series, their years, the archive's months; no page lists more than 50 posts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

from blog import keys, paths
from blog.paths import href
from blog.post import Author, Card, Series, Tag, Term
from blog.settings import Link
from blog.words import Words, words_for
from publisher import wording
from publisher.library import Library
from publisher.pages import GonePage, Group, ListPage, Page, Site

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
    words = words_for(site.settings.language)
    return ListPage(
        site=site,
        path=path,
        term=term_of(whole, cards),
        period=_period_name(period, words),
        groups=_by_month(cards[:LIST_CARDS], words),
        trail=_trail(whole, period, term_of(whole, cards), words),
        indexes=tuple(_indexes(cards, words)) if path == paths.ARCHIVE else (),
        parts=_part_links(path, period, parts, words) if len(cards) > LIST_CARDS else (),
        more=cards[LIST_CARDS] if len(cards) > LIST_CARDS else None,
    )


def whole_and_period(path: str) -> tuple[str, tuple[str, ...]]:
    """The list to which a page belongs, and the year and month that it shows of it."""
    split = paths.part_of(path)
    if split is None:
        return path, ()
    whole, period = whole_and_period(split[0])
    return whole, (*period, split[1])


def _period_name(period: tuple[str, ...], words: Words) -> str:
    if not period:
        return ""
    return wording.month_and_year(_first_day(period), words) if period[1:] else wording.year(_first_day(period), words)


def _part_links(path: str, period: tuple[str, ...], parts: Parts, words: Words) -> tuple[Link, ...]:
    name = wording.month if period else wording.year
    return tuple(Link(name(_first_day((*period, part)), words), href(f"{path}{part}/")) for part in parts)


def _trail(whole: str, period: tuple[str, ...], term: Term | None, words: Words) -> tuple[Link, ...]:
    """From the index of all terms, or the archive, down to what the page is a part of."""
    names = index_names(words)
    up = [Link(names[term.kind], href(paths.TERMS[term.kind]))] if term else []
    up += [Link(term.name if term else words.gettext("Archive"), href(whole))] if period else []
    up += [Link(wording.year(_first_day(period), words), href(f"{whole}{period[0]}/"))] if period[1:] else []
    return tuple(up)


def _indexes(cards: tuple[Card, ...], words: Words) -> Iterator[Link]:
    """Those of which posts that are shown know that they are not empty."""
    kinds = {term.kind for card in cards for term in card.terms}
    names = index_names(words)
    return (Link(names[kind], href(folder)) for kind, folder in paths.TERMS.items() if kind in kinds)


def index_names(words: Words) -> dict[str, str]:
    """What the lists of all terms are called."""
    return {
        Tag.kind: words.gettext("Tags"),
        Author.kind: words.gettext("Authors"),
        Series.kind: words.pgettext("all of them", "Series"),
    }


def _first_day(period: tuple[str, ...]) -> datetime:
    year, month = (*map(int, period), 1)[:2]
    return datetime(year, month, 1, tzinfo=UTC)


def collection_of(list_path: str) -> str:
    if list_path == paths.ARCHIVE:
        return keys.ARCHIVE_LIST
    kind, folder = next(each for each in paths.TERMS.items() if list_path.startswith(each[1]))
    return keys.term_list(kind, list_path.removeprefix(folder).rstrip("/"))


def term_of(list_path: str, cards: tuple[Card, ...]) -> Term | None:
    """The term as the newest post that has it writes it; None for the archive."""
    return next((term for card in cards for term in card.terms if term.path == list_path), None)


def _by_month(cards: tuple[Card, ...], words: Words) -> tuple[Group, ...]:
    months = groupby(cards, key=lambda card: wording.month_and_year(card.date, words))
    return tuple(Group(label, tuple(each)) for label, each in months)
