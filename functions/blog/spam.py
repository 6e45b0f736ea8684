"""Spam: what the text of a comment says against it, in points and in words for the owner. Pure.

The table of words is short on purpose: it is for the first days of a blog. What the
owner decides teaches better (`learned.py`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from blog.comment import Comment
from blog.learned import Learned, tokens_of
from blog.links import hosts_of

FREE_LINKS = 2
SHOUT = 20  # letters
ADVERTISING = (
    "backlinks|betting|bitcoin doubler|buy now|call girls|cash prize|casino|cheap|cialis|claim your|click here"
    "|crypto signals|earn money|escorts?|essay writing|forex|free gift|free trial|gambling|guaranteed"
    "|hacker for hire|investment plan|jackpot|keto|limited offer|loans?|lottery|make money|onlyfans|payday|penis"
    "|poker|porn|recover my (?:funds|money)|replica|seo services?|slots?|telegram|testosterone|viagra|weight loss"
    "|whatsapp|work from home|xxx|you have won"
)
_ADVERTISING = rf"(?i)(?<!\w)(?:{ADVERTISING})(?!\w)"  # compiled (and kept) by `re` when first used
_MARKUP = re.compile(r"<a\s[^>]{0,200}href|\[(?:url|link)[=\]]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"(\S)\1{9}")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
LONGEST_READ = 200  # letters of a word

CERTAIN = 0.9999
LIKELY = 0.99
UNLIKELY = 0.1


@dataclass(frozen=True)
class Sign:
    """Something about a comment; `points` speak for spam, or against it; with `waits` it is not published at once."""

    points: int
    reason: str
    waits: bool = False


def signs_of(comment: Comment, known: Learned) -> tuple[Sign, ...]:
    """All that its text says."""
    found = (_links, _markup, _words, _shouting, _run, _mixed_scripts)
    return (*(sign for look in found for sign in look(comment)), *_lessons(comment, known))


def probability(comment: Comment, known: Learned) -> float:
    """How likely it is spam by what the owner's decisions taught; 0.5 is knowing nothing."""
    odds = sum(each for _, each in known.telling(tokens_of(comment)))
    return 1 / (1 + exp(-odds))


def _links(comment: Comment) -> Iterator[Sign]:
    number = len(hosts_of(comment.text))
    if number:
        beyond = max(0, number - FREE_LINKS)
        yield Sign(min(10, 1 + 2 * beyond), f"{number} link{'s' * (number > 1)}", waits=beyond > 0)


def _markup(comment: Comment) -> Iterator[Sign]:
    if _MARKUP.search(comment.text):
        yield Sign(5, "links written as markup of other systems")


def _words(comment: Comment) -> Iterator[Sign]:
    text = f"{comment.name}\n{comment.text}"
    found = sorted({" ".join(each.casefold().split()) for each in re.findall(_ADVERTISING, text)})
    if found:
        yield Sign(min(8, 2 * len(found)), f"words of advertising: {', '.join(found[:5])}")


def _shouting(comment: Comment) -> Iterator[Sign]:
    cased = [char for char in comment.text if char.islower() or char.isupper()]
    if len(cased) >= SHOUT and sum(map(str.isupper, cased)) > 0.7 * len(cased):
        yield Sign(2, "mostly capitals")


def _run(comment: Comment) -> Iterator[Sign]:
    if _RUN.search(comment.text):
        yield Sign(1, "a character ten times in a row")


def _mixed_scripts(comment: Comment) -> Iterator[Sign]:
    """Letters that look alike, from several scripts in one word, hide it from filters (Unicode TR 39, section 5)."""
    text = f"{comment.name}\n{comment.text}"
    mixed = [word for word in _WORD.findall(text) if not word.isascii() and len(_scripts(word[:LONGEST_READ])) > 1]
    if mixed:
        yield Sign(4, f"letters of several scripts in one word: {mixed[0][:24]}", waits=True)


def _scripts(word: str) -> set[str]:
    return {name for char in word for name in _SCRIPTS if unicodedata.name(char, "").startswith(name)}


def _lessons(comment: Comment, known: Learned) -> Iterator[Sign]:
    if not known.knows_enough:
        return
    chance = probability(comment, known)
    points = 6 if chance >= CERTAIN else 3 if chance >= LIKELY else -2 if chance <= UNLIKELY else 0
    if points:
        said = [word for word, odds in known.telling(tokens_of(comment)) if odds * points > 0][:4]
        yield Sign(points, f"{_percent(chance)} % spam by your decisions: {', '.join(said)}", waits=points > 0)


def _percent(chance: float) -> str:
    """Never rounded up to certainty."""
    return f"{int(chance * 10_000) / 100:g}"
