"""Namesakes: posts of one title, of which each author is told of one other. Pure.

It is the one before by its source's key, or else the one after: so whoever comes or
goes changes what two others are told, however many have the title.
"""

from collections import defaultdict
from collections.abc import Mapping

from blog.slug import slug


def namesake_of(source: str, title: str, titles: Mapping[str, str]) -> str:
    """The source of another post with the title, whatever its capitals; empty if there is none.

    `titles` are those of posts by their sources. A title of which nothing is left in a slug counts for none.
    """
    same = [each for each, other in titles.items() if _folded(other) == _folded(title)] if slug(title) else []
    before, after = _beside(source, same)
    return before or after


def told_of(source: str, titles: Mapping[str, str]) -> set[str]:
    """The sources of those to whom it makes a difference that a source comes or goes, or has one of their titles."""
    by_title = defaultdict(list)
    for each, title in titles.items():
        by_title[_folded(title)].append(each)
    return {each for same in by_title.values() for each in _beside(source, same) if each}


def _beside(source: str, others: list[str]) -> tuple[str, str]:
    """The last before a source and the first after it, by key."""
    before = max((each for each in others if each < source), default="")
    return before, min((each for each in others if each > source), default="")


def _folded(title: str) -> str:
    return title.casefold()
