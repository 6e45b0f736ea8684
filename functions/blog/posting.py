"""Postings: by which lexemes a post is found and how much each weighs, kept as one line of text.

`" lamp:9 lamps:6 rain:1 "`: in alphabetical order, each weight one digit. A post's
postings are divided among 16 buckets by how their lexemes begin, and each bucket is an
item collection with a row for each post. So what one word asks for is in one
collection, also while only its beginning has been typed, and a post has 16 rows
however long it is.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from os.path import commonprefix
from zlib import crc32

from blog.lexeme import is_unspaced, lexemes, words_of_query, words_of_text

BUCKETS = 16
BEGINNING = 2  # characters by which the bucket of a lexeme is told; of scripts without spaces one
MOST_LEXEMES = 1_000  # of a post; the heaviest stay, and of these the first
MOST_WORDS_READ = 20_000
HEAVIEST = 9
OF_BODY = 3  # what the most frequent word of the body weighs
MOST_WORDS = 8  # of a query
WHOLE = 3  # how much more a word counts than one that only begins like it


def postings(weighted: Iterable[tuple[str, int]], body: str, language: str) -> str:
    """From texts with what each of their words weighs, and the body, whose words weigh by how often they come."""
    weights: Counter[str] = Counter()
    for text, weight in weighted:
        for lexeme in _lexemes_of(text, language):
            weights[lexeme] += weight
    for lexeme, times in _lexemes_of(body, language).items():
        weights[lexeme] += min(times.bit_length(), OF_BODY)
    kept = sorted(weights.most_common(MOST_LEXEMES))
    return _line(f"{lexeme}:{min(weight, HEAVIEST)}" for lexeme, weight in kept)


def divided(line: str) -> dict[int, str]:
    """The postings of each bucket, where there are any."""
    buckets: dict[int, list[str]] = {}
    for posting in line.split():
        buckets.setdefault(bucket_of(posting.partition(":")[0]), []).append(posting)
    return {bucket: _line(found) for bucket, found in sorted(buckets.items())}


def bucket_of(lexeme: str) -> int:
    """By its first two characters, so that a beginning of two is in the bucket of all that begin so."""
    return crc32(lexeme[: 1 if is_unspaced(lexeme) else BEGINNING].encode()) % BUCKETS


@dataclass(frozen=True)
class Asked:
    """A word of a query: its lexemes, and whether it may be the beginning of a longer one."""

    lexemes: tuple[str, ...]
    is_beginning: bool = False

    @property
    def needles(self) -> dict[int, str]:
        """For each bucket that may hold it, what its lines of postings have that have it, and perhaps others too.

        One text is looked for in half the time that three need.
        """
        found: dict[int, list[str]] = {}
        for place, lexeme in enumerate(self.lexemes):
            end = "" if self._begins(place) else ":"
            found.setdefault(bucket_of(lexeme), []).append(f" {lexeme}{end}")
        return {bucket: commonprefix(texts) for bucket, texts in found.items()}  # noqa: RUF071  # of characters

    def weight_in(self, line: str) -> int:
        """How much it weighs in a line of postings; 0 if it is not there."""
        found = self._pattern.finditer(line)
        return max((int(each["weight"]) * (1 if each["more"] else WHOLE) for each in found), default=0)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """A posting of it; what was typed is tried last, since a stem may begin with it and then is no longer word."""
        typed, *stems = map(re.escape, self.lexemes)
        more = "[^ :]*" if self._begins(0) else ""
        forms = "|".join([*stems, f"{typed}(?P<more>{more})"])
        return re.compile(f" (?:{forms}):(?P<weight>[0-9])")

    def _begins(self, place: int) -> bool:
        """Only what was typed is a beginning, its stem is not; nor is what is too short to tell the bucket."""
        word = self.lexemes[place]
        return self.is_beginning and place == 0 and (len(word) >= BEGINNING or is_unspaced(word))


def asked(untrusted_query: str, *languages: str) -> tuple[Asked, ...]:
    """The first eight words of a query, each once, with their stems in each of the languages; the last may go on."""
    words = list(islice(dict.fromkeys(words_of_query(untrusted_query)), MOST_WORDS))
    forms = dict.fromkeys(tuple(lexemes(word, *languages)) for word in words)
    return tuple(Asked(each, is_beginning=place == len(forms)) for place, each in enumerate(forms, 1))


def _lexemes_of(text: str, language: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, times in Counter(islice(words_of_text(text), MOST_WORDS_READ)).items():
        for lexeme in lexemes(word, language):
            found[lexeme] += times
    return found


def _line(postings: Iterable[str]) -> str:
    text = " ".join(postings)
    return f" {text} " if text else ""
